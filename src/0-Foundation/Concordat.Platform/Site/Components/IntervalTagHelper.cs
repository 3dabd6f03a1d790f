using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>An estimate with its range, and the value that would mean "nothing". Not for a plain count.</summary>
[HtmlTargetElement("c-interval", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IntervalTagHelper : TagHelper
{
    const double Width = 340, Margin = 34;

    /// <summary>The estimate.</summary>
    public double Estimate { get; set; }

    /// <summary>The low end of its range.</summary>
    public double Low { get; set; }

    /// <summary>The high end.</summary>
    public double High { get; set; }

    /// <summary>The value that means nothing: 0 for a change, 1 for a ratio.</summary>
    public double Nothing { get; set; }

    /// <summary>The words at that value: "no change", "breaks even".</summary>
    public string NothingWords { get; set; } = "no change";

    /// <summary>A format for the numbers: "0%", "£0.00".</summary>
    public string Format { get; set; } = "0.##";

    /// <summary>The whole in words, for a screen reader; the numbers when absent.</summary>
    public string? Label { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "c-interval");
        output.Content.Fill(Markup.Element("svg", null,
                Line("c-interval__base", 0, Width, 30), Line("c-interval__range", X(Low), X(High), 30),
                Markup.Element("path", "c-interval__nothing").With("d", Text($"M{X(Nothing):0.#} 18V42")),
                Markup.Element("circle", "c-interval__point").With("cx", Text($"{X(Estimate):0.#}")).With("cy", "30").With("r", "9"),
                Words("c-interval__named", X(Nothing), 12, NothingWords), Numbers())
            .With("viewBox", Text($"0 0 {Width} 62")).With("role", "img").With("aria-label", Label ?? $"{Number(Estimate)}, between {Number(Low)} and {Number(High)}; {NothingWords} is {Number(Nothing)}"));
    }

    // The ends' numbers step aside when the range is too narrow for three.
    object?[] NumberParts() => X(High) - X(Low) < 90
        ? [Words(null, (X(Low) + X(High)) / 2, 58, $"{Number(Low)} to {Number(High)}")]
        : [Words(null, X(Low), 58, Number(Low)), Words(null, X(Estimate), 58, Number(Estimate)), Words(null, X(High), 58, Number(High))];

    TagBuilder Numbers() => Markup.Element("g", null, NumberParts());

    double X(double value)
    {
        var (from, to) = (Math.Min(Low, Nothing), Math.Max(High, Nothing));
        return to > from ? Margin + ((value - from) / (to - from) * (Width - (2 * Margin))) : Width / 2;
    }

    static TagBuilder Line(string css, double from, double to, int y) => Markup.Element("path", css).With("d", Text($"M{from:0.#} {y}H{to:0.#}"));

    static TagBuilder Words(string? css, double x, int y, string words) => Markup.Element("text", css, words).With("x", Text($"{x:0.#}")).With("y", Text($"{y}"));

    string Number(double value) => value.ToString(Format, CultureInfo.InvariantCulture).Replace('-', '−');

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
