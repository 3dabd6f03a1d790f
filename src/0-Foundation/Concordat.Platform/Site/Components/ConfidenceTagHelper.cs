using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>How a claim is known. Not a probability.</summary>
public enum Confidence
{
    Told = 1,
    Counted,
    Measured,
    MeasuredWithComparison,
}

/// <summary>How a claim is known, on a scale of four steps.</summary>
[HtmlTargetElement("c-confidence", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ConfidenceTagHelper : TagHelper
{
    static readonly (string Name, string Note)[] Steps =
    [
        ("Told", "someone says so"),
        ("Counted", "outputs only"),
        ("Measured", "before and after"),
        ("Measured with comparison", "against a place like it"),
    ];

    /// <summary>The step reached.</summary>
    public Confidence Value { get; set; } = Confidence.Told;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ol", "c-confidence");
        output.Attributes.SetAttribute("aria-label", "How we know");
        output.Content.Clear();
        for (var i = 0; i < Steps.Length; i++) output.Content.AppendHtml(Step(i));
    }

    TagBuilder Step(int index) => Markup.Element("li", index < (int)Value ? "is-reached" : null, Markup.Element("strong", null, Steps[index].Name), Steps[index].Note)
        .With("aria-current", index == (int)Value - 1 ? "true" : null);
}
