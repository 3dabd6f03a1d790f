using System.Globalization;
using System.Text;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.ContextSets.Contracts;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Share.SmallNumbers.Release;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Returns.Pool;

/// <summary>Joins what the partnership holds of an area and period into one bundle: crime and disorder by month and area, education by quarter, with code lists and notes on licences.</summary>
/// <remarks>Counts come from the same contract as every page, and so obey the rule for small numbers; records of education leave through the gate of bulk releases.</remarks>
internal sealed class DataPack(IncidentQuery incidents, ReleaseRows releaseRows, IReleaseGate gate, ISharingAgreements agreements, IPopulations populations, ISmallNumbers smallNumbers, ConcordatDb db, TimeProvider clock)
{
    const int Education = 6;

    /// <summary>Areas of the boundary, districts and wards in force at the end of the period, by kind and name.</summary>
    public async Task<IReadOnlyList<(int Id, string Kind, string Code, string Name)>> AreasAsync(DateOnly on, CancellationToken cancellation)
    {
        var layers = await db.Set<AreaLayer>().AsNoTracking().Where(l => (l.Kind == "boundary" || l.Kind == "district" || l.Kind == "ward") && l.ValidFrom <= on && (l.ValidTo == null || l.ValidTo >= on)).ToListAsync(cancellation);
        var ids = layers.Select(l => l.Id).ToList();
        var kinds = layers.ToDictionary(l => l.Id, l => l.Kind);
        var areas = await db.Set<Area>().AsNoTracking().Where(a => ids.Contains(a.LayerId)).Select(a => new { a.Id, a.LayerId, a.Code, a.Name }).ToListAsync(cancellation);
        return [.. areas.Select(a => (a.Id, kinds[a.LayerId], a.Code, a.Name)).OrderBy(a => a.Item2, StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal)];
    }

    /// <summary>Writes the bundle.</summary>
    /// <param name="area">One area; null for all of them.</param>
    /// <returns>Rows of counts and of education records.</returns>
    public async Task<(int Counts, int Records)> WriteAsync(PackFiles pack, string partnership, string madeBy, DateTime madeAtUtc, SetPeriod from, SetPeriod to, int? area, CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(cancellation);
        var areas = (await AreasAsync(to.LastDay, cancellation)).Where(a => area is null || a.Id == area).ToList();
        var fewest = await smallNumbers.RateBaseAsync(cancellation);
        var residents = await populations.NewestAsync([.. areas.Select(a => a.Code).Distinct()], to.LastDay, cancellation);
        List<IReadOnlyList<string>> counts = [];
        var byArea = (await incidents.AreaThemeCountsAsync(new() { From = from.First, To = to.Last }, [.. areas.Select(a => a.Id)], cancellation)).ToLookup(c => c.AreaId, c => c.Count);
        foreach (var place in areas)
            foreach (var count in byArea[place.Id])
                if (count.Count > 0) counts.Add([place.Kind, place.Code, place.Name, count.Theme, ThemeList.Find(count.Theme)?.Name ?? count.Theme, count.Month.ToString(), count.Count.ToString(CultureInfo.InvariantCulture), .. Rate(residents.GetValueOrDefault(place.Code), count.Count, fewest)]);
        pack.Table("crime-and-disorder.csv", ["area_kind", "area_code", "area", "theme", "theme_name", "month", "records", "residents", "per_1000_residents"], counts.OrderBy(c => string.Join('|', c), StringComparer.Ordinal));
        if (residents.Count > 0)
            pack.Table("population.csv", ["area_code", "area", "on", "residents", "source", "version"], areas.DistinctBy(a => a.Code).Where(a => residents.ContainsKey(a.Code)).Select(a => (residents[a.Code], a.Name)).Select(p => (IReadOnlyList<string>)
                [p.Item1.AreaCode, p.Name, p.Item1.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), p.Item1.Residents.ToString(CultureInfo.InvariantCulture), p.Item1.Source, p.Item1.Version.ToString(CultureInfo.InvariantCulture)]));
        pack.Table("months-held.csv", ["set", "month"], held.BySet.OrderBy(s => s.Key).SelectMany(s => s.Value.Months.Where(m => m >= from.First && m <= to.Last).Select(m => (IReadOnlyList<string>)[s.Key.ToString(CultureInfo.InvariantCulture), m.ToString()])));
        var readable = await agreements.ReadableSetsAsync(cancellation);
        var (records, notes) = await EducationAsync(pack, readable, from, to, cancellation);
        SetDefinition[] sets = [.. SetCatalogue.Standard.Sets.Where(s => s.Number is { } n && readable.Contains(n))];
        pack.Codes(sets);
        pack.Text("manifest.txt", Manifest(partnership, madeBy, madeAtUtc, from, to, areas.Count, counts.Count, records, notes, residents, await incidents.DataVersionAsync(cancellation)));
        return (counts.Count, records);
    }

    // Residents and the rate of one month; both blank, never 0, where the area has no population, the rate where its base is smaller than a rate may have.
    static string[] Rate(Population? population, int count, int fewest) => population is not { Residents: > 0 } held ? ["", ""]
        : [held.Residents.ToString(CultureInfo.InvariantCulture), held.Residents < fewest ? "" : Math.Round(1000m * count / held.Residents, 3).ToString(CultureInfo.InvariantCulture)];

    async Task<(int Records, IReadOnlyList<string> Notes)> EducationAsync(PackFiles pack, IReadOnlyList<int> readable, SetPeriod from, SetPeriod to, CancellationToken cancellation)
    {
        if (!readable.Contains(Education)) return (0, ["School exclusions (set 6) are not in it: no sharing agreement in force lets your body read them."]);
        var set = SetCatalogue.Standard.Statutory(Education);
        var table = await releaseRows.ReadAsync(set, from, to, PoolReader.ColumnsOf(set, await agreements.FieldsAsync(set, null, London.Today(clock), cancellation)), cancellation);
        var verdict = await gate.ReleaseAsync(new()
        {
            Kind = "data pack",
            Title = $"School exclusions, {from.First.LongName} to {to.Last.LongName}",
            Sets = [Education],
            Recipients = "The parties of the sharing agreement",
            Filter = $"set {Education}, {Due.Quarters.Key(from)} to {Due.Quarters.Key(to)}",
            Table = table,
            LeavesOutSmallGroups = true,
        }, released => PackFiles.Csv(released.Columns, released.Rows), cancellation);
        if (verdict.Content is not { } content) return (0, [.. verdict.Reasons.Select(w => "School exclusions (set 6): " + w)]);
        pack.Bytes("education.csv", content);
        return (verdict.Table.Rows.Count, [$"Groups of fewer than {verdict.Threshold} pupils who are alike are left out."]);
    }

    static string Manifest(string partnership, string madeBy, DateTime madeAtUtc, SetPeriod from, SetPeriod to, int areas, int counts, int records, IReadOnlyList<string> notes, IReadOnlyDictionary<string, Population> residents, int version)
    {
        var british = CultureInfo.GetCultureInfo("en-GB");
        var text = new StringBuilder();
        void Line(string words = "") => text.Append(words).Append("\r\n");
        Line($"{partnership}: data pack, {from.First.LongName} to {to.Last.LongName}");
        Line($"Made {madeAtUtc.ToString("d MMMM yyyy HH:mm", british)} UTC for {madeBy}, from data version {version.ToString(british)}.");
        Line();
        Line($"crime-and-disorder.csv: records with a place, by area, theme and month: {counts.ToString("N0", british)} figures of {areas.ToString("N0", british)} areas. Wards lie within the boundary: do not add the kinds of area up.");
        Line("A figure that is not listed is none, too small to be shown, or of a month that is not held: months-held.csv says which months are held.");
        Line($"education.csv: school exclusions, {records.ToString("N0", british)} records.");
        foreach (var note in notes) Line($"- {note}");
        Line("codes.csv: what each code means.");
        if (residents.Count == 0) Line("Population: the partnership holds no figures of population for these areas, so there are none here and no rates. They are loaded under Share, Context.");
        else Line($"population.csv: residents of {residents.Count.ToString("N0", british)} areas, the newest figure of each by {to.LastDay.Long()}. per_1000_residents divides the records of one month by them; it is blank where an area has none, or fewer than a rate may rest on. Source: {string.Join("; ", residents.Values.Select(p => p.Source).Distinct())}.");
        Line();
        Line("Licences");
        Line("- Street-level records of police.uk: Open Government Licence v3.0.");
        Line("- Everything else comes from the partners under their sharing agreements: for the purposes of those agreements alone, and not to be published from this pack.");
        return text.ToString();
    }
}
