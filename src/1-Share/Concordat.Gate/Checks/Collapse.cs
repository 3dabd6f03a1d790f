using System.Globalization;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Joins the rows of one event into its record: the casualties of a collision into six counts.</summary>
sealed class Collapse(CollapseRule rule)
{
    sealed class Event(RowDraft first, string signature)
    {
        public int FirstRow { get; } = first.Number;
        public RowDraft Row { get; set; } = first;
        public string Signature { get; set; } = signature;
        public Dictionary<string, int> Counts { get; } = [];
    }

    readonly Dictionary<string, Event> _events = new(StringComparer.Ordinal);

    /// <summary>Adds one person's row; tells whether its age is not known, and whether it disagrees with the rows of the same event before it.</summary>
    public (bool AgeUnknown, bool Disagrees) Add(RowDraft row)
    {
        var key = row.Values.GetValueOrDefault(rule.By) ?? $"row {row.Number}";
        var signature = Signature(row);
        var disagrees = false;
        if (!_events.TryGetValue(key, out var one)) _events[key] = one = new(row, signature);
        else if (one.Signature != signature)
        {
            disagrees = true;
            // The same record whatever the order of the rows.
            if (string.CompareOrdinal(signature, one.Signature) < 0) (one.Row, one.Signature) = (row, signature);
        }
        var severity = row.Parts.GetValueOrDefault(rule.Severity);
        var adult = IsAdult(row.Parts.GetValueOrDefault(rule.Age));
        if (severity is not null && adult is not null && (adult.Value ? rule.Adults : rule.Children).GetValueOrDefault(severity) is { } count)
            one.Counts[count] = one.Counts.GetValueOrDefault(count) + 1;
        return (severity is not null && adult is null, disagrees);
    }

    /// <summary>The records in order of their first rows, each with all the counts.</summary>
    public IEnumerable<RowDraft> Records()
    {
        foreach (var one in _events.Values.OrderBy(e => e.FirstRow))
        {
            foreach (var count in rule.Adults.Values.Concat(rule.Children.Values))
                one.Row.Values[count] = one.Counts.GetValueOrDefault(count).ToString(CultureInfo.InvariantCulture);
            yield return one.Row;
        }
    }

    // A band that has both children and adults tells neither.
    bool? IsAdult(string? age)
    {
        if (age is null) return null;
        var parts = age.TrimEnd('+').Split('-');
        var (from, to) = (Number(parts[0]), age.EndsWith('+') ? 120 : Number(parts[^1]));
        return from >= rule.AdultFrom ? true : to < rule.AdultFrom ? false : null;
    }

    static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Signature(RowDraft row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Values.GetValueOrDefault("date")}|{row.Values.GetValueOrDefault("time")}|{row.Place.Easting}|{row.Place.Northing}|{row.Words}");
}
