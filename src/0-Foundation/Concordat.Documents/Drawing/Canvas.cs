namespace Concordat.Documents.Drawing;

internal readonly record struct Spot(double X, double Y);

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How words look. The size is in pixels, never under 13; the turn in degrees clockwise about the anchor.</summary>
internal sealed record TextLook(double Size, string Colour, Anchor Anchor = Anchor.Start, bool IsBold = false, bool HasHalo = false, double Turn = 0);

/// <summary>What charts and maps are painted on: SVG text or pixels. Origin at the upper left, pixels, y downwards.</summary>
internal interface ICanvas
{
    void Area(IReadOnlyList<IReadOnlyList<Spot>> rings, string fill, double opacity = 1);

    void Line(IReadOnlyList<Spot> points, string colour, double width, string? dash = null);

    void Rectangle(double x, double y, double width, double height, string fill, double opacity = 1);

    void Disc(double x, double y, double radius, string fill);

    void Text(string text, double x, double y, TextLook look);
}

internal static class CanvasShapes
{
    public static void Segment(this ICanvas canvas, double x1, double y1, double x2, double y2, string colour, double width, string? dash = null) =>
        canvas.Line([new(x1, y1), new(x2, y2)], colour, width, dash);

    public static void Outline(this ICanvas canvas, double x, double y, double width, double height, string colour, double thickness) =>
        canvas.Line([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height), new(x, y)], colour, thickness);
}
