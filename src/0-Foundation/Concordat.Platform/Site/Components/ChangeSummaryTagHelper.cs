using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The answer first, once on an analysis page: a large figure, its signal, and inside the tag one sentence with the expected range and last year.</summary>
[HtmlTargetElement("c-change-summary")]
public sealed class ChangeSummaryTagHelper : TagHelper
{
    /// <summary>When or what the figure is of: "October 2026".</summary>
    public string Label { get; set; } = "";

    /// <summary>The figure.</summary>
    public string Figure { get; set; } = "";

    /// <summary>What it says.</summary>
    public Signal Signal { get; set; }

    /// <summary>Other words for the signal: "Higher than expected".</summary>
    public string? Words { get; set; }

    /// <summary>Where "How we know" leads.</summary>
    public string? MethodHref { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var sentence = await output.GetChildContentAsync();
        output.Become("div", "c-change");
        output.Content.Fill(
            Markup.Element("div", null, Markup.Element("p", "c-change__label", Label), Markup.Element("p", "c-change__figure", Figure)),
            Markup.Element("div", "c-change__words", Markup.Element("p", null, SignalTagHelper.Element(Signal, Words)), Markup.Element("p", null, sentence),
                MethodHref is null ? null : Markup.Link(MethodHref, "How we know", "govuk-link c-change__method")));
    }
}
