using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>One step back, above the title: "Back to returns".</summary>
[HtmlTargetElement("c-back-link", Attributes = "href")]
public sealed class BackLinkTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("a", "govuk-link c-back");
}

/// <summary>The way to a page that lies deep, above the title.</summary>
[HtmlTargetElement("c-breadcrumbs")]
[RestrictChildren("c-crumb")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = await output.GetChildContentAsync();
        output.Become("nav", null);
        output.Attributes.SetAttribute("aria-label", "You are here");
        output.Content.Fill(Markup.Element("ol", "c-crumbs", crumbs));
    }
}

/// <summary>One page of the way.</summary>
[HtmlTargetElement("c-crumb", ParentTag = "c-breadcrumbs")]
public sealed class CrumbTagHelper : TagHelper
{
    /// <summary>Its address; null for the page itself.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Become("li", null);
        output.Content.Fill(Href is null ? Markup.Element("span", null, words).With("aria-current", "page") : Markup.Link(Href, words));
    }
}
