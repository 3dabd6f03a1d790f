using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A small drawing beside a word, for the layout's own use: <c>lens</c>.</summary>
[HtmlTargetElement("c-shape", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ShapeTagHelper : TagHelper
{
    /// <summary>Which drawing.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.Fill(Name == "lens" ? Shapes.Lens : throw new InvalidOperationException($"There is no shape named '{Name}'."));
    }
}
