using System.Text.Json;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A word the quick line understands, and the value it stands for.</summary>
/// <param name="Value">The value sent: an id or a code.</param>
/// <param name="Words">What is shown and typed: "Police", "Dana Pellow".</param>
/// <param name="Also">Other ways to type it: "council lights", "DP".</param>
public sealed record QuickWord(string Value, string Words, params IReadOnlyList<string> Also);

/// <summary>An action typed in one line, in any order: what, kind, agency, person, date. Understood words become chips.</summary>
/// <remarks>Stands inside the form that adds the action, with the plain fields inside the tag: without scripts they are all there is,
/// with scripts the line fills them. The plain fields are found by the names given here.</remarks>
[HtmlTargetElement("c-quick-line")]
public sealed class QuickLineTagHelper : TagHelper
{
    /// <summary>The line's label.</summary>
    public string Label { get; set; } = "Add an action";

    /// <summary>The kinds of action it knows.</summary>
    public IReadOnlyList<QuickWord> Kinds { get; set; } = [];

    /// <summary>The agencies it knows.</summary>
    public IReadOnlyList<QuickWord> Agencies { get; set; } = [];

    /// <summary>The people it knows.</summary>
    public IReadOnlyList<QuickWord> People { get; set; } = [];

    /// <summary>Today where the meeting is, to read "tomorrow" and "4 Dec".</summary>
    public DateOnly Today { get; set; }

    /// <summary>The plain fields' names: what, kind, agency, person, date.</summary>
    public string Fields { get; set; } = "What,Kind,Agency,Person,DueOn";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var plain = await output.GetChildContentAsync();
        output.Become("div", "c-quick");
        output.Attributes.SetAttribute("data-quickline", "");
        output.Attributes.SetAttribute("data-kinds", Json(Kinds));
        output.Attributes.SetAttribute("data-agencies", Json(Agencies));
        output.Attributes.SetAttribute("data-people", Json(People));
        output.Attributes.SetAttribute("data-today", Forms.Field.Text(Today));
        output.Attributes.SetAttribute("data-fields", Fields);
        output.Attributes.SetAttribute("data-label", Label);
        output.Content.Fill(Markup.Element("details", "c-details", Markup.Element("summary", null, "Fill in the fields instead"), plain).With("open", "open"));
    }

    static string Json(IReadOnlyList<QuickWord> words) => JsonSerializer.Serialize(words.Select(word => (string[])[word.Value, word.Words, .. word.Also]));
}
