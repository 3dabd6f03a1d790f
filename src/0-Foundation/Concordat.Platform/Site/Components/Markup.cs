using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Elements for the components: text is always encoded, only markup made here is written as it is.</summary>
internal static class Markup
{
    /// <summary>An element with a class and children; strings among the children become encoded text, nulls are left out.</summary>
    public static TagBuilder Element(string name, string? css, params ReadOnlySpan<object?> children)
    {
        var element = new TagBuilder(name);
        if (!string.IsNullOrEmpty(css)) element.AddCssClass(css);
        foreach (var child in children) element.InnerHtml.Add(child);
        return element;
    }

    /// <summary>Sets an attribute; null leaves it out, an empty string writes it without a value.</summary>
    public static TagBuilder With(this TagBuilder element, string name, string? value)
    {
        if (value is not null) element.Attributes[name] = value;
        return element;
    }

    public static TagBuilder Void(string name, string? css)
    {
        var element = Element(name, css);
        element.TagRenderMode = TagRenderMode.SelfClosing;
        return element;
    }

    /// <summary>Words for a screen reader only.</summary>
    public static TagBuilder Hidden(string words) => Element("span", "govuk-visually-hidden", words);

    public static TagBuilder Link(string href, object words, string? css = null) => Element("a", css ?? "govuk-link", words).With("href", href);

    /// <summary>Turns the component's own tag into an element, keeping classes and attributes that the page gave.</summary>
    public static void Become(this TagHelperOutput output, string name, string? css)
    {
        output.TagName = name;
        output.TagMode = TagMode.StartTagAndEndTag;
        if (css is null) return;
        var given = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", given is null ? css : $"{css} {given}");
    }

    public static void Add(this IHtmlContentBuilder content, object? child)
    {
        switch (child)
        {
            case null: break;
            case IHtmlContent markup: content.AppendHtml(markup); break;
            default: content.Append(child.ToString() ?? ""); break;
        }
    }

    /// <summary>Replaces the component's content; strings are encoded.</summary>
    public static void Fill(this TagHelperContent content, params ReadOnlySpan<object?> children)
    {
        content.Clear();
        foreach (var child in children) content.Add(child);
    }

    /// <summary>The content only when it holds more than white space.</summary>
    public static IHtmlContent? OrNull(this TagHelperContent content) => content.IsEmptyOrWhiteSpace ? null : content;
}
