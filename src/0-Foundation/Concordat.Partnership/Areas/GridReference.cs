using System.Globalization;

namespace Concordat.Partnership.Areas;

/// <summary>Grid references in letters and figures: "TG 51409 13177" is 651409, 313177.</summary>
public static class GridReference
{
    const string Letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"; // no I

    /// <summary>Reads two letters and 2 to 10 figures in two equal halves, or twelve figures ("651409 313177"), in any case and spacing.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="eastingMetres">South-west corner of the square the reference names.</param>
    /// <param name="northingMetres">South-west corner of the square the reference names.</param>
    /// <param name="precisionMetres">Side of that square: 1 for ten figures with letters, 10 for eight, and so on.</param>
    /// <returns>False where the text is not a reference on the grid.</returns>
    public static bool TryParse(string? text, out double eastingMetres, out double northingMetres, out double precisionMetres)
    {
        (eastingMetres, northingMetres, precisionMetres) = (double.NaN, double.NaN, double.NaN);
        if (text is null || text.Length > 40) return false;
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != ',')).ToUpperInvariant();
        if (compact.Length == 12 && compact.All(char.IsAsciiDigit))
            return Set(Number(compact[..6]), Number(compact[6..]), 1, out eastingMetres, out northingMetres, out precisionMetres);
        if (compact.Length is < 4 or > 12 || compact.Length % 2 != 0 || compact.AsSpan(2).ContainsAnyExceptInRange('0', '9'))
            return false;
        int first = Letters.IndexOf(compact[0], StringComparison.Ordinal), second = Letters.IndexOf(compact[1], StringComparison.Ordinal);
        if (first < 0 || second < 0) return false;
        var half = (compact.Length - 2) / 2;
        var square = Math.Pow(10, 5 - half);
        var e = ((first % 5 - 2) * 5 + second % 5) * 100_000.0;
        var n = ((3 - first / 5) * 5 + 4 - second / 5) * 100_000.0;
        return Set(e + Number(compact.Substring(2, half)) * square, n + Number(compact[(2 + half)..]) * square, square,
            out eastingMetres, out northingMetres, out precisionMetres);
    }

    /// <summary>"TG 51409 13177" for a point; the metre square it lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not on the grid.</exception>
    public static string Format(double eastingMetres, double northingMetres)
    {
        if (!NationalGrid.Holds(eastingMetres, northingMetres))
            throw new ArgumentOutOfRangeException(nameof(eastingMetres), "The point is not on the British National Grid.");
        var (e, n) = ((int)eastingMetres, (int)northingMetres);
        var (e100, n100) = (e / 100_000, n / 100_000);
        // 500 km squares count from S (south-west corner of the grid): columns of five, rows upwards.
        var first = Letters[(3 - n100 / 5) * 5 + e100 / 5 + 2];
        var second = Letters[(4 - n100 % 5) * 5 + e100 % 5];
        return string.Create(CultureInfo.InvariantCulture, $"{first}{second} {e % 100_000:00000} {n % 100_000:00000}");
    }

    static int Number(string figures) => int.Parse(figures, NumberStyles.None, CultureInfo.InvariantCulture);

    static bool Set(double e, double n, double precision, out double eastingMetres, out double northingMetres, out double precisionMetres)
    {
        (eastingMetres, northingMetres, precisionMetres) = NationalGrid.Holds(e, n) ? (e, n, precision) : (double.NaN, double.NaN, double.NaN);
        return !double.IsNaN(eastingMetres);
    }
}
