using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The paper a tag is printed on. Leads and Helps say who does what in a grid of agencies.</summary>
public enum Tone
{
    Plain,
    Info,
    Good,
    Late,
    Bad,
    Leads,
    Helps,
}

/// <summary>A word or two that marks a thing: "Due Monday", "New", "Prevention".</summary>
[HtmlTargetElement("c-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>The paper it is printed on.</summary>
    public Tone Tone { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("span", Tone == Tone.Plain ? "c-tag" : "c-tag c-tag--" + Tone.ToString().ToLowerInvariant());
}
