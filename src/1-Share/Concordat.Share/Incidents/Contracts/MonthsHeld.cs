using Concordat.Partnership.Calendar;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Which months the records cover: a month that is not held is missing at source, never zero.</summary>
/// <param name="Months">Months for which a file or return was received, in order, each once.</param>
public sealed record MonthsHeld(IReadOnlyList<Month> Months)
{
    readonly HashSet<int> _numbers = [.. Months.Select(m => m.Number)];

    public bool Holds(Month month) => _numbers.Contains(month.Number);
}
