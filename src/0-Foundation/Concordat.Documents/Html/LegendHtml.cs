using Concordat.Documents.Maps;

namespace Concordat.Documents.Html;

/// <summary>The legend under a map, as a list of words with small drawings.</summary>
internal static class LegendHtml
{
    public static void Write(MapLegend legend, Markup markup)
    {
        markup.Tags("<div class=\"report-legend\">").Tags("<strong>").Words(legend.Title).Tags("</strong>\n<ul>");
        foreach (var entry in legend.Entries) markup.Tags($"<li>{Swatch(entry)} ").Words(entry.Label).Tags("</li>");
        markup.Tags("</ul></div>\n");
    }

    private static string Swatch(MapLegendEntry entry)
    {
        var colour = Markup.Encode(entry.Colour);
        var shape = entry.Mark switch
        {
            LegendMark.Fill => $"<rect width=\"16\" height=\"16\" fill=\"{colour}\"/>",
            LegendMark.Outline => $"<rect x=\"1\" y=\"1\" width=\"14\" height=\"14\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            LegendMark.Line => $"<path d=\"M0 8H28\" stroke=\"{colour}\" stroke-width=\"2.5\"{(entry.Dash is null ? "" : $" stroke-dasharray=\"{Markup.Encode(entry.Dash)}\"")}/>",
            _ => $"<circle cx=\"8\" cy=\"8\" r=\"5\" fill=\"{colour}\"/>",
        };
        var width = entry.Mark == LegendMark.Line ? 28 : 16;
        return $"<svg class=\"report-swatch\" viewBox=\"0 0 {width} 16\" width=\"{width}\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{shape}</svg>";
    }
}
