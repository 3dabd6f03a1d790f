using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>What a figure says against what was expected. Four answers only; a rise is not bad and a fall is not good.</summary>
public enum Signal
{
    None,
    Rise,
    Fall,
    NotEnoughData,
}

/// <summary>The signal of a figure: a shape and its word, wherever change is claimed.</summary>
[HtmlTargetElement("c-signal", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SignalTagHelper : TagHelper
{
    /// <summary>The answer.</summary>
    public Signal Value { get; set; }

    /// <summary>Other words for it, such as "Higher than expected".</summary>
    public string? Words { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", Css(Value));
        output.Content.Fill(Shape(Value), Markup.Element("span", null, Words ?? Word(Value)));
    }

    internal static TagBuilder Element(Signal value, string? words) => Markup.Element("span", Css(value), Shape(value), Markup.Element("span", null, words ?? Word(value)));

    static string Css(Signal value) => "c-signal c-signal--" + value switch
    {
        Signal.Rise => "rise",
        Signal.Fall => "fall",
        Signal.NotEnoughData => "not-enough-data",
        _ => "none",
    };

    static IHtmlContent Shape(Signal value) => value switch
    {
        Signal.Rise => Shapes.Up,
        Signal.Fall => Shapes.Down,
        Signal.NotEnoughData => Shapes.DashedRing,
        _ => Shapes.Level,
    };

    static string Word(Signal value) => value switch
    {
        Signal.Rise => "Rise",
        Signal.Fall => "Fall",
        Signal.NotEnoughData => "Not enough data",
        _ => "No signal",
    };
}
