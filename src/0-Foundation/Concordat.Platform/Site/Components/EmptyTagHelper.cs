using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Nothing here yet: what will be here, and inside the tag why it is not and the one next step. Not for errors.</summary>
[HtmlTargetElement("c-empty", Attributes = "title")]
public sealed class EmptyTagHelper : TagHelper
{
    /// <summary>What is not here: "No hot spots this month".</summary>
    public string Title { get; set; } = "";

    /// <summary>The level of the title among the page's headings.</summary>
    public int HeadingLevel { get; set; } = 2;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "c-empty");
        output.PreContent.AppendHtml(Markup.Element("h" + Math.Clamp(HeadingLevel, 2, 6), "govuk-heading-s", Title));
    }
}

/// <summary>A warning that stands in the page: danger, a deadline, a limit of the figures.</summary>
[HtmlTargetElement("c-warning", Attributes = "title")]
public sealed class WarningTagHelper : TagHelper
{
    /// <summary>The warning in a line.</summary>
    public string Title { get; set; } = "";

    /// <summary>Bad for danger, Late for a deadline, Info for a limit to know of.</summary>
    public Tone Tone { get; set; } = Tone.Bad;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "c-warning" + Tone switch { Tone.Late => " c-warning--late", Tone.Bad => "", _ => " c-warning--info" });
        output.PreContent.AppendHtml(Markup.Element("p", "c-warning__title", Markup.Hidden("Warning: "), Title));
    }
}
