using System.Globalization;
using System.Text.Json;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Share.ContextSets;

/// <summary>Passes a published set through the gate and makes rows of context of what was kept.</summary>
internal static class GatedContext
{
    const int MostFaults = 200;
    const int MostRows = 200_000;

    /// <param name="areaAt">Code of the area that holds a point on a day; null where none does.</param>
    /// <exception cref="FileProblemException">The file cannot be read as this set at all.</exception>
    /// <exception cref="Gate.Mapping.MapNeededException">A required field cannot be told from the headings.</exception>
    public static ContextRows Read(SetDefinition set, Stream file, string name, GateSettings settings, IPlaceFinder places, Func<double, double, DateOnly, string?> areaAt, TimeProvider clock, CancellationToken cancellation)
    {
        using var tables = TableReader.Open(file, name);
        var (rows, faults, outside) = (new List<ContextRow>(), new List<ContextFault>(), 0);
        var (read, aside) = (0, 0);
        foreach (var table in tables)
        {
            var report = Gatekeeper.Pass(set, table, null, settings, new IdentifierScanner(clock), places, kept =>
            {
                if (rows.Count >= MostRows) throw new FileProblemException(table.File, $"it holds more than {MostRows:N0} rows", "Send one month or year at a time", kept.Number);
                var made = Rows(set, kept, areaAt);
                if (made.Count == 0) outside++;
                rows.AddRange(made);
            }, fault =>
            {
                if (faults.Count < MostFaults) faults.Add(new(fault.Row, fault.Column, fault.Message, fault.Remedy));
            }, null, cancellation);
            (read, aside) = (read + report.Read, aside + report.SetAside);
        }
        List<string> notices = [.. tables.Notices];
        if (outside > 0) notices.Add($"{outside:N0} rows have no date or lie in none of your areas, and were left out.");
        return new(rows, faults, read, aside, notices);
    }

    static IReadOnlyList<ContextRow> Rows(SetDefinition set, KeptRow row, Func<double, double, DateOnly, string?> areaAt)
    {
        var on = row.Month?.FirstDay ?? ContextTable.DayOf(row.Values.GetValueOrDefault("period") ?? row.Values.GetValueOrDefault("year") ?? "");
        if (on is not { } day) return [];
        var code = row.Values.GetValueOrDefault("area_code") ?? row.Values.GetValueOrDefault("lsoa_code")
            ?? (row.Place.Easting is { } e && row.Place.Northing is { } n ? areaAt(e, n, day) : null);
        if (string.IsNullOrEmpty(code)) return [];
        var area = row.Values.GetValueOrDefault("area_name") ?? row.Values.GetValueOrDefault("lsoa_name");
        if (set.Level == SetLevel.Record) return [new(code, area, day, set.Key, null, Json(row.Values.Where(v => v.Key is not ("lsoa_code" or "lsoa_name" or "crime_id"))))];
        var told = string.Join(", ", row.Values.Where(v => set.Find(v.Key)?.Type == FieldType.Text && v.Key is not ("area_code" or "area_type" or "period" or "year" or "indicator_id" or "level")).Select(v => v.Value));
        return [.. row.Values.Where(v => set.Find(v.Key)?.Type is FieldType.Count or FieldType.Number)
            .Select(v => decimal.TryParse(v.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? new ContextRow(code, area, day, told.Length == 0 ? v.Key : $"{told}: {v.Key}", value) : null)
            .OfType<ContextRow>()];
    }

    static string Json(IEnumerable<KeyValuePair<string, string>> values) => JsonSerializer.Serialize(values.ToDictionary());
}
