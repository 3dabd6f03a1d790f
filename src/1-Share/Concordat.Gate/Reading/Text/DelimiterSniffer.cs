namespace Concordat.Gate.Reading.Text;

/// <summary>Finds out what parts the cells of a text file: the character that cuts its first rows into the same number of cells.</summary>
static class DelimiterSniffer
{
    const int Rows = 100;
    static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter; a comma where the rows show none.</summary>
    /// <param name="start">First bytes as UTF-8; the last row may be cut.</param>
    public static char Sniff(ReadOnlySpan<byte> start)
    {
        // Spreadsheet programs write "sep=;" above a table whose delimiter is not the usual one.
        if (start.Length >= 5 && start.StartsWith("sep="u8) && (start.Length == 5 || start[5] is (byte)'\r' or (byte)'\n') && Array.IndexOf(Candidates, (char)start[4]) >= 0)
            return (char)start[4];
        var (best, most) = (',', 0.0);
        foreach (var candidate in Candidates)
        {
            var score = Score(Counts(start, (byte)candidate));
            if (score > most) (best, most) = (candidate, score);
        }
        return best;
    }

    /// <summary>How well a delimiter explains rows of these numbers of cells: mostly how many agree, a little how many cells.</summary>
    static double Score(List<int> counts)
    {
        var several = counts.Where(c => c > 1).GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
        if (several is null) return 0;
        var share = (double)several.Count() / counts.Count;
        return share * share * share * (1 + Math.Log(several.Key) / 10);
    }

    static List<int> Counts(ReadOnlySpan<byte> start, byte delimiter)
    {
        var counts = new List<int>();
        var (cells, length, quoted, atStart) = (1, 0, false, true);
        for (var i = 0; i < start.Length && counts.Count < Rows; i++)
        {
            var value = start[i];
            if (quoted)
            {
                if (value != '"') continue;
                if (i + 1 < start.Length && start[i + 1] == '"') i++;
                else quoted = false;
            }
            else if (value == '"' && atStart)
            {
                (quoted, atStart) = (true, false);
                length++;
            }
            else if (value is (byte)'\r' or (byte)'\n')
            {
                if (length > 0) counts.Add(cells);
                (cells, length, atStart) = (1, 0, true);
            }
            else if (value == delimiter)
            {
                cells++;
                length++;
                atStart = true;
            }
            else
            {
                atStart &= value == ' ';
                length++;
            }
        }
        // The last row counts only where nothing is known but it: it may be cut.
        if (counts.Count == 0 && length > 0) counts.Add(cells);
        return counts;
    }
}
