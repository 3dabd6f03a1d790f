namespace Concordat.Gate.Reading.Text;

/// <summary>Takes off the apostrophe that our CSV exports put before words a spreadsheet would run as a formula.</summary>
static class ApostropheGuard
{
    const string Starts = "=+-@\t\r\n＝＋－＠";

    /// <summary>The words as they were before the export: one apostrophe less where only apostrophes stand before such a character.</summary>
    public static string Off(string text)
    {
        if (text.Length < 2 || text[0] != '\'') return text;
        var at = 1;
        while (at < text.Length && text[at] == '\'') at++;
        return at < text.Length && Starts.Contains(text[at], StringComparison.Ordinal) ? text[1..] : text;
    }
}
