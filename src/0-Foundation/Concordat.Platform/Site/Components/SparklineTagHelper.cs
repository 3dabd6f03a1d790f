using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A small drawing in a table's cell; the figures stand in the cells beside it.</summary>
[HtmlTargetElement("c-sparkline", Attributes = "svg", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SparklineTagHelper : TagHelper
{
    /// <summary>The drawing, with its own label.</summary>
    public SvgContent? Svg { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "c-spark");
        output.Content.Fill(Svg);
    }
}
