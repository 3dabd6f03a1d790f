using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A small drawing beside a word that says the same: lens, tick, barred-ring, diamond, clock, half-disc.</summary>
[HtmlTargetElement("c-shape", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ShapeTagHelper : TagHelper
{
    /// <summary>Which drawing.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.Fill(Name switch
        {
            "lens" => Shapes.Lens,
            "tick" => Shapes.Tick,
            "barred-ring" => Shapes.BarredRing,
            "diamond" => Shapes.Diamond,
            "clock" => Shapes.Clock,
            "half-disc" => Shapes.HalfDisc,
            _ => throw new InvalidOperationException($"There is no shape named '{Name}'."),
        });
    }
}
