using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The mark: five arcs, one a stage, making a C that is nearly closed. With a stage, that stage's arc is coloured;
/// without one, Review's, which points to the next year.</summary>
[HtmlTargetElement("c-mark", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkTagHelper : TagHelper
{
    // Share begins at the lower right; the arcs go round clockwise.
    static readonly string[] Arcs =
    [
        "M31.5 28.83A14.5 14.5 0 0 1 20.38 34.5",
        "M18.48 34.42A14.5 14.5 0 0 1 7.84 27.9",
        "M6.91 26.24A14.5 14.5 0 0 1 6.91 13.76",
        "M7.84 12.1A14.5 14.5 0 0 1 18.48 5.58",
        "M20.38 5.5A14.5 14.5 0 0 1 31.5 11.17",
    ];

    /// <summary>The stage whose arc is coloured.</summary>
    public Stage Stage { get; set; } = Stage.Review;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("svg", "c-mark");
        output.Attributes.SetAttribute("viewBox", "0 0 40 40");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        for (var i = 0; i < Arcs.Length; i++) output.Content.AppendHtml(Arc(Arcs[i], i == (int)Stage - 1));
    }

    static TagBuilder Arc(string path, bool coloured) =>
        Markup.Element("path", coloured ? "c-mark__arc c-mark__arc--on" : "c-mark__arc").With("d", path);
}
