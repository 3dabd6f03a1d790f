using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A table that scrolls inside a named region reached by Tab; inside: <c>thead</c>, <c>tbody</c>, <c>tfoot</c>.</summary>
[HtmlTargetElement("c-table", Attributes = "caption")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the table holds.</summary>
    public string Caption { get; set; } = "";

    /// <summary>True hides the caption from sight, where a heading above says the same.</summary>
    public bool CaptionHidden { get; set; }

    /// <summary>True for lower rows.</summary>
    public bool Dense { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("table", Dense ? "c-table c-table--dense" : "c-table");
        output.PreElement.AppendHtml(Region().RenderStartTag());
        output.PreContent.AppendHtml(Markup.Element("caption", CaptionHidden ? "govuk-visually-hidden" : null, Caption));
        output.PostElement.AppendHtml(Region().RenderEndTag());
    }

    TagBuilder Region() => Markup.Element("div", "c-scroll").With("role", "region").With("aria-label", Caption).With("tabindex", "0");
}

/// <summary>A column's head; with <c>sort</c> a link that orders the table by it and says the order.</summary>
[HtmlTargetElement("c-th")]
public sealed class TableHeadTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The name this column is sorted by in the query's <c>sort</c>; a minus before it means descending.</summary>
    public string? Sort { get; set; }

    /// <summary>The order of the table now, as in the query: "due" or "-due".</summary>
    public string? Current { get; set; }

    /// <summary>True for a column of figures, set to the right.</summary>
    public bool Number { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Become("th", Number ? "c-num" : null);
        output.Attributes.SetAttribute("scope", "col");
        if (Sort is null) return;

        var (isUp, isDown) = (Current == Sort, Current == "-" + Sort);
        if (isUp || isDown) output.Attributes.SetAttribute("aria-sort", isUp ? "ascending" : "descending");
        var link = Markup.Link(PageLinks.With(ViewContext.HttpContext.Request, "sort", isUp ? "-" + Sort : Sort, "page"), words);
        if (isUp || isDown) link.InnerHtml.AppendHtml(Markup.Element("span", "c-table__order", isUp ? "▲" : "▼").With("aria-hidden", "true"));
        output.Content.Fill(link);
    }
}
