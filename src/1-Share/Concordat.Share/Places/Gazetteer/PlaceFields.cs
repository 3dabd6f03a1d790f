using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Placing;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Share.Places;

/// <summary>What a person types about a place.</summary>
public sealed class PlaceFields
{
    [Display(Name = "Name", Description = "As people know it, such as Quayside Boat Steps"), Required(ErrorMessage = "Enter the name"), StringLength(PlaceKinds.LongestName, ErrorMessage = "Name must be 120 characters or fewer")]
    public string? Name { get; set; }

    [Display(Name = "Kind"), Required(ErrorMessage = "Select the kind")] public string? Kind { get; set; }

    [Display(Name = "Where it is", Description = "A grid reference such as TM 57100 40200, an easting and northing, or longitude and latitude"), StringLength(60, ErrorMessage = "Where it is must be 60 characters or fewer")]
    public string? Where { get; set; }

    [Display(Name = "Shape (optional)", Description = "For a line or an area: well-known text in metres on the British National Grid, such as LINESTRING (657100 240200, 657300 240250)"), StringLength(20_000, ErrorMessage = "Shape must be 20,000 characters or fewer")]
    public string? Shape { get; set; }

    /// <summary>The shape that is meant; null where a message was added.</summary>
    public PlaceShape? Read(ModelStateDictionary state, string prefix, Func<double, double, bool>? inArea)
    {
        if (!string.IsNullOrWhiteSpace(Shape))
        {
            var shape = PlaceShape.FromWkt(Shape, out var problem);
            if (shape is null) state.AddModelError($"{prefix}.{nameof(Shape)}", $"The shape {problem}");
            return shape;
        }
        if (string.IsNullOrWhiteSpace(Where))
        {
            state.AddModelError($"{prefix}.{nameof(Where)}", "Enter where it is");
            return null;
        }
        var found = new CoordinatePlaceFinder(inArea).Find(new PlaceWords { GridReference = Where }, null);
        if (found.Easting is { } easting) return PlaceShape.Point(easting, found.Northing!.Value);
        state.AddModelError($"{prefix}.{nameof(Where)}", found.Fault == "P-03"
            ? "Easting and northing are swapped: write the easting first" : "Where it is must be a place on the British National Grid, such as TM 57100 40200 or 657100 240200");
        return null;
    }
}
