using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>How strongly a button calls: one primary a page at most, a second choice outlined, a third a link.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Link,
    Warning,
}

/// <summary>A button, or a link that looks like one where <c>href</c> is given. The words say what will happen.</summary>
[HtmlTargetElement("c-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>How strongly it calls.</summary>
    public ButtonKind Kind { get; set; }

    /// <summary>Where it goes, for a link; null submits the form.</summary>
    public string? Href { get; set; }

    /// <summary>True for a smaller button in a panel or a row.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become(Href is null ? "button" : "a", Css());
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
            if (Kind != ButtonKind.Link) output.Attributes.SetAttribute("draggable", "false");
            return;
        }
        if (!output.Attributes.ContainsName("type")) output.Attributes.SetAttribute("type", "submit");
    }

    string Css() => Kind switch
    {
        ButtonKind.Link => Href is null ? "c-linklike" : "govuk-link c-button-link",
        ButtonKind.Primary => "c-button",
        _ => "c-button c-button--" + Kind.ToString().ToLowerInvariant(),
    } + (Small && Kind != ButtonKind.Link ? " c-button--small" : "");
}
