using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns.Due;

/// <summary>How a body stands with one set in one period.</summary>
public enum Standing
{
    Expected,
    Draft,
    BeingChecked,
    Returned,
    Accepted,
    AcceptedLate,
    Partial,
    NotHeld,
    Overdue,
    /// <summary>The day has passed, and the law asks this body for nothing.</summary>
    Voluntary,
}

/// <summary>What is known of one set of one body in one period.</summary>
/// <param name="Owed">Months that the body owes.</param>
/// <param name="IsNotHeld">True where a declaration covers the period.</param>
/// <param name="Held">Months of the period that accepted returns cover.</param>
/// <param name="FirstReceived">Day on which the first return that was accepted came; null where none was.</param>
/// <param name="Open">State of the newest return that is not decided or was sent back: draft, submitted, validated with warnings, returned; null where there is none.</param>
public sealed record PeriodFacts(
    SetPeriod Period, IReadOnlyList<Month> Owed, bool IsNotHeld, IReadOnlyCollection<Month> Held, DateOnly? FirstReceived, string? Open)
{
    /// <summary>True for a body that is no responsible authority: it is invited to send, and never late.</summary>
    public bool IsVoluntary { get; init; }
}

/// <summary>Tells from the facts of a period how it stands.</summary>
public static class Standings
{
    /// <summary>One answer for every case; a record that is there outweighs a declaration that it is not held.</summary>
    public static Standing Of(PeriodFacts facts, DateOnly today)
    {
        if (facts.Open is "submitted" or "validated with warnings") return Standing.BeingChecked;
        if (facts.FirstReceived is { } received)
        {
            if (facts.Owed.Any(m => !facts.Held.Contains(m))) return Standing.Partial;
            return !facts.IsVoluntary && ReturnCalendar.DaysLate(facts.Period, received) > 0 ? Standing.AcceptedLate : Standing.Accepted;
        }
        if (facts.IsNotHeld) return Standing.NotHeld;
        var isPast = ReturnCalendar.DaysLeft(facts.Period, today) < 0;
        if (isPast && !facts.IsVoluntary) return Standing.Overdue;
        return facts.Open switch { "draft" => Standing.Draft, "returned" => Standing.Returned, _ => isPast ? Standing.Voluntary : Standing.Expected };
    }
}
