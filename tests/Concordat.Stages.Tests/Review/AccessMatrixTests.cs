using System.Text;
using Concordat.Stages.Tests.Share.Disclosures;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Review;

/// <summary>Who may pass which door, held as data and asked of every door over HTTP; and what each door leaves in the log.</summary>
/// <remarks>The files are docs/rules/access.csv and docs/rules/processing.csv. With CONCORDAT_WRITE_RULES=1 the walk writes what it met,
/// to be read before it is committed: a cell is right because somebody decided it, not because the program does it.</remarks>
public sealed class AccessMatrixTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly string[] Methods = [",GET", ",POST", ",DELETE", ",RUN"];
    static readonly string[] NotProcessing = ["sign-in", "sign-out", "refuse"];

    static string Rules(string name) => Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", name);

    // T-20.
    [Fact]
    public async Task EveryDoor_ToEverybody_AnswersAsTheMatrixSays_AndLogsWhatTheMapSays()
    {
        var met = await new AccessWalk(server).WalkAsync();
        if (Environment.GetEnvironmentVariable("CONCORDAT_WRITE_RULES") == "1") await WriteAsync(met);

        Assert.DoesNotContain(met, m => m.Cell == "FAILED");
        Assert.Empty(await WrongCellsAsync(met));
        Assert.Empty(await WrongEntriesAsync(met));
        Assert.Empty(await LeakedAsync());
    }

    // Passwords, tokens, names and sentences that the walk had in its hands: the log says that something happened, never what was written.
    async Task<IReadOnlyList<string>> LeakedAsync()
    {
        string[] planted =
        [
            ConcordatServer.Password, "CfDJ8", "concordat_", Case.Subject, "Rosalind Amberley", "Kowalczyk", "The same few homes are hit again", "Share what is needed to save a life", "We fit alarms",
            "The probation file never came", "underpass is lit again",
        ];
        return (string[])(await server.OwnerScalarAsync("""
            select coalesce(array_agg(w || ' in ' || e.subject), '{}') from unnest($1::text[]) w join audit.entry e on strpos(lower(concat_ws(' ', e.subject, e.subject_id, e.purpose, e.detail)), lower(w)) > 0
            """, (object)planted))!;
    }

    [Fact]
    public async Task EveryDoorAndJob_HasARowInBothFiles_AndNoRowIsLeftOver()
    {
        var doors = (await AccessWalk.DoorsAsync(server.Services)).Select(d => d.Key).ToList();
        var jobs = AccessWalk.Jobs(server.Services).Select(j => $"job: {j},RUN");

        Assert.Equal(doors, (await RowsAsync("access.csv")).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(doors.Concat(jobs).Order(StringComparer.Ordinal), (await RowsAsync("processing.csv")).Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>T-21: what belongs to another partnership answers as what is not there.</summary>
    [Fact]
    public async Task EveryDoorToOneThing_FromAnotherPartnership_IsNeverOpen()
    {
        var matrix = await RowsAsync("access.csv");
        string[] things = ["/share/disclosures/{id", "/share/agreements/{id", "/share/agreements/bodies/{id", "/decide/meetings/{id", "/act/problems/{id", "/act/actions/{id", "/review/rights/{id", "/act/people/groups/{id", "/act/people/{id", "/decide/criteria/{id", "/decide/tiers/proposals/{id"];

        var open = matrix.Where(row => things.Any(t => row.Key.StartsWith(t, StringComparison.Ordinal)) && row.Value[^1] == "allowed").Select(row => row.Key);

        Assert.Empty(open);
    }

    static async Task<List<string>> WrongCellsAsync(IReadOnlyList<Met> met)
    {
        var matrix = await RowsAsync("access.csv");
        return [.. met.Select(m => (m, Wanted: matrix.TryGetValue(m.Door.Key, out var row) ? row[AccessWalk.People.ToList().IndexOf(m.Who)] : "no row"))
            .Where(x => x.m.Cell != x.Wanted).Select(x => $"{x.m.Door.Key} for {x.m.Who}: {x.m.Cell}, but the matrix says {x.Wanted}")];
    }

    /// <summary>T-50 and T-51: nothing is logged that the map does not name, and a page that shows personal items leaves exactly one mark each time it is shown.</summary>
    static async Task<List<string>> WrongEntriesAsync(IReadOnlyList<Met> met)
    {
        var map = await RowsAsync("processing.csv");
        var wrong = new List<string>();
        foreach (var m in met)
        {
            var kinds = map.TryGetValue(m.Door.Key, out var row) ? row[0].Split(' ') : [];
            var did = m.Logged.Where(a => !NotProcessing.Contains(a)).ToList();
            wrong.AddRange(did.Except(kinds).Select(a => $"{m.Door.Key} for {m.Who} logged {a}, which the map does not name"));
            if (m.Door.IsGet && m.WasShown && row is [_, "always", ..] && did.Count != 1) wrong.Add($"{m.Door.Key} for {m.Who} was shown and left {did.Count} marks");
            // Signing out leads to the sign-in page, and has done its work.
            if (m.Cell is "refused" or "absent" or "sign-in" && did.Count > 0 && !m.Door.Route.StartsWith("/account/sign-out", StringComparison.Ordinal)) wrong.Add($"{m.Door.Key} for {m.Who} was {m.Cell} and yet logged {string.Join(", ", did)}");
        }
        return wrong;
    }

    static async Task<Dictionary<string, string[]>> RowsAsync(string file)
    {
        var rows = new Dictionary<string, string[]>();
        foreach (var line in (await File.ReadAllLinesAsync(Rules(file))).Skip(1).Where(l => l.Length > 0))
        {
            // A route may hold commas in a rule of its own; the method is the first field that is one.
            var method = Methods.Max(m => line.IndexOf(m, StringComparison.Ordinal));
            var end = line.IndexOf(',', method + 1);
            rows.Add(line[..end], line[(end + 1)..].Split(','));
        }
        return rows;
    }

    async Task WriteAsync(IReadOnlyList<Met> met)
    {
        var access = new StringBuilder($"route,method,{string.Join(',', AccessWalk.People)}\n");
        var old = File.Exists(Rules("processing.csv")) ? await RowsAsync("processing.csv") : [];
        var processing = new StringBuilder("route,method,processing,mark\n");
        foreach (var door in met.GroupBy(m => m.Door).OrderBy(g => g.Key.Key, StringComparer.Ordinal))
        {
            access.Append(door.Key.Key).Append(',').AppendJoin(',', AccessWalk.People.Select(p => door.Single(m => m.Who == p).Cell)).Append('\n');
            var kinds = door.SelectMany(m => m.Logged).Where(a => !NotProcessing.Contains(a)).Distinct().Order().ToList();
            var kept = old.GetValueOrDefault(door.Key.Key)?[0].Split(' ').Where(k => k != "none") ?? [];
            var all = kinds.Union(kept).Order().ToList();
            processing.Append(door.Key.Key).Append(',').Append(all.Count == 0 ? "none" : string.Join(' ', all)).Append(',').Append(door.Key.IsGet && kinds.Count == 1 ? "always" : "").Append('\n');
        }
        foreach (var job in AccessWalk.Jobs(server.Services)) processing.Append("job: ").Append(job).Append(",RUN,").Append(old.GetValueOrDefault($"job: {job},RUN")?[0] ?? "none").Append(",\n");
        await File.WriteAllTextAsync(Rules("access.csv"), access.ToString());
        await File.WriteAllTextAsync(Rules("processing.csv"), processing.ToString());
    }
}
