using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Two or more filters beside a list or an analysis, sent by a button. On a phone it stands behind "Filter (2)", open without scripts.</summary>
[HtmlTargetElement("c-filter-panel")]
public sealed class FilterPanelTagHelper : TagHelper
{
    /// <summary>How many filters are set, for the phone's button.</summary>
    public int Chosen { get; set; }

    /// <summary>Where the filters are sent; the same page when absent.</summary>
    public string? Action { get; set; }

    /// <summary>Where "Clear" leads; no link when absent.</summary>
    public string? ClearHref { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.GetChildContentAsync();
        output.Become("details", "c-filter");
        output.Attributes.SetAttribute("open", "open");
        output.Attributes.SetAttribute("data-filter", "");
        output.Content.Fill(Summary(), Markup.Element("form", "c-filter__body", Markup.Element("h2", null, "Filter"), fields, End()).With("method", "get").With("action", Action));
    }

    TagBuilder Summary() => Markup.Element("summary", null, Chosen == 0 ? "Filter" : string.Create(CultureInfo.InvariantCulture, $"Filter ({Chosen})"));

    TagBuilder End() => Markup.Element("div", "c-filter__end",
        Markup.Element("button", "c-button c-button--small", "Apply").With("type", "submit"),
        ClearHref is null ? null : Markup.Link(ClearHref, "Clear"));
}
