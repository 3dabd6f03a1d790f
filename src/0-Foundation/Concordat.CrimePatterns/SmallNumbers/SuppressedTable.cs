namespace Concordat.CrimePatterns.SmallNumbers;

/// <summary>How one figure of a table is given.</summary>
public enum Shown
{
    /// <summary>As counted, or rounded.</summary>
    Value,
    /// <summary>Hidden because it is small itself.</summary>
    Small,
    /// <summary>Hidden so that another cannot be worked out.</summary>
    Complement,
}

/// <summary>A table of counts in which small ones are hidden and cannot be worked out.</summary>
/// <param name="Values">Rows and columns with the totals as last row and last column (a one-way table has one row and no total row). Null where hidden.</param>
/// <param name="State">Of each figure, in the same shape.</param>
/// <param name="RoundedTo">What the figures were rounded to; 1 where they were not.</param>
public sealed record SuppressedTable(int?[,] Values, Shown[,] State, int RoundedTo)
{
    /// <summary>Figures hidden, totals included.</summary>
    public int Hidden => Values.Cast<int?>().Count(v => v is null);
}
