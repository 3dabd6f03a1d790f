using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.PlacesOverTime;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Work;

/// <summary>Reads what a scan looks at, all of it as the records stood at one data version.</summary>
internal sealed class ScanReader(IncidentQuery incidents, RunGrounds grounds, StudyAreas areas)
{
    const int MonthsRead = 73, MonthsOfPlaces = 12, MonthsOfArea = 12;

    static readonly (string? Overlay, string Name, string[] Themes)[] Overlaid =
    [
        (null, "fires", ["deliberate-fires", "other-fire-incidents"]), (null, "anti-social behaviour", ["anti-social-behaviour"]), (null, "ambulance calls", ["ambulance-calls"]),
        ("roads", "offences", [.. ThemeList.PoliceUkThemes.Select(t => t.Key).Where(t => t != "anti-social-behaviour")]), ("roads", "road casualties", ["road-casualties"]),
    ];

    /// <summary>What a scan rests on now.</summary>
    public async Task<ScanInputs> InputsAsync(CancellationToken cancellation) =>
        new(await grounds.NowAsync(cancellation), [.. (await areas.WardsAsync(cancellation)).Select(w => new ScannedWard(w.Id, w.Name))]);

    /// <param name="inputs">What it rests on.</param>
    /// <param name="isAgain">Made again, from partners' records as they were cut then; otherwise as they are cut now.</param>
    /// <param name="month">The last month looked at; held.</param>
    /// <param name="version">Data version.</param>
    /// <param name="isJoint">Whether the sets are laid over each other.</param>
    /// <param name="hotSpotRate">False discovery rate of the hot spots, 0 to 1.</param>
    /// <param name="breaks">Where records begin to be counted in another way.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<ScanData> ReadAsync(ScanInputs inputs, bool isAgain, Month month, int version, bool isJoint, double hotSpotRate, IReadOnlyList<SeriesBreak> breaks, CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(version, cancellation);
        var fewest = held.Controlled.Count > 0 ? inputs.Ground.FewestShown : 0;
        var filter = new IncidentFilter { To = month, DataVersion = version, Then = isAgain ? inputs.Ground.Then : null };
        var area = inputs.Ground.Boundary is { } boundary ? await areas.OfBoundaryAsync(boundary, cancellation) : null;
        // Read once: the last months and the sets that are laid over each other are parts of it.
        var places = await incidents.ColumnsAsync(filter with { From = month.AddMonths(1 - MonthsOfPlaces) }, version, cancellation);
        int[] recent = [.. Enumerable.Range(0, places.Count).Where(i => places.Month[i] >= month.Number - 2)];
        return new()
        {
            Month = month,
            Series = await SeriesAsync(held, filter, month, breaks, cancellation),
            Areas = await AreasAsync(inputs.Wards, held, filter, month, breaks, cancellation),
            Tactical = area is null ? null : Tactical(area, places, held, month, fewest, hotSpotRate),
            Places = area is null ? [] : Histories(area, places, held, month, places.HoldsControlled ? fewest : 0),
            Recent = places.Only(recent),
            Sets = isJoint && area is not null ? Sets(area, places, recent) : [],
            Coarse = isJoint && area is not null ? new(area.Study, TogetherRule.CellMetres) : null,
            FewestShown = theme => held.IsControlled(theme.Key) ? fewest : 0,
        };
    }

    async Task<IReadOnlyList<ThemeSeries>> SeriesAsync(SetsHeld held, IncidentFilter filter, Month month, IReadOnlyList<SeriesBreak> breaks, CancellationToken cancellation)
    {
        var from = month.AddMonths(1 - MonthsRead);
        var counts = await incidents.ThemeCountsAsync(filter with { From = from }, cancellation);
        var byTheme = counts.GroupBy(c => c.Theme).ToDictionary(g => g.Key, g => g.ToDictionary(c => c.Month, c => c.Count));
        var series = new List<ThemeSeries>();
        foreach (var theme in ThemeList.All.Where(t => byTheme.ContainsKey(t.Key)))
        {
            var (months, known, hides) = (held.Of(theme.Key), byTheme[theme.Key], held.IsControlled(theme.Key));
            if (months.Months.FirstOrDefault(m => m >= from) is not { Number: > 0 } first || first > month) continue;
            // Of controlled sets a month that shows none may have a few: it is left open, never counted as 0.
            int? Of(Month m) => !months.Holds(m) ? null : known.TryGetValue(m, out var n) ? n : hides ? null : 0;
            series.Add(new(theme, [.. Enumerable.Range(first.Number, month.Number - first.Number + 1).Select(n => new MonthCount(new(n), Of(new(n))))]) { Breaks = breaks.Of([theme.Key]) });
        }
        return series;
    }

    async Task<IReadOnlyList<AreaCount>> AreasAsync(IReadOnlyList<ScannedWard> wards, SetsHeld held, IncidentFilter filter, Month month, IReadOnlyList<SeriesBreak> breaks, CancellationToken cancellation)
    {
        var found = new List<AreaCount>();
        if (wards.Count == 0) return found;
        var byWard = (await incidents.AreaThemeCountsAsync(filter with { From = month.AddMonths(-MonthsOfArea) }, [.. wards.Select(w => w.Id)], cancellation)).ToLookup(c => c.AreaId, c => c.Count);
        foreach (var ward in wards)
        {
            var counts = byWard[ward.Id].ToLookup(c => c.Theme);
            foreach (var theme in ThemeList.PoliceUkThemes.Where(t => !held.IsControlled(t.Key) && held.Of(t.Key).Holds(month)))
            {
                var known = counts[theme.Key].ToDictionary(c => c.Month, c => c.Count);
                found.Add(new(ward.Id, ward.Name, theme, known.GetValueOrDefault(month),
                    [.. Enumerable.Range(1, MonthsOfArea).Select(n => month.AddMonths(-n)).Where(m => held.Of(theme.Key).Holds(m) && breaks.Of([theme.Key]).Between(m, month) is null).Select(m => known.GetValueOrDefault(m))]));
            }
        }
        return found;
    }

    static TacticalResult Tactical(ReadyArea area, IncidentColumns rows, SetsHeld held, Month month, int fewest, double rate)
    {
        var inside = AreaRecords.InArea(rows, area, rows.HoldsControlled ? fewest : 0);
        return TacticalAssessor.Assess(new()
        {
            Area = area.Study,
            Study = area.Cells,
            Incidents = inside,
            Held = new([.. held.All.Months.Where(m => m > month.AddMonths(-MonthsOfPlaces) && m <= month)]),
            HeldByTheme = ThemeList.All.ToDictionary(t => t.Key, t => held.Of(t.Key)),
            FewestShown = rows.HoldsControlled ? fewest : 0,
            Month = month,
            Records = new(rows.Count, inside.Count, 0, 0, 0),
            Version = AreaRecords.SoftwareVersion,
            Settings = new() { FalseDiscoveryRate = rate },
        });
    }

    static List<ThemePlaces> Histories(ReadyArea area, IncidentColumns places, SetsHeld held, Month month, int fewest)
    {
        var inside = AreaRecords.InArea(places, area, fewest);
        return [.. Enumerable.Range(0, inside.Count).GroupBy(i => inside.Theme[i]).OrderBy(g => g.Key).Select(g =>
        {
            var theme = ThemeList.All[g.Key];
            IReadOnlyList<Month> months = [.. held.Of(theme.Key).Months.Where(m => m > month.AddMonths(-MonthsOfPlaces) && m <= month)];
            var (mapped, groups) = PlaceHistories.Over(inside.Only([.. g]).AsOneTheme(), area.Cells, months, fewest);
            return new ThemePlaces(theme, mapped, groups, area.Cells.Grid);
        })];
    }

    static List<SetRows> Sets(ReadyArea area, IncidentColumns places, int[] recent)
    {
        var sets = new List<SetRows>();
        foreach (var (overlay, name, themes) in Overlaid)
        {
            var wanted = themes.Select(t => (byte)ThemeList.IndexOf(t)).ToHashSet();
            var rows = places.Only([.. recent.Where(i => wanted.Contains(places.Theme[i]))]);
            var inside = Enumerable.Range(0, rows.Count).Count(i => area.Study.Contains(rows.Easting[i], rows.Northing[i]));
            if (inside >= TogetherRule.FewestRecords) sets.Add(new(name, themes, rows, overlay));
        }
        return sets;
    }
}
