using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The page's title block: a line above, the heading, a line below; buttons and links inside the tag stand at the right.</summary>
[HtmlTargetElement("c-page-head")]
public sealed class PageHeadTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The heading; the page's title when absent.</summary>
    public string? Title { get; set; }

    /// <summary>A line above: what kind of thing this is, its version, its day.</summary>
    public string? Kicker { get; set; }

    /// <summary>A line below in full ink: what the page is for.</summary>
    public string? Lead { get; set; }

    /// <summary>A line below in grey: the figures' scope, the chosen filters in words.</summary>
    public string? Scope { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = (await output.GetChildContentAsync()).OrNull();
        output.Become("div", "c-head");
        output.Content.Fill(
            Markup.Element("div", "c-head__words",
                Kicker is null ? null : Markup.Element("p", "c-kicker", Kicker),
                Markup.Element("h1", null, Title ?? ViewContext.ViewData[PageExtensions.TitleKey] as string),
                Lead is null ? null : Markup.Element("p", "c-lead", Lead),
                Scope is null ? null : Markup.Element("p", "c-small c-muted", Scope)),
            actions is null ? null : Markup.Element("div", "c-head__actions", actions));
    }
}
