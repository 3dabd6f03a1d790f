using System.Diagnostics;
using System.Globalization;
using Concordat.Documents.Charts;
using Concordat.Documents.Maps;
using Concordat.Hosting;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Understand.Explore;
using Concordat.Understand.Tactical.Paper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Bench;

/// <summary>The Explore page's figures and drawings over a million incidents, beside the same statements sent bare to the database.</summary>
static class ExploreBench
{
    const int Runs = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var incidents = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
        var scratch = Directory.CreateTempSubdirectory("concordat-bench-");
        try
        {
            await using var server = await EmbeddedServer.StartAsync(new() { DataFolder = Path.Combine(scratch.FullName, "postgresql") }, _ => { }, CancellationToken.None);
            await RunAsync(server, incidents);
            await server.StopAsync();
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task RunAsync(EmbeddedServer server, int incidents)
    {
        await Owner.ExecuteAsync(server.OwnerConnectionString("postgres"), "create database explore");
        var owner = server.OwnerConnectionString("explore");
        var application = new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = "bench" }.ConnectionString;
        await using var database = new DatabaseConnections(owner, application, null);
        await database.MigrateAsync(CancellationToken.None);
        await using var services = Site.Services(application);
        await using var scope = services.CreateAsyncScope();
        await BenchPartnership.ActAsync(scope.ServiceProvider);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await FillAsync(owner, session.Partnership, incidents);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{incidents:N0} incidents in 36 months; medians of {Runs}, milliseconds"));
        Console.WriteLine("filter                              page   bare SQL   ratio");
        foreach (var (name, filter) in Filters)
        {
            var page = await MedianAsync(() => PageAsync(scope.ServiceProvider, filter));
            var bare = await MedianAsync(() => BareAsync(scope.ServiceProvider, session.Partnership, filter));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {page,8:0} {bare,10:0} {page / bare,7:0.00}"));
        }
    }

    static readonly (string Name, IncidentFilter Filter)[] Filters =
    [
        ("all themes, two years", new()),
        ("one theme, two years", new() { Themes = ["burglary"] }),
        ("one theme, one month", new() { Themes = ["burglary"], From = new(2026, 10), To = new(2026, 10) }),
        ("three themes, three years", new() { Themes = ["burglary", "vehicle-crime", "drugs"], From = new(2023, 11) }),
        ("known times only", new() { KnownTimesOnly = true }),
        ("one area", new() { AreaId = 1 }),
    ];

    static async Task PageAsync(IServiceProvider services, IncidentFilter filter)
    {
        var data = (await services.GetRequiredService<Explorer>().LookAsync(filter, CancellationToken.None))!;
        _ = ChartSvg.Draw(data.Chart());
        if (data.Heat() is { } heat) _ = ChartSvg.Draw(heat);
        if (data.Map is { } map) _ = MapSvg.Draw(HotSpotDrawing.Map(map.Drawn, map.HotSpots.HotSpots, map.BaseMap, "Hot spots", "Hot spots"), 560, 470);
    }

    // What the page asks of the database, with the answers counted and thrown away.
    static async Task BareAsync(IServiceProvider services, Guid partnership, IncidentFilter filter)
    {
        var to = filter.To ?? new(2026, 10);
        var shown = filter with { From = filter.From ?? to.AddMonths(-23), To = to };
        await using var connection = await services.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        var (months, hours) = (new FilterSql(partnership, shown with { From = null }), new FilterSql(partnership, shown));
        await ReadAsync(connection, IncidentQuery.MonthStatement(months), months.Values);
        await ReadAsync(connection, IncidentQuery.HourStatement(hours), hours.Values);
        var year = new FilterSql(partnership, shown with { From = to.AddMonths(-11) });
        await ReadAsync(connection, IncidentQuery.RepeatStatement(year), [.. year.Values, to.Number, 2, 3, 10]);
        var map = new FilterSql(partnership, shown with { From = to.AddMonths(-1) });
        await ReadAsync(connection, $"select theme_key, month, easting, northing, place_name, occurred_from, occurred_to, is_open, is_middle from share.shown_incident where {map.Where}", map.Values);
    }

    static async Task ReadAsync(NpgsqlConnection connection, string sql, IReadOnlyList<object> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) { }
    }

    static async Task<double> MedianAsync(Func<Task> work)
    {
        await work();
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return times.Order().ElementAt(Runs / 2);
    }

    // A square county of 40 km, 20,000 places, three months in ten of the incidents with a time; the same rows every time.
    static async Task FillAsync(string owner, Guid partnership, int incidents)
    {
        await Owner.ExecuteAsync(owner, $"""
            insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version)
            select '{partnership}', gen_random_uuid(), 'police-uk', 'Police', 'accepted', '{partnership}', 'bench', array(select generate_series(2023 * 12 + 10, 2026 * 12 + 9)), now(), 1
            """);
        await Owner.ExecuteAsync(owner, $"update partnership.partnership set data_version = 1 where id = '{partnership}'");
        await Owner.ExecuteAsync(owner, $"""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from)
              values ('{partnership}', gen_random_uuid(), 'boundary', 'County', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select '{partnership}', 1, id, 'C1', 'County', 'POLYGON ((400000 300000, 440000 300000, 440000 340000, 400000 340000, 400000 300000))' from l
            """);
        await Owner.ExecuteAsync(owner, $"""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, occurred_from, occurred_to,
              time_precision, easting, northing, place_method, place_name, area_ids, content, is_open)
            select '{partnership}', gen_random_uuid(), 1, (select id from share.return limit 1), 1, i, 'Police', 2,
              (array['burglary', 'vehicle-crime', 'drugs', 'robbery', 'shoplifting', 'violence-and-sexual-offences', 'anti-social-behaviour', 'other-theft'])[1 + (i * 7) % 8],
              2023 * 12 + 10 + i % 36,
              case when i % 10 < 3 then timestamptz '2025-01-01 00:00Z' + (i % 8760) * interval '1 hour' end,
              case when i % 10 < 3 then timestamptz '2025-01-01 00:00Z' + (i % 8760) * interval '1 hour' + (i % 3) * interval '2 hours' end,
              case when i % 10 < 3 then 'interval' else 'month' end,
              400000 + (p * 7919 % 39900), 300000 + (p * 104729 % 39900), 'snapped point', 'On or near Street ' || p % 4000, case when p % 5 = 0 then array[1] else array[]::integer[] end, gen_random_uuid(), true
            from (select i, ((i::bigint * i) % 20011)::int as p from generate_series(1, {incidents}) i) rows
            """);
        await Owner.ExecuteAsync(owner, "vacuum analyze share.incident");
    }
}
