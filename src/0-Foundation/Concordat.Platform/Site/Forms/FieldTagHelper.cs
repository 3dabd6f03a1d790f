using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>The frame of every field: label, hint, error, then the control, in the order that GOV.UK uses.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property this field edits.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The label; from the property's display name when absent.</summary>
    public string? Label { get; set; }

    /// <summary>A line under the label; from the property's description when absent.</summary>
    public string? Hint { get; set; }

    /// <summary>True makes the label the page's heading: one thing per page.</summary>
    public bool Heading { get; set; }

    /// <summary>True hides the label from sight; a screen reader still reads it.</summary>
    public bool LabelHidden { get; set; }

    /// <summary>Put before the ids, where one page shows the same field twice.</summary>
    public string? IdPrefix { get; set; }

    /// <summary>Other attributes on the tag, such as <c>data-</c> ones, go to the control itself.</summary>
    [HtmlAttributeNotBound]
    internal IReadOnlyList<TagHelperAttribute> Extra { get; private set; } = [];

    /// <inheritdoc />
    public sealed override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = new Field(ViewContext, For, Label, Hint, IdPrefix);
        var children = await output.GetChildContentAsync();
        Extra = [.. output.Attributes.Where(a => a.Name != "class")];
        foreach (var attribute in Extra) output.Attributes.Remove(attribute);
        output.Become("div", field.HasErrors ? "govuk-form-group govuk-form-group--error" : "govuk-form-group");
        output.Content.Fill(Body(field, children));
    }

    private protected abstract IHtmlContent Body(Field field, TagHelperContent children);

    private protected IHtmlContent Labelled(Field field, IHtmlContent control)
    {
        var css = "govuk-label" + (Heading ? " govuk-label--l" : "") + (LabelHidden ? " govuk-visually-hidden" : "");
        var label = Markup.Element("label", css, field.Label).With("for", field.Id);
        return Together(Heading ? Markup.Element("h1", "govuk-label-wrapper", label) : label, field.HintElement, field.ErrorElement, control);
    }

    private protected IHtmlContent Grouped(Field field, IHtmlContent control)
    {
        var css = "govuk-fieldset__legend" + (Heading ? " govuk-fieldset__legend--l" : "") + (LabelHidden ? " govuk-visually-hidden" : "");
        object words = Heading ? Markup.Element("h1", "govuk-fieldset__heading", field.Label) : field.Label;
        return Markup.Element("fieldset", "govuk-fieldset", Markup.Element("legend", css, words), field.HintElement, field.ErrorElement, control)
            .With("aria-describedby", field.DescribedBy);
    }

    /// <summary>Gives a control its id, name, description and error state.</summary>
    private protected TagBuilder Wire(Field field, TagBuilder control)
    {
        control.With("id", field.Id).With("name", field.Name).With("aria-describedby", field.DescribedBy);
        if (field.HasErrors) control.With("aria-invalid", "true");
        foreach (var attribute in Extra) control.With(attribute.Name, attribute.Value?.ToString() ?? "");
        return control;
    }

    private protected static IHtmlContent Together(params ReadOnlySpan<object?> parts)
    {
        var content = new HtmlContentBuilder();
        foreach (var part in parts) content.Add(part);
        return content;
    }
}
