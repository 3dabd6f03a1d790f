using System.Globalization;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>A column that rows of a set can be released with.</summary>
/// <param name="Key">As in the file.</param>
/// <param name="Label">For people.</param>
/// <param name="Hint">What is in it; null where the label says it.</param>
internal sealed record ReleaseColumn(string Key, string Label, string? Hint);

/// <summary>Columns of a set: its kept fields, and coarser ones worked out from them.</summary>
internal static class ReleaseColumns
{
    const string Band = "age_band", Month = "month", Quarter = "quarter", Square = "square_1km";

    public static IReadOnlyList<ReleaseColumn> Of(SetDefinition set) =>
    [
        .. set.KeptFields.Select(f => new ReleaseColumn(f.Key, f.Label, f.Meaning)),
        .. set.KeptFields.Any(f => f.Type == FieldType.Age) ? [new ReleaseColumn(Band, "Age in bands of five years", "10 to 14, 15 to 19")] : Array.Empty<ReleaseColumn>(),
        new(Quarter, "Quarter", "The quarter it was sent for"),
        .. set.HasDate ? [new ReleaseColumn(Month, "Month", null)] : Array.Empty<ReleaseColumn>(),
        .. set.Place == PlaceKept.Point ? [new ReleaseColumn(Square, "Square of one kilometre", "Its south-west corner on the National Grid")] : Array.Empty<ReleaseColumn>(),
    ];

    /// <summary>The cell of a record; "" where it has none.</summary>
    public static string Cell(SetDefinition set, string key, ReleaseRecord record) => key switch
    {
        Quarter => $"{SetPeriod.Of(record.Period).Name}",
        Month => record.Month?.ToString() ?? "",
        Square => record.Easting is { } e ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(e / 1000):0}000 {Math.Floor(record.Northing!.Value / 1000):0}000") : "",
        Band => AgeBand(set.KeptFields.Where(f => f.Type == FieldType.Age).Select(f => record.Fields.GetValueOrDefault(f.Key, "")).FirstOrDefault(v => v.Length > 0) ?? ""),
        _ => record.Fields.GetValueOrDefault(key, ""),
    };

    // An age sent as a band stays as it was sent.
    static string AgeBand(string age) => int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var years)
        ? string.Create(CultureInfo.InvariantCulture, $"{years / 5 * 5} to {years / 5 * 5 + 4}") : age;
}

/// <summary>A record as the gate kept it.</summary>
internal sealed record ReleaseRecord(Guid Id, Month Period, Month? Month, IReadOnlyDictionary<string, string> Fields, double? Easting, double? Northing);
