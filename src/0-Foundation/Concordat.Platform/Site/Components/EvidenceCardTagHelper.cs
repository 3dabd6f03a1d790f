using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>One finding: an editable sentence on top, its drawing and facts under it, then its links. Holds a form of its own: never inside another.</summary>
/// <remarks>Saving posts <c>Sentence</c> and <c>Version</c> to <see cref="SaveUrl"/>. A script asks for JSON and expects
/// 200 <c>{"saved":"10:42","version":"4"}</c> or 409 <c>{"by":"…","sentence":"…","version":"5"}</c>; a plain form is redirected back.</remarks>
[HtmlTargetElement("c-evidence-card")]
public sealed class EvidenceCardTagHelper(IAntiforgery antiforgery) : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The card's id on the page; ids of its parts begin with it.</summary>
    public string Id { get; set; } = "finding";

    /// <summary>The finding, in one sentence.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>The name of the finding for a screen reader: "Finding 1.2".</summary>
    public string Label { get; set; } = "Finding";

    /// <summary>Where the sentence is saved; null shows it as text, for a frozen product or a reader.</summary>
    public string? SaveUrl { get; set; }

    /// <summary>The version that was read, so that a second writer is told of the first one's change.</summary>
    public string? Version { get; set; }

    /// <summary>The most characters of the sentence.</summary>
    public int MaxLength { get; set; } = 600;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(EvidenceCardTagHelper)] = Id;
        var parts = await output.GetChildContentAsync();
        output.Become("article", "c-evidence");
        output.Attributes.SetAttribute("id", Id);
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.Fill(Markup.Element("div", "c-evidence__sentence", string.IsNullOrEmpty(SaveUrl) ? Markup.Element("p", null, Sentence) : Form()), parts);
    }

    TagBuilder Form()
    {
        var area = Markup.Element("textarea", null, Sentence).With("id", Id + "-sentence").With("name", "Sentence").With("rows", "2")
            .With("maxlength", MaxLength.ToString(CultureInfo.InvariantCulture));
        return Markup.Element("form", null, antiforgery.GetHtml(ViewContext.HttpContext),
                Markup.Void("input", null).With("type", "hidden").With("name", "Version").With("value", Version ?? ""),
                Markup.Element("label", "govuk-visually-hidden", Label).With("for", Id + "-sentence"), area,
                Markup.Element("button", "c-button c-button--secondary c-button--small", "Save the sentence").With("type", "submit"))
            .With("method", "post").With("action", SaveUrl).With("data-autosave", Id + "-saved");
    }
}

/// <summary>The chart or map of a finding.</summary>
[HtmlTargetElement("c-evidence-figure", ParentTag = "c-evidence-card")]
public sealed class EvidenceFigureTagHelper : TagHelper
{
    /// <summary>The drawing; or place a frame inside the tag.</summary>
    public SvgContent? Svg { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "c-evidence__figure");
        if (Svg is not null) output.PreContent.AppendHtml(Svg);
    }
}

/// <summary>Three facts or so beside the drawing, the method last.</summary>
[HtmlTargetElement("c-evidence-facts", ParentTag = "c-evidence-card")]
public sealed class EvidenceFactsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("div", "c-evidence__facts");
}

/// <summary>The card's links: open the records, change the evidence, add a cause; and when it was saved.</summary>
[HtmlTargetElement("c-evidence-foot", ParentTag = "c-evidence-card")]
public sealed class EvidenceFootTagHelper : TagHelper
{
    /// <summary>When it was last saved, as time of day: "10:42".</summary>
    public string? Saved { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "c-evidence__foot");
        var id = (string)context.Items[typeof(EvidenceCardTagHelper)];
        IHtmlContent saved = Markup.Element("p", "c-evidence__saved", Saved is null ? null : "Saved " + Saved).With("id", id + "-saved");
        output.PostContent.AppendHtml(saved);
    }
}
