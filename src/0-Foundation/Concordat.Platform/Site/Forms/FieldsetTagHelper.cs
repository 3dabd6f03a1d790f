using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>Fields that belong together, under one legend.</summary>
[HtmlTargetElement("c-fieldset", Attributes = "legend")]
public sealed class FieldsetTagHelper : TagHelper
{
    /// <summary>What the fields are about.</summary>
    public string Legend { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("fieldset", "govuk-fieldset c-fieldset");
        output.PreContent.AppendHtml(Markup.Element("legend", "govuk-fieldset__legend govuk-fieldset__legend--s", Legend));
    }
}
