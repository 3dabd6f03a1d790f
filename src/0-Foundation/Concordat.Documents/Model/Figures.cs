using System.Globalization;

namespace Concordat.Documents.Model;

/// <summary>Figures in words: thousands with a comma, a true minus sign, and no sign on what rounds to zero.</summary>
internal static class Figures
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Show(double value, int decimals, string prefix = "", string suffix = "")
    {
        var digits = Math.Abs(value).ToString("N" + decimals, British);
        var isNegative = value < 0 && digits.Any(c => c is >= '1' and <= '9');
        return (isNegative ? "−" : "") + prefix + digits + suffix;
    }
}
