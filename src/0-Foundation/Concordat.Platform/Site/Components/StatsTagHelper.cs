using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Up to five figures that a person acts on, with a strong rule above and hairlines between.</summary>
[HtmlTargetElement("c-stats")]
[RestrictChildren("c-stat")]
public sealed class StatsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("dl", "c-stats");
}

/// <summary>One figure with what was expected and its signal; inside the tag, a line about it.</summary>
[HtmlTargetElement("c-stat", ParentTag = "c-stats")]
public sealed class StatTagHelper : TagHelper
{
    /// <summary>What is counted.</summary>
    public string Label { get; set; } = "";

    /// <summary>The figure, as it is to be read: "64", "£1.10 back". Empty where the signal stands alone.</summary>
    public string Figure { get; set; } = "";

    /// <summary>A word beside the figure: "sets", "of 11".</summary>
    public string? Unit { get; set; }

    /// <summary>What was expected, in words: "31 to 56".</summary>
    public string? Expected { get; set; }

    /// <summary>What the figure says; leave the attribute away for a figure without an expectation.</summary>
    public Signal Signal { get; set; }

    /// <summary>Other words for the signal.</summary>
    public string? SignalWords { get; set; }

    /// <summary>Where the label leads.</summary>
    public string? Href { get; set; }

    /// <summary>True for a figure that is overdue or wrong.</summary>
    public bool Bad { get; set; }

    /// <summary>True when the figure is words rather than a number, such as a name or a date.</summary>
    public bool AsWords { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = (await output.GetChildContentAsync()).OrNull();
        output.Become("div", "c-stats__one");
        output.Content.Fill(
            Markup.Element("dt", null, Href is null ? Label : Markup.Link(Href, Label)),
            Figure.Length == 0 ? null : Markup.Element("dd", "c-stats__figure" + (Bad ? " c-stats__figure--bad" : "") + (AsWords ? " c-stats__figure--words" : ""), Figure, UnitElement()),
            string.IsNullOrEmpty(Expected) ? null : Markup.Element("dd", "c-stats__expected", "expected " + Expected),
            note is null ? null : Markup.Element("dd", "c-stats__expected", note),
            context.AllAttributes.ContainsName("signal") ? Markup.Element("dd", Figure.Length == 0 ? "c-stats__signal c-stats__signal--alone" : "c-stats__signal", SignalTagHelper.Element(Signal, SignalWords)) : null);
    }

    TagBuilder? UnitElement() => Unit is null ? null : Markup.Element("span", "c-stats__unit", " " + Unit);
}
