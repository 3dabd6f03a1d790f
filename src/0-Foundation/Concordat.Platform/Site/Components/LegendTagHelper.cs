using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>What the colours of a map mean, with the bounds of the classes printed. In a frame it stands under the drawing.</summary>
[HtmlTargetElement("c-legend")]
[RestrictChildren("c-key")]
public sealed class LegendTagHelper : TagHelper
{
    /// <summary>What is measured: "Strength, z score".</summary>
    public string? Title { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var keys = await output.GetChildContentAsync();
        var list = Markup.Element("ul", "c-legend", Title is null ? null : Markup.Element("li", "c-legend__title", Title), keys);
        if (context.Items.TryGetValue(typeof(FrameTagHelper.Parts), out var parts))
        {
            ((FrameTagHelper.Parts)parts).Legend = Markup.Element("div", "c-frame__under", list);
            output.SuppressOutput();
            return;
        }
        output.TagName = null;
        output.Content.Fill(list);
    }
}

/// <summary>What a square of a legend is filled with.</summary>
public enum KeyKind
{
    Strength1, Strength2, Strength3, Strength4,
    Change1, Change2, Change3, Change4, Change5,
    Line1, Line2, Line3, Line4, Line5,
    Outline,
    NoData,
}

/// <summary>One class of a legend; the words inside give its bounds.</summary>
[HtmlTargetElement("c-key", ParentTag = "c-legend")]
public sealed class KeyTagHelper : TagHelper
{
    static readonly string?[] Dashes = [null, "8 4", "2 4", "8 3 2 3", "4 3"];

    /// <summary>The class.</summary>
    public KeyKind Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("li", null);
        output.PreContent.AppendHtml(Kind is >= KeyKind.Line1 and <= KeyKind.Line5 ? Line(Kind - KeyKind.Line1) : Square());
    }

    TagBuilder Square() => Markup.Element("span", "c-key c-key--" + Css()).With("aria-hidden", "true");

    static TagBuilder Line(int index) => Markup.Element("svg", $"c-line c-line--{index + 1}", Markup.Element("path", null).With("d", "M0 5H32").With("stroke-dasharray", Dashes[index]))
        .With("viewBox", "0 0 32 10").With("aria-hidden", "true");

    string Css() => Kind switch
    {
        KeyKind.Outline => "outline",
        KeyKind.NoData => "none",
        <= KeyKind.Strength4 => $"strength-{Kind - KeyKind.Strength1 + 1}",
        _ => $"change-{Kind - KeyKind.Change1 + 1}",
    };
}
