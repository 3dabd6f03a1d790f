namespace Concordat.Documents.Xlsx;

/// <summary>Knows the words that a spreadsheet would run as a formula.</summary>
/// <remarks>Source: OWASP, CSV Injection: cells that begin with = + - @, tab or carriage return; line feed is added for readers that drop it,
/// and the full-width forms for readers that fold them.</remarks>
internal static class FormulaGuard
{
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    public static bool IsRisky(string text) => text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal);
}
