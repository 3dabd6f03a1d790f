using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Disorder;

/// <summary>The fields by which a version is proposed, on the page of a new definition and on that of one there is.</summary>
internal abstract class ProposalForm(DisorderDesk desk) : PageModel
{
    [BindProperty, Display(Name = "What it means", Description = "In the partnership’s own words.")] public string? Words { get; set; }
    [BindProperty, Display(Name = "Themes that count", Description = "All of them together, as if they were one theme.")] public List<string> Themes { get; set; } = [];
    [BindProperty, Display(Name = "Only from these sets", Description = "Leave all empty to count every set.")] public List<string> Sets { get; set; } = [];
    [BindProperty, Display(Name = "Why")] public string? Why { get; set; }

    public DisorderDesk Desk => desk;

    protected Proposal ReadProposal()
    {
        var (words, why) = ((Words ?? "").Trim(), (Why ?? "").Trim());
        if (words.Length is 0 or > DisorderVersion.LongestWords) ModelState.AddModelError(nameof(Words), $"Say what it means, in at most {DisorderVersion.LongestWords:N0} characters");
        if (why.Length is 0 or > DisorderVersion.LongestWhy) ModelState.AddModelError(nameof(Why), $"Say why, in at most {DisorderVersion.LongestWhy} characters");
        string[] themes = [.. Themes.Where(t => ThemeList.Find(t) is not null).Distinct()];
        if (themes.Length == 0) ModelState.AddModelError(nameof(Themes), "Choose at least one theme");
        return new(words, themes, [.. DisorderDesk.SetChoices.Select(c => c.Value).Intersect(Sets).Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))], why);
    }
}
