using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The pages of a long list, with what is shown; keeps the query's other parts. Nothing when there is one page.</summary>
[HtmlTargetElement("c-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Rows on a page.</summary>
    public int Size { get; set; } = 50;

    /// <summary>Rows in all.</summary>
    public int Total { get; set; }

    /// <summary>What the rows are: "records".</summary>
    public string Unit { get; set; } = "results";

    /// <summary>The query's name for the page.</summary>
    public string Name { get; set; } = "page";

    int Pages => (Total + Size - 1) / Size;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }
        var page = Math.Clamp(Page, 1, Pages);
        var list = Markup.Element("ul", null);
        if (page > 1) list.InnerHtml.AppendHtml(Item(page - 1, "Previous"));
        foreach (var number in Shown(page)) list.InnerHtml.AppendHtml(number is { } n ? Item(n, Words(n), n == page) : Gap());
        if (page < Pages) list.InnerHtml.AppendHtml(Item(page + 1, "Next"));
        output.Become("nav", "c-pages");
        output.Attributes.SetAttribute("aria-label", "Pages");
        output.Content.Fill(list, Markup.Element("span", "c-muted", string.Create(CultureInfo.InvariantCulture, $"{((page - 1) * Size) + 1:N0} to {Math.Min(page * Size, Total):N0} of {Total:N0} {Unit}")));
    }

    // The first, the last, and those beside the current one; null is a gap.
    IEnumerable<int?> Shown(int page)
    {
        var last = 0;
        for (var number = 1; number <= Pages; number++)
        {
            if (number != 1 && number != Pages && Math.Abs(number - page) > 1) continue;
            if (number - last > 1) yield return null;
            yield return last = number;
        }
    }

    TagBuilder Item(int number, string words, bool isCurrent = false)
    {
        var link = Markup.Link(PageLinks.With(ViewContext.HttpContext.Request, Name, Words(number)), words).With("aria-current", isCurrent ? "page" : null);
        if (words == Words(number)) link.With("aria-label", "Page " + words);
        return Markup.Element("li", null, link);
    }

    static TagBuilder Gap() => Markup.Element("li", null, Markup.Element("span", null, "…").With("aria-hidden", "true"));

    static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}
