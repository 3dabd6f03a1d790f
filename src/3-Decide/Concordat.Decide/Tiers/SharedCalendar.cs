namespace Concordat.Decide.Tiers;

/// <summary>Says where the days of plan, assessment and agreement do not fit together.</summary>
internal static class SharedCalendar
{
    /// <summary>A refresh of the agreement rests on an assessment of at most this many days before it.</summary>
    const int LongestGapDays = 92;

    /// <summary>The mismatches as sentences; empty when all fits or days are missing.</summary>
    /// <param name="own">The area's own days.</param>
    /// <param name="county">The county's, for a district that is joined to one; null for none.</param>
    public static IReadOnlyList<string> Mismatches(CalendarDays own, CalendarDays? county)
    {
        var found = new List<string>();
        if (own is { RefreshOn: { } refresh, AssessmentOn: { } assessment } && (assessment > refresh || assessment.AddDays(LongestGapDays) < refresh))
            found.Add($"The agreement is refreshed on {refresh.Long()}, the assessment is due on {assessment.Long()}: the refresh should follow the assessment within {LongestGapDays} days.");
        if (county is null) return found;
        if (own.RefreshOn is { } ownRefresh && county.RefreshOn is { } theirs && ownRefresh != theirs)
            found.Add($"The county refreshes the agreement on {theirs.Long()}, this area on {ownRefresh.Long()}.");
        if (own.CycleFrom is { } cycle && county.CycleFrom is { } countys && !AreAligned(cycle, countys))
            found.Add($"The county's three-year cycle begins on {countys.Long()}, this area's on {cycle.Long()}: they never begin together.");
        return found;
    }

    /// <summary>True when both cycles begin on the same day of the year, and a whole number of cycles apart.</summary>
    static bool AreAligned(DateOnly one, DateOnly other) => (one.Month, one.Day) == (other.Month, other.Day) && Math.Abs(one.Year - other.Year) % 3 == 0;
}

/// <summary>The days by which an area's calendar is told.</summary>
/// <param name="RefreshOn">The next yearly refresh of the area agreement; null when not set.</param>
/// <param name="AssessmentOn">The day by which the next assessment is issued; null when not set.</param>
/// <param name="CycleFrom">First day of the three-year cycle; null when not set.</param>
internal sealed record CalendarDays(DateOnly? RefreshOn, DateOnly? AssessmentOn, DateOnly? CycleFrom);
