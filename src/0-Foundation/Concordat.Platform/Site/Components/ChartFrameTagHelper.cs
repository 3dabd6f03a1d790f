using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>What a chart frame and a map frame share: a title in words, what and when, the drawing, its table, and the method line.</summary>
public abstract class FrameTagHelper : TagHelper
{
    /// <summary>The key under which a frame collects the parts that its child tags give.</summary>
    internal sealed class Parts
    {
        public IHtmlContent? Table { get; set; }
        public IHtmlContent? Legend { get; set; }
    }

    /// <summary>What it shows, in words.</summary>
    public string Title { get; set; } = "";

    /// <summary>What is drawn and when.</summary>
    public string? Subtitle { get; set; }

    /// <summary>The drawing, with <c>role="img"</c> and a label that tells the finding.</summary>
    public SvgContent? Svg { get; set; }

    /// <summary>How the figures were made: method, parameters, date of the data.</summary>
    public string? Method { get; set; }

    /// <summary>Where the method line's link leads.</summary>
    public string? MethodHref { get; set; }

    /// <summary>The words of the method line's link.</summary>
    public string MethodWords { get; set; } = "Method and version";

    /// <summary>The level of the title among the page's headings.</summary>
    public int HeadingLevel { get; set; } = 3;

    /// <inheritdoc />
    public sealed override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new Parts();
        context.Items[typeof(Parts)] = parts;
        var under = (await output.GetChildContentAsync()).OrNull();
        output.Become("section", "c-frame");
        output.Attributes.SetAttribute("aria-label", Title);
        output.Content.Fill(
            Markup.Element("h" + Math.Clamp(HeadingLevel, 2, 6), "c-frame__title", Title),
            Subtitle is null ? null : Markup.Element("p", "c-frame__sub", Subtitle),
            Drawing(), parts.Legend,
            Under(parts.Table, under),
            Method is null ? null : MethodLine());
    }

    private protected abstract TagBuilder Drawing();

    TagBuilder? Under(IHtmlContent? table, IHtmlContent? under)
    {
        // Without a method line its link stands here, beside the table's.
        var method = Method is null && MethodHref is not null ? Markup.Link(MethodHref, MethodWords) : null;
        return table is null && under is null && method is null ? null : Markup.Element("div", "c-frame__under", table, method, under);
    }

    TagBuilder MethodLine() => Markup.Element("p", "c-frame__method", Method + (MethodHref is null ? "" : " "), MethodHref is null ? null : Markup.Link(MethodHref, MethodWords));
}

/// <summary>A chart with its title, its table under "Show as a table", and the method. Inside: <c>c-frame-table</c>, <c>c-legend</c>, links.</summary>
[HtmlTargetElement("c-chart-frame", Attributes = "title")]
public sealed class ChartFrameTagHelper : FrameTagHelper
{
    /// <summary>The same drawing for a phone, where the wide one would shrink its words; null where one serves both.</summary>
    public SvgContent? SvgNarrow { get; set; }

    private protected override TagBuilder Drawing() => Markup.Element("div", "c-frame__drawing",
        SvgNarrow is null ? Svg : Markup.Element("div", "report-wide", Svg),
        SvgNarrow is null ? null : Markup.Element("div", "report-narrow", SvgNarrow).With("hidden", ""));
}

/// <summary>The figures of a frame as a table, folded away until asked for and open on paper.</summary>
[HtmlTargetElement("c-frame-table")]
public sealed class FrameTableTagHelper : TagHelper
{
    /// <summary>The words that open it.</summary>
    public string Words { get; set; } = "Show as a table";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = await output.GetChildContentAsync();
        output.SuppressOutput();
        ((FrameTagHelper.Parts)context.Items[typeof(FrameTagHelper.Parts)]).Table = Markup.Element("details", "c-details", Markup.Element("summary", null, Words), table);
    }
}
