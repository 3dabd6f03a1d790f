namespace Concordat.Demonstration.Borough;

/// <summary>How much is known of when an incident happened.</summary>
internal enum TimeKnowledge
{
    /// <summary>The month alone.</summary>
    Month,

    /// <summary>A span: at some moment from <c>FromUtc</c> to <c>ToUtc</c>.</summary>
    Span,

    /// <summary>The minute; <c>FromUtc</c> and <c>ToUtc</c> are equal.</summary>
    Minute,
}

/// <summary>A calendar month.</summary>
internal readonly record struct BoroughMonth(int Year, int Month) : IComparable<BoroughMonth>
{
    public DateOnly FirstDay => new(Year, Month, 1);
    public int Days => DateTime.DaysInMonth(Year, Month);
    public BoroughMonth Plus(int months) => new(FirstDay.AddMonths(months).Year, FirstDay.AddMonths(months).Month);
    public int CompareTo(BoroughMonth other) => FirstDay.CompareTo(other.FirstDay);
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
    public static bool operator <(BoroughMonth a, BoroughMonth b) => a.CompareTo(b) < 0;
    public static bool operator >(BoroughMonth a, BoroughMonth b) => a.CompareTo(b) > 0;
    public static bool operator <=(BoroughMonth a, BoroughMonth b) => a.CompareTo(b) <= 0;
    public static bool operator >=(BoroughMonth a, BoroughMonth b) => a.CompareTo(b) >= 0;
}

/// <summary>One invented incident, as its supplier would give it.</summary>
/// <param name="Reference">The supplier's own reference; unique for the supplier.</param>
/// <param name="Supplier">Key of the agency that supplied it: police, council or fire.</param>
/// <param name="SetNumber">Number of the data set in the 2007 regulations' list of twelve.</param>
/// <param name="Theme">Slug of the theme, such as vehicle-crime.</param>
/// <param name="Month">The month it belongs to, in local time.</param>
/// <param name="Place">Null where the supplier gave no place (about 2% of police records).</param>
/// <param name="Point">Police records lie on their place; council and fire records lie up to 40 metres from it.</param>
/// <param name="Knowledge">How much is known of the time.</param>
/// <param name="FromUtc">Start of the known span in UTC; null when only the month is known.</param>
/// <param name="ToUtc">End of the known span in UTC; null when only the month is known.</param>
/// <param name="PremisesKey">Stands for one address without naming it; the same key is the same address. Null where it has none.</param>
/// <param name="Planted">Name of the planted effect this record belongs to; null for background. Ground truth for tests, not for the database.</param>
internal sealed record BoroughIncident(
    string Reference, string Supplier, int SetNumber, string Theme, BoroughMonth Month, BoroughPlace? Place, GridPoint? Point,
    TimeKnowledge Knowledge, DateTime? FromUtc, DateTime? ToUtc, string? PremisesKey, string? Planted);
