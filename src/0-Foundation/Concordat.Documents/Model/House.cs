using System.Globalization;

namespace Concordat.Documents.Model;

/// <summary>The look of a partnership's own papers: the colour of the cover and, where it has one, a logo in place of Concordat's mark.</summary>
/// <param name="Colour">Six hexadecimal digits behind a #; dark enough for white words on it (<see cref="ContrastWithWhite"/> of at least <see cref="LeastContrast"/>).</param>
/// <param name="Logo">The logo; null keeps the mark.</param>
public sealed record House(string Colour, Logo? Logo)
{
    /// <summary>The least contrast at which words can be read (WCAG 2.2, success criterion 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    /// <summary>Contrast of a colour with white, 1 (white itself) to 21 (black), by WCAG 2.2.</summary>
    /// <param name="colour">Six hexadecimal digits behind a #.</param>
    public static double ContrastWithWhite(string colour)
    {
        ArgumentNullException.ThrowIfNull(colour);
        return 1.05 / ((0.2126 * Light(colour, 1)) + (0.7152 * Light(colour, 3)) + (0.0722 * Light(colour, 5)) + 0.05);
    }

    private static double Light(string colour, int at)
    {
        var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}

/// <summary>A logo as PNG.</summary>
/// <param name="Width">In dots.</param>
/// <param name="Height">In dots.</param>
public sealed record Logo(byte[] Png, int Width, int Height);
