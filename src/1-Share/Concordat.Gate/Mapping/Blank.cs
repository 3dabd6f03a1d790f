namespace Concordat.Gate.Mapping;

/// <summary>What suppliers write where they have nothing.</summary>
static class Blank
{
    static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "null", "(null)", "na", "n/a", "#n/a", "nan", "nil", "-", "--", "---", ".", "?", "unknown", "not known", "not recorded", "not stated", "not available",
        "not given", "not applicable", "no location", "tbc", "(blank)", "blank",
    };

    public static bool Is(string cell) => cell.Length == 0 || (cell.Length <= 16 && Placeholders.Contains(cell));

    /// <summary>Cells that stand for a small number which the publisher does not show.</summary>
    public static bool IsSuppressed(string cell) => cell is "x" or "X" or "c" or "*" or ":" or "z" or "..";
}
