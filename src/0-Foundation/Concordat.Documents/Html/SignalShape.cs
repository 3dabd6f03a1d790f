using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Html;

/// <summary>The shape beside the word of a signal: a small drawing that those who listen are not told of.</summary>
internal static class SignalShape
{
    public static string Svg(Signal signal)
    {
        var colour = Look.Of(signal);
        var shape = signal switch
        {
            Signal.Rise => $"<path d=\"M7 2L13 12H1Z\" fill=\"{colour}\"/>",
            Signal.Fall => $"<path d=\"M7 12L13 2H1Z\" fill=\"{colour}\"/>",
            Signal.None => $"<path d=\"M1 4.5H13M1 9.5H13\" stroke=\"{colour}\" stroke-width=\"2.5\"/>",
            _ => $"<circle cx=\"7\" cy=\"7\" r=\"5\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"2 2\"/>",
        };
        return $"<svg class=\"report-shape\" viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">{shape}</svg>";
    }

    public static string Name(Signal signal) => signal switch
    {
        Signal.Rise => "rise",
        Signal.Fall => "fall",
        Signal.None => "none",
        _ => "not-enough",
    };
}
