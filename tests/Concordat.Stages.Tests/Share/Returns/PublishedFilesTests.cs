using System.Globalization;
using System.IO.Compression;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Published files of real suppliers, each through its saved map and the interface into the records; the counts by an independent reading.</summary>
public sealed class PublishedFilesTests(ConcordatServer server) : IClassFixture<ConcordatServer>, IAsyncLifetime
{
    const string Folder = "data/partners";

    public async Task InitializeAsync()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is not 0) return;
        await Agreed.SetAsync(server);
        // The files are older than the agreement of the other tests.
        await server.OwnerScalarAsync("""
            set session_replication_role = replica;
            update share.agreement_set set from_on = '2014-01-01'; update share.agreement_version set starts_on = '2014-01-01', complete_on = '2014-01-01'; update share.agreement_signature set signed_on = '2014-01-01';
            set session_replication_role = default
            """);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static string Map(string name) => File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "samples", "maps", name));

    static List<Dictionary<string, string>> Rows(string file)
    {
        using var unpacked = new GZipStream(File.OpenRead(SharedData.Path($"{Folder}/{file}")), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, System.Text.Encoding.Latin1);
        var headings = Cells(reader.ReadLine()!);
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line) rows.Add(headings.Zip(Cells(line)).ToDictionary(c => c.First, c => c.Second));
        return rows;
    }

    // Neither file has a line break within quotation marks.
    static List<string> Cells(string line)
    {
        var (cells, quoted) = (new List<string> { "" }, false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) cells.Add("");
            else cells[^1] += c;
        }
        return cells;
    }

    async Task<Reply> TakeAsync(string agency, string file, string set, string quarter, string map)
    {
        using var partner = Partner.With(server, await Partner.MakeKeyAsync(server, agency));
        var draft = await partner.SendAsync("/api/returns", await File.ReadAllBytesAsync(SharedData.Path($"{Folder}/{file}")), file, ("set", set), ("quarter", quarter), ("map", Map(map)));
        Assert.Equal((201, ""), (draft.Status, draft.Status == 201 ? "" : draft.Text));
        var months = string.Join(", ", draft.Json.GetProperty("silent_months").EnumerateArray().Select(m => $"\"{m.GetString()}\""));
        Assert.Equal(200, (await partner.PostJsonAsync($"/api/returns/{draft.Id}/submit", $$"""{"missing_months": [{{months}}]}""")).Status);
        using var manager = await server.SignedInAsync(Role.Coordinator);
        await manager.SendFormAsync($"/share/returns/received/{draft.Id}", [], $"{draft.Id}/accept");
        return await Waiting.ForAsync(async () => await partner.GetAsync($"/api/returns/{draft.Id}") is { State: "accepted" } accepted ? accepted : null, "the return to be accepted");
    }

    async Task<long> RecordsAsync(int set) => (long)(await server.OwnerScalarAsync("select count(*) from share.record where set_number = $1 and version_to is null", set))!;

    [SharedDataFact(Folder)]
    public async Task RoadCasualties_BecomeSet5_OneRecordACollision()
    {
        const string file = "road_casualties_greater_manchester_2019_2021.csv.gz";
        var quarter = Rows(file).Where(r => string.CompareOrdinal(r["date"], "2019-01-01") >= 0 && string.CompareOrdinal(r["date"], "2019-03-31") <= 0).ToList();

        var accepted = await TakeAsync("council", file, "5", "2019-Q1", "road-casualties-greater-manchester.json");

        Assert.Equal(12_010, accepted.Rows("read"));
        Assert.Equal(quarter.Select(r => r["AREFNO"]).Distinct().Count(), await RecordsAsync(5));
        Assert.Equal((decimal)quarter.Count(r => r["ageband"] != "-1"), await server.OwnerScalarAsync("""
            select sum(v.value::int)::numeric from share.record r cross join lateral jsonb_each_text(r.fields) v where r.set_number = 5 and r.version_to is null and (v.key like 'adults%' or v.key like 'children%')
            """));
    }

    [SharedDataFact(Folder)]
    public async Task FireIncidents_BecomeSets3And4()
    {
        const string file = "fire_avon_attended_incidents_2014_07_days_01_15.csv.gz";
        var rows = Rows(file);

        var fires = await TakeAsync("fire", file, "3", "2014-Q3", "fire-avon.json");
        var alarms = await TakeAsync("fire", file, "4", "2014-Q3", "fire-avon-false-alarms.json");

        Assert.Equal((472, 472), (fires.Rows("read"), alarms.Rows("read")));
        Assert.Equal(rows.Count(r => r["False Alarm Reason"].StartsWith("Malicious", StringComparison.OrdinalIgnoreCase)), await RecordsAsync(4));
        Assert.InRange(await RecordsAsync(3), rows.Count(r => r["Cause of Fire"].StartsWith("Deliberate", StringComparison.Ordinal)), 472);
    }
}
