using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Where a return, an intervention or an action stands.</summary>
public enum WorkState
{
    Expected,
    BeingChecked,
    Accepted,
    Late,
    Partial,
    NotHeld,
    Overdue,
    InProgress,
    Done,
    NotAdopted,
}

/// <summary>A state of work: a shape and its word, with a line under it. Not for change.</summary>
[HtmlTargetElement("c-state", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StateTagHelper : TagHelper
{
    /// <summary>The state.</summary>
    public WorkState Value { get; set; }

    /// <summary>Other words for it, such as "Done 1 Dec".</summary>
    public string? Words { get; set; }

    /// <summary>A line under the word: a date, "6 days", "61 to place".</summary>
    public string? Note { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (css, word, shape) = Look(Value);
        output.Become("span", "c-state c-state--" + css);
        output.Content.Fill(shape, Markup.Element("span", null, Markup.Element("span", "c-state__word", Words ?? word),
            Note is null ? null : Markup.Element("span", "c-state__note", Note)));
    }

    static (string Css, string Word, IHtmlContent Shape) Look(WorkState state) => state switch
    {
        WorkState.Expected => ("expected", "Expected", Shapes.DashedRing),
        WorkState.BeingChecked => ("being-checked", "Being checked", Shapes.SquareBar),
        WorkState.Accepted => ("accepted", "Accepted", Shapes.Tick),
        WorkState.Late => ("late", "Accepted late", Shapes.Clock),
        WorkState.Partial => ("partial", "Partial", Shapes.HalfDisc),
        WorkState.NotHeld => ("not-held", "Not held", Shapes.Dash),
        WorkState.Overdue => ("overdue", "Overdue", Shapes.Diamond),
        WorkState.InProgress => ("in-progress", "In progress", Shapes.HalfDisc),
        WorkState.Done => ("done", "Done", Shapes.Tick),
        WorkState.NotAdopted => ("not-adopted", "Not adopted", Shapes.BarredRing),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no look for this state."),
    };
}
