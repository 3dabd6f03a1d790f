using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Dated events of the whole country that a reader of long series should have in mind. Never a cause by themselves.</summary>
internal static class KnownEvents
{
    static readonly (Month Month, string What)[] All =
    [
        (new(2020, 3), "restrictions on movement because of coronavirus began in England and in Wales on 26 March 2020"),
    ];

    /// <summary>Those within two months of an interval.</summary>
    public static IEnumerable<string> Near(Month from, Month to) => All.Where(e => e.Month >= from.AddMonths(-2) && e.Month <= to.AddMonths(2)).Select(e => e.What);
}
