using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>A file from the person's computer. The form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("c-file-upload", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileUploadTagHelper : FieldTagHelper
{
    /// <summary>Kinds of file offered first: ".csv,.xlsx,.xls". The server checks the content itself.</summary>
    public string? Accept { get; set; }

    /// <summary>True when several files may be chosen at once.</summary>
    public bool Multiple { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var input = Wire(field, Markup.Void("input", "govuk-file-upload" + (field.HasErrors ? " govuk-file-upload--error" : "")))
            .With("type", "file").With("accept", Accept).With("multiple", Multiple ? "" : null);
        return Labelled(field, input);
    }
}
