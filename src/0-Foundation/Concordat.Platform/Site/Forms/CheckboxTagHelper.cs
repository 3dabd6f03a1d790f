using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>One yes-or-no box for a <c>bool</c> property; the label is the question or the statement.</summary>
[HtmlTargetElement("c-checkbox", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    /// <summary>True for the large box of public pages.</summary>
    public bool Large { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var input = Wire(field, Markup.Void("input", "govuk-checkboxes__input")).With("type", "checkbox").With("value", "true");
        if (field.Value.StartsWith("true", StringComparison.OrdinalIgnoreCase)) input.With("checked", "");
        var item = Markup.Element("div", "govuk-checkboxes__item", input,
            Markup.Element("label", "govuk-label govuk-checkboxes__label", field.Label).With("for", field.Id));
        if (field.HintElement is { } hint)
        {
            hint.AddCssClass("govuk-checkboxes__hint");
            item.InnerHtml.AppendHtml(hint);
        }
        // A box that is not ticked sends nothing; the hidden false says that it was shown and left.
        item.InnerHtml.AppendHtml(Markup.Void("input", null).With("type", "hidden").With("name", field.Name).With("value", "false"));
        return Together(field.ErrorElement, Markup.Element("div", Large ? "govuk-checkboxes" : "govuk-checkboxes govuk-checkboxes--small", item));
    }
}
