using System.Globalization;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("c-textarea", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    /// <summary>Height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>The most characters the server takes; a count is shown where scripts run. 0 for no count.</summary>
    public int MaxLength { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var css = "govuk-textarea" + (field.HasErrors ? " govuk-textarea--error" : "");
        var area = Wire(field, Markup.Element("textarea", css, "\n" + field.Value)).With("rows", Rows.ToString(CultureInfo.InvariantCulture));
        if (MaxLength == 0) return Labelled(field, area);

        var most = MaxLength.ToString(CultureInfo.InvariantCulture);
        var info = Markup.Element("div", "govuk-hint", $"Up to {MaxLength:N0} characters").With("id", field.Id + "-info");
        area.With("data-count", most).With("aria-describedby", string.Join(' ', new[] { field.DescribedBy, field.Id + "-info" }.OfType<string>()));
        return Labelled(field, Together(area, info));
    }
}
