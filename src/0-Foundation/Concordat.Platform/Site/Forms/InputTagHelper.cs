using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>One line of text, a number, a password or an e-mail address.</summary>
[HtmlTargetElement("c-input", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary>The input's type: text, email, password, tel, url, search. For numbers keep text and set <see cref="Numeric"/>.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Width in characters: 2, 3, 4, 5, 10, 20 or 30; 0 fills the column.</summary>
    public int Width { get; set; }

    /// <summary>True for whole numbers and codes of digits: asks a phone for its number keys.</summary>
    public bool Numeric { get; set; }

    /// <summary>A unit before the box, such as £.</summary>
    public string? Prefix { get; set; }

    /// <summary>A unit after the box, such as metres.</summary>
    public string? Suffix { get; set; }

    /// <summary>The kind of personal detail, for the browser: username, current-password, one-time-code, email.</summary>
    public string? Autocomplete { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var css = "govuk-input" + (Width > 0 ? $" govuk-input--width-{Width}" : "") + (field.HasErrors ? " govuk-input--error" : "");
        var input = Wire(field, Markup.Void("input", css)).With("type", Type).With("autocomplete", Autocomplete)
            .With("value", Type == "password" ? null : field.Value);
        if (Numeric) input.With("inputmode", "numeric").With("spellcheck", "false");
        return Labelled(field, Prefix is null && Suffix is null ? input : Wrapped(input));
    }

    TagBuilder Wrapped(IHtmlContent input) => Markup.Element("div", "govuk-input__wrapper", Unit("prefix", Prefix), input, Unit("suffix", Suffix));

    static TagBuilder? Unit(string side, string? words) => words is null ? null : Markup.Element("div", $"govuk-input__{side}", words).With("aria-hidden", "true");
}
