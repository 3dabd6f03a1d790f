namespace Concordat.Share.Returns.Sending;

/// <summary>What a cell looks like without what it says: figures become 9, letters A or a.</summary>
static class CellShape
{
    const int Longest = 24;

    public static string Of(string cell)
    {
        Span<char> shape = stackalloc char[Math.Min(cell.Length, Longest)];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = cell[i] switch
            {
                var c when char.IsDigit(c) => '9',
                var c when char.IsUpper(c) => 'A',
                var c when char.IsLetter(c) => 'a',
                var c when char.IsWhiteSpace(c) => ' ',
                var c when char.IsPunctuation(c) || char.IsSymbol(c) => c,
                _ => '?',
            };
        return cell.Length > Longest ? $"{shape}…" : shape.ToString();
    }

    /// <summary>The commonest shape of the filled cells; "blank" where there are none.</summary>
    public static string Commonest(IEnumerable<string> cells) =>
        cells.Where(c => c.Length > 0).GroupBy(Of).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "blank";
}
