using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>All that is wrong with the form, each a link to its field; nothing while all is well. Place it above the page's title.</summary>
[HtmlTargetElement("c-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Its heading.</summary>
    public string Title { get; set; } = "There is a problem";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.Become("div", "govuk-error-summary");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-focus", "");
        var list = Markup.Element("ul", "govuk-list govuk-error-summary__list");
        foreach (var (name, entry) in ViewContext.ModelState)
            foreach (var error in entry.Errors) list.InnerHtml.AppendHtml(Item(name, error));
        output.Content.Fill(Markup.Element("div", null, Markup.Element("h2", "govuk-error-summary__title", Title),
            Markup.Element("div", "govuk-error-summary__body", list)).With("role", "alert"));
    }

    static TagBuilder Item(string name, ModelError error)
    {
        var words = error.ErrorMessage.Length > 0 ? error.ErrorMessage : "An answer could not be read. Check it and try again.";
        return name.Length == 0 ? Markup.Element("li", null, words)
            : Markup.Element("li", null, Markup.Element("a", null, words).With("href", "#" + TagBuilder.CreateSanitizedId(name, "_")));
    }
}
