using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>What was wrong with the rows of a file, by reason, the largest first.</summary>
[HtmlTargetElement("c-fault-list")]
[RestrictChildren("c-fault")]
public sealed class FaultListTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("ul", "c-faults");
}

/// <summary>One reason: how many rows, why in words, its code, one remedy; inside the tag, a table of the first rows.</summary>
[HtmlTargetElement("c-fault", ParentTag = "c-fault-list")]
public sealed class FaultTagHelper : TagHelper
{
    /// <summary>How many rows.</summary>
    public int Count { get; set; }

    /// <summary>What is wrong: "The date is outside the quarter".</summary>
    public string Reason { get; set; } = "";

    /// <summary>The code of the rule: "D-03".</summary>
    public string? Code { get; set; }

    /// <summary>How to mend it: "Send these with the quarter they belong to."</summary>
    public string? Remedy { get; set; }

    /// <summary>Where <see cref="LinkWords"/> lead.</summary>
    public string? Href { get; set; }

    /// <summary>The link's words; "Show all 88" when absent.</summary>
    public string? LinkWords { get; set; }

    /// <summary>True shows the first rows at once; give it to the largest fault.</summary>
    public bool Open { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = (await output.GetChildContentAsync()).OrNull();
        output.Become("li", "c-fault");
        output.Content.Fill(
            Markup.Element("span", "c-fault__count", Number, Markup.Hidden(Count == 1 ? " row: " : " rows: ")),
            Words(),
            Href is null ? null : Markup.Link(Href, Markup.Element("span", null, LinkWords ?? "Show all " + Number, Markup.Hidden(": " + Reason)), "govuk-link c-fault__link"),
            rows is null ? null : Rows(rows));
    }

    string Number => Count.ToString("N0", CultureInfo.InvariantCulture);

    TagBuilder Words() => Markup.Element("div", null,
        Markup.Element("p", "c-fault__reason", Reason, Code is null ? null : Markup.Element("span", "c-fault__code", " " + Code)),
        Remedy is null ? null : Markup.Element("p", "c-fault__remedy", Remedy));

    TagBuilder Rows(object rows) => Markup.Element("details", "c-details c-fault__rows", Markup.Element("summary", null, "First rows"), rows).With("open", Open ? "open" : null);
}
