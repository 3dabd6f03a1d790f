using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>How a thing came about: from records to finding to decision to plan, each a link. Not an audit log.</summary>
[HtmlTargetElement("c-golden-thread")]
[RestrictChildren("c-thread-step")]
public sealed class GoldenThreadTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("ol", "c-thread");
}

/// <summary>One step of the thread; inside the tag, a line about it.</summary>
[HtmlTargetElement("c-thread-step", ParentTag = "c-golden-thread")]
public sealed class ThreadStepTagHelper : TagHelper
{
    /// <summary>What it is: "23 police records, October 2026".</summary>
    public string Title { get; set; } = "";

    /// <summary>Where it is; null for the page itself.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = (await output.GetChildContentAsync()).OrNull();
        output.Become("li", null);
        if (Href is null) output.Attributes.SetAttribute("aria-current", "true");
        output.Content.Fill(Href is null ? Markup.Element("strong", null, Title) : Markup.Link(Href, Title), note is null ? null : Markup.Element("span", "c-thread__note", note));
    }
}
