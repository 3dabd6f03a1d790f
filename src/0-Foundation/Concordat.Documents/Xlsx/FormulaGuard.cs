namespace Concordat.Documents.Xlsx;

/// <summary>Knows the words that a spreadsheet would run as a formula.</summary>
/// <remarks>Source: OWASP, CSV Injection: cells that begin with = + - @, tab or carriage return; line feed is added for readers that drop it,
/// and the full-width forms for readers that fold them.</remarks>
internal static class FormulaGuard
{
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    /// <summary>True where the words would run, and where only apostrophes stand before what would: whoever takes one apostrophe off again on reading gets the words as they were.</summary>
    public static bool IsRisky(string text)
    {
        var words = text.AsSpan().TrimStart('\'');
        return words.Length > 0 && Starts.Contains(words[0], StringComparison.Ordinal);
    }
}
