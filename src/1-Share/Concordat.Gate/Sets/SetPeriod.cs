using Concordat.Partnership.Calendar;

namespace Concordat.Gate.Sets;

/// <summary>An information period: three whole months, counted from 1 July 2007 without a gap (SI 2007/1831, regulation 4).</summary>
/// <remarks>Since July begins a period, so do October, January and April: the periods are calendar quarters.</remarks>
public readonly record struct SetPeriod
{
    SetPeriod(Month first) => First = first;

    public Month First { get; }

    public Month Last => First.AddMonths(2);

    public DateOnly FirstDay => First.FirstDay;

    public DateOnly LastDay => Last.LastDay;

    /// <summary>Last day on which the period's sets may be disclosed: the end of the period that follows.</summary>
    public DateOnly DueOn => Last.AddMonths(3).LastDay;

    /// <summary>"July to September 2026".</summary>
    public string Name => $"{First.Name} to {Last.LongName}";

    public bool Holds(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <summary>The period that holds a day.</summary>
    public static SetPeriod Of(DateOnly day) => Of(Month.Of(day));

    /// <summary>The period that holds a month.</summary>
    public static SetPeriod Of(Month month) => new(month.AddMonths(-((month.MonthOfYear - 1) % 3)));

    public SetPeriod AddPeriods(int periods) => new(First.AddMonths(3 * periods));

    public override string ToString() => $"{First} to {Last}";
}
