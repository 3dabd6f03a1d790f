using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A share as a small bar and its number: fields filled, placed on the map.</summary>
[HtmlTargetElement("c-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarTagHelper : TagHelper
{
    /// <summary>The share, 0 to 100.</summary>
    public double Percent { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var percent = Math.Clamp(Percent, 0, 100);
        output.Become("span", "c-bar");
        output.Content.Fill(
            Markup.Element("svg", null, Bars.Piece("c-fill-rest", 0, 100), Bars.Piece("c-fill-1", 0, percent)).With("viewBox", "0 0 100 10").With("preserveAspectRatio", "none").With("aria-hidden", "true"),
            Markup.Element("span", null, percent.ToString("0", CultureInfo.InvariantCulture) + "%"));
    }
}

/// <summary>A total split into its parts, which add up: rows ready, kept, set aside.</summary>
[HtmlTargetElement("c-split", Attributes = "label")]
[RestrictChildren("c-split-part")]
public sealed class SplitTagHelper : TagHelper
{
    internal sealed class Parts : List<(long Count, string Words)>;

    /// <summary>What is split: "Rows read".</summary>
    public string Label { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new Parts();
        context.Items[typeof(Parts)] = parts;
        await output.GetChildContentAsync();
        var total = parts.Sum(part => part.Count);
        output.Become("div", "c-split");
        output.Content.Fill(Markup.Element("div", "c-split__total", Markup.Element("span", "c-split__label", Label), Words(total)), Markup.Element("div", null, Drawing(parts, total), List(parts, total)));
    }

    static TagBuilder Drawing(Parts parts, long total)
    {
        var svg = Markup.Element("svg", null).With("viewBox", "0 0 100 10").With("preserveAspectRatio", "none").With("aria-hidden", "true");
        var start = 0d;
        for (var i = 0; i < parts.Count && total > 0; i++)
        {
            var width = 100d * parts[i].Count / total;
            svg.InnerHtml.AppendHtml(Bars.Piece($"c-fill-{i + 1}", start, Math.Max(0, width - 0.15)));
            start += width;
        }
        return svg;
    }

    static TagBuilder List(Parts parts, long total)
    {
        var list = Markup.Element("ul", null);
        for (var i = 0; i < parts.Count; i++)
            list.InnerHtml.AppendHtml(Markup.Element("li", null, Markup.Element("span", $"c-key c-fill-{i + 1}").With("aria-hidden", "true"),
                Markup.Element("span", null, Markup.Element("strong", null, Words(parts[i].Count)), " " + parts[i].Words)));
        if (parts.Count > 1) list.InnerHtml.AppendHtml(Markup.Element("li", "c-muted", string.Join(" + ", parts.Select(part => Words(part.Count))) + " = " + Words(total)));
        return list;
    }

    static string Words(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>One part of a split total, four at most; the words say what it is.</summary>
[HtmlTargetElement("c-split-part", ParentTag = "c-split", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SplitPartTagHelper : TagHelper
{
    /// <summary>How many.</summary>
    public long Count { get; set; }

    /// <summary>What they are: "set aside".</summary>
    public string Words { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ((SplitTagHelper.Parts)context.Items[typeof(SplitTagHelper.Parts)]).Add((Count, Words));
        output.SuppressOutput();
    }
}

static class Bars
{
    /// <summary>A piece of a bar that is 100 wide and 10 high.</summary>
    public static TagBuilder Piece(string css, double start, double width) => Markup.Element("rect", css)
        .With("x", start.ToString("0.##", CultureInfo.InvariantCulture)).With("y", "0")
        .With("width", width.ToString("0.##", CultureInfo.InvariantCulture)).With("height", "10");
}
