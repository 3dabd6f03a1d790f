namespace Concordat.CrimePatterns.SmallNumbers;

/// <summary>A rate with a word of warning where its base is small.</summary>
/// <param name="Value">Count over base, times what it is per; null where the base is 0.</param>
/// <param name="IsFlagged">The base is below 30: one event more or less moves the rate by more than three in a hundred.</param>
public readonly record struct FlaggedRate(double? Value, bool IsFlagged);

/// <summary>Rates and percentages from small bases.</summary>
public static class SmallBase
{
    /// <summary>Bases below this are flagged.</summary>
    public const int Least = 30;

    /// <summary>Count over base, times <paramref name="per"/>.</summary>
    /// <param name="count">Events, 0 or more.</param>
    /// <param name="of">Base: residents, households, records; 0 or more.</param>
    /// <param name="per">100 for a percentage, 1,000 for a rate per thousand.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or the base is below 0.</exception>
    public static FlaggedRate Rate(int count, int of, double per = 100)
    {
        Checks.Between(count, 0, int.MaxValue, nameof(count), "Counts are whole numbers from 0.");
        Checks.Between(of, 0, int.MaxValue, nameof(of), "Bases are whole numbers from 0.");
        Checks.Positive(per, nameof(per), "Give 100 for a percentage.");
        return new(of == 0 ? null : count * per / of, of < Least);
    }
}
