using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>The progress of anything over two seconds: a count, what is happening, how long, and a way out.</summary>
/// <remarks>With scripts the page asks <see cref="Url"/> each second: <c>{"done":87420,"total":141006,"words":"…","finished":false}</c>.
/// Without them it refreshes itself each <see cref="RefreshSeconds"/>.</remarks>
[HtmlTargetElement("c-progress", Attributes = "title", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper(IAntiforgery antiforgery) : TagHelper
{
    /// <summary>The page being drawn.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What is happening: "Checking rows".</summary>
    public string Title { get; set; } = "";

    /// <summary>How many are done.</summary>
    public long Done { get; set; }

    /// <summary>How many there are; 0 while it is not known.</summary>
    public long Total { get; set; }

    /// <summary>What is counted: "rows".</summary>
    public string Unit { get; set; } = "";

    /// <summary>What else to say: "about 20 seconds left".</summary>
    public string? Words { get; set; }

    /// <summary>Where a script asks for progress.</summary>
    public string? Url { get; set; }

    /// <summary>The page to go to when it is finished.</summary>
    public string? DoneUrl { get; set; }

    /// <summary>Where the cancel button posts; no button when absent.</summary>
    public string? CancelUrl { get; set; }

    /// <summary>The cancel button's words.</summary>
    public string CancelWords { get; set; } = "Cancel";

    /// <summary>Refreshes the page without scripts; 0 does not.</summary>
    public int RefreshSeconds { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (RefreshSeconds > 0) ViewContext.ViewData[PageExtensions.RefreshKey] = RefreshSeconds;
        output.Become("div", "c-progress");
        if (Url is not null)
        {
            output.Attributes.SetAttribute("data-progress", Url);
            output.Attributes.SetAttribute("data-unit", Unit);
            if (DoneUrl is not null) output.Attributes.SetAttribute("data-done", DoneUrl);
        }
        output.Content.Fill(
            Markup.Element("p", "c-progress__title", Title).With("id", context.UniqueId + "-title"), Bar(context.UniqueId + "-title"),
            Markup.Element("p", "c-progress__words", Markup.Element("span", null, Count()), " You can leave this page."),
            CancelUrl is null ? null : Cancel());
    }

    TagBuilder Bar(string titleId)
    {
        var bar = Markup.Element("progress", null).With("aria-labelledby", titleId);
        return Total == 0 ? bar : bar.With("value", Math.Min(Done, Total).ToString(CultureInfo.InvariantCulture)).With("max", Total.ToString(CultureInfo.InvariantCulture));
    }

    string Count()
    {
        var count = Total == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Done:N0} {Unit} so far") : string.Create(CultureInfo.InvariantCulture, $"{Done:N0} of {Total:N0} {Unit}");
        return Words is null ? count + "." : $"{count}, {Words}.";
    }

    TagBuilder Cancel() => Markup.Element("form", null, antiforgery.GetHtml(ViewContext.HttpContext),
        Markup.Element("button", "c-button c-button--secondary c-button--small", CancelWords).With("type", "submit")).With("method", "post").With("action", CancelUrl);
}
