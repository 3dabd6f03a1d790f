using System.Globalization;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>A date as day, month and year, for a <see cref="DateOnly"/> property; read back by <see cref="DateFieldBinder"/>.</summary>
[HtmlTargetElement("c-date", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper : FieldTagHelper
{
    /// <summary>True for one box that takes 2026-12-04, 4/12/2026 or 4 Dec 2026, where the dense form has no room for three.</summary>
    public bool OneBox { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children) => OneBox ? Single(field) : Three(field);

    IHtmlContent Single(Field field) => Labelled(field, Wire(field, Markup.Void("input", "govuk-input govuk-input--width-10" + (field.HasErrors ? " govuk-input--error" : "")))
        .With("type", "text").With("value", field.Value).With("autocomplete", "off"));

    IHtmlContent Three(Field field)
    {
        var date = field.Model as DateOnly?;
        var group = Markup.Element("div", "govuk-date-input",
            Part(field, "Day", 2, date?.Day, isFirst: true), Part(field, "Month", 2, date?.Month), Part(field, "Year", 4, date?.Year)).With("id", field.Id + "-group");
        return Grouped(field, group);
    }

    static TagBuilder Part(Field field, string part, int width, int? value, bool isFirst = false)
    {
        var name = $"{field.Name}.{part}";
        var id = isFirst ? field.Id : $"{field.Id}_{part}";
        var css = $"govuk-input govuk-date-input__input govuk-input--width-{width}" + (field.HasErrors ? " govuk-input--error" : "");
        var input = Markup.Void("input", css).With("id", id).With("name", name).With("type", "text").With("inputmode", "numeric")
            .With("value", field.Sent(name) ?? value?.ToString(CultureInfo.InvariantCulture) ?? "");
        if (field.HasErrors) input.With("aria-invalid", "true");
        var label = Markup.Element("label", "govuk-label govuk-date-input__label", part).With("for", id);
        return Markup.Element("div", "govuk-date-input__item", Markup.Element("div", "govuk-form-group", label, input));
    }
}
