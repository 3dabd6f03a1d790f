namespace Concordat.CrimePatterns.Analyse;

/// <summary>Finds the cells of comma-separated text; quoted cells are unquoted in place.</summary>
internal sealed class CsvRecords(char[] text)
{
    private int _at;

    /// <summary>The text the found ranges lie in.</summary>
    public char[] Text { get; } = text;

    /// <summary>Adds the cells of the next record; false at the end of the text.</summary>
    public bool Next(List<Range> cells)
    {
        if (_at >= Text.Length) return false;
        do cells.Add(Cell());
        while (_at < Text.Length && Text[_at++] == ',');
        return true;
    }

    // Leaves the place at the comma or line end after the cell.
    private Range Cell()
    {
        var (start, end) = (_at, _at);
        while (_at < Text.Length && Text[_at] is not (',' or '\n'))
        {
            if (Text[_at] == '"') end = Quoted(end);
            else
            {
                if (Text[_at] != '\r') Text[end++] = Text[_at];
                _at++;
            }
        }
        return start..end;
    }

    // Moves the quoted characters to where the cell has got to; two quotation marks stand for one.
    private int Quoted(int end)
    {
        for (_at++; _at < Text.Length; _at++)
        {
            if (Text[_at] == '"' && (_at + 1 >= Text.Length || Text[_at + 1] != '"'))
            {
                _at++;
                return end;
            }
            if (Text[_at] == '"') _at++;
            Text[end++] = Text[_at];
        }
        throw new ArgumentException("The input ends inside quotation marks. Close them.");
    }
}
