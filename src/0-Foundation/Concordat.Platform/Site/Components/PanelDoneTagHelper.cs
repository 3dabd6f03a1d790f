using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>What was done, once, at the top of the next page. The layouts show it; a page calls <c>TempData.Done("…")</c> before it redirects.</summary>
[HtmlTargetElement("c-panel-done", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PanelDoneTagHelper : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The words; taken from TempData when absent.</summary>
    public string? Message { get; set; }

    /// <summary>The word on the band.</summary>
    public string? Title { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var message = Message ?? ViewContext.TempData[PageExtensions.DoneKey] as string;
        if (message is null)
        {
            output.SuppressOutput();
            return;
        }
        var title = Title ?? (Message is null ? ViewContext.TempData[PageExtensions.DoneTitleKey] as string : null) ?? "Saved";
        output.Become("div", "c-done");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", title);
        output.Attributes.SetAttribute("data-done", "");
        output.Content.Fill(Markup.Element("p", "c-done__title", title), Markup.Element("p", "c-done__words", message));
    }
}
