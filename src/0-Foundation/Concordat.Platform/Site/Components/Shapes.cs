using Microsoft.AspNetCore.Html;

namespace Concordat.Platform.Site.Components;

/// <summary>The small drawings beside words. All are hidden from screen readers: the word says the same.</summary>
internal static class Shapes
{
    const string Open = "<svg class=\"c-shape\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\">";

    public static readonly IHtmlContent Up = Draw("<path d=\"M8 2l7 12H1z\" fill=\"currentColor\"/>");
    public static readonly IHtmlContent Down = Draw("<path d=\"M8 14l7-12H1z\" fill=\"currentColor\"/>");
    public static readonly IHtmlContent Level = Draw("<path d=\"M1 4.25h14v2.5H1zM1 9.25h14v2.5H1z\" fill=\"currentColor\"/>");
    public static readonly IHtmlContent DashedRing = Draw("<circle cx=\"8\" cy=\"8\" r=\"6.2\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\" stroke-dasharray=\"2.6 2.27\"/>");
    public static readonly IHtmlContent Tick = Draw("<circle cx=\"8\" cy=\"8\" r=\"8\" fill=\"currentColor\"/><path d=\"M4.2 8.3l2.6 2.6 5-5.4\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\"/>");
    public static readonly IHtmlContent Clock = Draw("<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M8 3.8V8l2.8 1.8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\"/>");
    public static readonly IHtmlContent HalfDisc = Draw("<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M8 1a7 7 0 0 1 0 14z\" fill=\"currentColor\"/>");
    public static readonly IHtmlContent SquareBar = Draw("<rect x=\"1.25\" y=\"1.25\" width=\"13.5\" height=\"13.5\" rx=\"1\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M4.5 8h7\" stroke=\"currentColor\" stroke-width=\"2\"/>");
    public static readonly IHtmlContent Dash = Draw("<path d=\"M2 8h12\" stroke=\"currentColor\" stroke-width=\"2.2\"/>");
    public static readonly IHtmlContent Diamond = Draw("<path d=\"M8 0l8 8-8 8-8-8z\" fill=\"currentColor\"/><path d=\"M8 3.8v5M8 10.4v2\" stroke=\"#fff\" stroke-width=\"1.9\"/>");
    public static readonly IHtmlContent Ring = Draw("<circle cx=\"8\" cy=\"8\" r=\"6.7\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.6\"/>");
    public static readonly IHtmlContent HeavyRing = Draw("<circle cx=\"8\" cy=\"8\" r=\"5.6\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"4.2\"/>");
    public static readonly IHtmlContent BarredRing = Draw("<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M4.5 8h7\" stroke=\"currentColor\" stroke-width=\"2\"/>");
    public static readonly IHtmlContent Lens = Draw("<circle cx=\"6.6\" cy=\"6.6\" r=\"4.8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.2\"/><path d=\"M10.2 10.2l4.6 4.6\" stroke=\"currentColor\" stroke-width=\"2.6\"/>");

    static HtmlString Draw(string shapes) => new(Open + shapes + "</svg>");
}
