using System.Globalization;
using System.IO.Compression;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Decide;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>What Explore says of real places, against the same figures counted from the files by hand: rates of Lancashire's wards, and the hours of New York's spans.</summary>
public sealed class RealPlacesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    /// <summary>The two wards of most and fewest reports among forty with a boundary and a population.</summary>
    [SharedDataFact("data/asb-rates/lancashire_asb_2022.csv.gz")]
    public async Task Lancashire_WardsAreComparedByTheirResidents()
    {
        var residents = Lines("data/asb-rates/lancashire_ward_population.csv.gz").Select(r => (Code: r[0], Residents: long.Parse(r[^1], CultureInfo.InvariantCulture))).ToDictionary(r => r.Code, r => r.Residents);
        List<AreaBoundary> wards;
        using (var file = Open("data/boundaries/lancashire_wards_2022.geojson.gz")) wards = [.. BoundaryFile.Read(file, "wards.geojson").Where(w => residents.ContainsKey(w.Code!)).Take(40)];
        var index = new AreaIndex([.. wards.Select(w => w.Shape)]);
        var found = new List<(int Ward, int Month, double Easting, double Northing)>();
        foreach (var row in Lines("data/asb-rates/lancashire_asb_2022.csv.gz"))
        {
            var (east, north) = NationalGrid.FromLongitudeLatitude(double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture));
            if (index.Find(east, north) is >= 0 and var ward) found.Add((ward, Month.Parse(row[0][..7]).Number, east, north));
        }
        var (most, fewest) = (found.GroupBy(f => f.Ward).MaxBy(g => g.Count())!.Key, found.GroupBy(f => f.Ward).MinBy(g => g.Count())!.Key);
        await PutWardsAsync([wards[most], wards[fewest]], [residents[wards[most].Code!], residents[wards[fewest].Code!]]);
        var kept = found.Where(f => f.Ward == most || f.Ward == fewest).ToList();
        await PutAsync("anti-social-behaviour", 1, [.. kept.Select(f => f.Month)], [.. kept.Select(_ => (DateTime?)null)], [.. kept.Select(_ => (DateTime?)null)],
            [.. kept.Select(f => f.Easting)], [.. kept.Select(f => f.Northing)], [.. kept.Select(f => f.Ward == most ? 2 : 3)]);
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore/compare?theme=anti-social-behaviour&from=2022-01&to=2022-12&area=2&other-area=3");

        var rows = page.Document.QuerySelectorAll("section[aria-labelledby=areas] tbody tr").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()).ToList();
        foreach (var (ward, cells) in new[] { (most, rows[0]), (fewest, rows[1]) })
        {
            var count = kept.Count(f => f.Ward == ward);
            Assert.Equal([count.ToString("N0", CultureInfo.InvariantCulture), "12", "0", (count / 12.0).ToString("0.0", CultureInfo.InvariantCulture), (count * 1000.0 / residents[wards[ward].Code!]).ToString("0.0", CultureInfo.InvariantCulture)], cells);
        }
        var times = (double)kept.Count(f => f.Ward == most) / residents[wards[most].Code!] / ((double)kept.Count(f => f.Ward == fewest) / residents[wards[fewest].Code!]);
        Assert.Contains($"{times.ToString("0.00", CultureInfo.InvariantCulture)} times as many for each resident", page.Words, StringComparison.Ordinal);
        Assert.Contains("more than chance alone would make", page.Words, StringComparison.Ordinal);
    }

    /// <summary>Most cars are missed only the next morning: a span counts in part in each hour it touches, and one longer than a day in none.</summary>
    [SharedDataFact("data/point-time/nyc_vehicle_thefts_2014_2015.csv.gz")]
    public async Task NewYork_SpansShareTheirCountOverTheirHours_AndThoseOfYearsCountInNone()
    {
        var spans = new List<(DateTime From, DateTime To)>();
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        foreach (var row in Lines("data/point-time/nyc_vehicle_thefts_2014_2015.csv.gz"))
            if (Read(row[2]) is { } from && Read(row[3]) is { } to && to >= from && from >= new DateTime(2014, 1, 1) && !london.IsInvalidTime(from) && !london.IsInvalidTime(to))
                spans.Add((TimeZoneInfo.ConvertTimeToUtc(from, london), TimeZoneInfo.ConvertTimeToUtc(to, london)));
        await PutAsync("vehicle-crime", 2, [.. spans.Select(s => Month.Of(DateOnly.FromDateTime(s.From)).Number)], [.. spans.Select(s => (DateTime?)s.From)], [.. spans.Select(s => (DateTime?)s.To)],
            [.. spans.Select(_ => 400_000.0)], [.. spans.Select(_ => 400_000.0)], [.. spans.Select(_ => 1)]);
        await using var scope = await server.ScopeAsAsync(Role.Analyst);

        var summary = await scope.ServiceProvider.GetRequiredService<IncidentQuery>().SummariseAsync(new() { Themes = ["vehicle-crime"], From = new(2014, 1), To = new(2015, 12) }, CancellationToken.None);

        var byHand = Enumerable.Range(0, 7).Select(_ => new double[24]).ToArray();
        var (counted, beyond) = (0, 0);
        foreach (var (from, to) in spans)
        {
            var first = new DateTime(from.Year, from.Month, from.Day, from.Hour, 0, 0, DateTimeKind.Utc);
            var hours = new List<DateTime> { first };
            while (hours[^1].AddHours(1) < to) hours.Add(hours[^1].AddHours(1));
            if ((to - from).TotalHours > 24)
            {
                beyond++;
                continue;
            }
            counted++;
            foreach (var hour in hours)
            {
                var local = TimeZoneInfo.ConvertTimeFromUtc(hour, london);
                byHand[((int)local.DayOfWeek + 6) % 7][local.Hour] += 1.0 / hours.Count;
            }
        }
        Assert.True(beyond > 1_000 && counted > 12_000, $"{beyond} and {counted}");
        Assert.Equal(counted, summary.WithTime);
        Assert.Equal(spans.Count, summary.Placed);
        for (var day = 0; day < 7; day++)
            for (var hour = 0; hour < 24; hour++) Assert.Equal(byHand[day][hour], summary.HoursByWeekday![day][hour], 1e-6);
    }

    async Task PutWardsAsync(IReadOnlyList<AreaBoundary> wards, IReadOnlyList<long> residents)
    {
        var (outline, layer, load) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.OwnerScalarAsync("insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, $2, 'boundary', 'Two wards', 'published', '2020-01-01'), ($1, $3, 'ward', 'Wards', 'published', '2020-01-01')", server.Testshire, outline, layer);
        await server.OwnerScalarAsync("insert into partnership.area (partnership_id, id, layer_id, code, name, shape) values ($1, 1, $2, 'L1', 'Two wards', $3)", server.Testshire, outline, wards[0].Shape.Union(wards[1].Shape).AsText());
        await server.OwnerScalarAsync("insert into share.context_load (partnership_id, id, kind, name, version, source, licence, file_name, sha256, rows_read, figures, set_aside, areas, loaded_by_id, loaded_by_name, loaded_at) values ($1, $2, 'demography', 'Residents', 1, 'Census', 'published', 'r.csv', 'x', 2, 2, 0, 2, $1, 'Ana', now())", server.Testshire, load);
        for (var i = 0; i < 2; i++)
        {
            await server.OwnerScalarAsync("insert into partnership.area (partnership_id, id, layer_id, code, name, shape) values ($1, $2, $3, $4, $5, $6)", server.Testshire, 2 + i, layer, wards[i].Code!, wards[i].Name, wards[i].Shape.AsText());
            await server.OwnerScalarAsync("insert into share.context_row values ($1, $2, $3, $4, $5, '2021-03-21', 'population', $6, null)", server.Testshire, load, i + 1, wards[i].Code!, wards[i].Name, (decimal)residents[i]);
        }
    }

    async Task PutAsync(string theme, short set, int[] months, DateTime?[] from, DateTime?[] to, double[] easting, double[] northing, int[] area)
    {
        var sent = Guid.CreateVersion7();
        await server.OwnerScalarAsync("insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version) values ($1, $2, 'police-uk', 'Police', 'accepted', $1, 'test', $3, now(), 1)", server.Testshire, sent, months.Distinct().ToArray());
        await server.OwnerScalarAsync("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, occurred_from, occurred_to, time_precision, easting, northing, place_method, area_ids, content, is_open)
            select $1, gen_random_uuid(), 1, $2, 1, r.number, 'Testshire Police', $3, $4, r.month, r.occurred_from, r.occurred_to, case when r.occurred_from is null then 'month' else 'interval' end, r.easting, r.northing, 'snapped point', array[1, r.area], gen_random_uuid(), true
            from unnest($5::int[], $6::timestamptz[], $7::timestamptz[], $8::float8[], $9::float8[], $10::int[]) with ordinality r (month, occurred_from, occurred_to, easting, northing, area, number)
            """, server.Testshire, sent, set, theme, months, from, to, easting, northing, area);
    }

    static DateTime? Read(string cell) => DateTime.TryParseExact(cell, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    static GZipStream Open(string path) => new(File.OpenRead(SharedData.Path(path)), CompressionMode.Decompress);

    // Of these files only names hold a comma, and no cell behind a name is read but a ward's population, in a line without one.
    static List<string[]> Lines(string path)
    {
        using var reader = new StreamReader(Open(path));
        reader.ReadLine();
        var lines = new List<string[]>();
        while (reader.ReadLine() is { } line) lines.Add([.. line.Split(',').Select(cell => cell.Trim('"'))]);
        return lines;
    }
}
