using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>What partners get back: cleansed sets and the data pack, depersonalised, without small numbers, recorded.</summary>
public sealed class PoolTests(ConcordatServer server) : SendingCase(server)
{
    static async Task<Dictionary<string, string>> PackAsync(Visitor visitor, string address)
    {
        var answer = await visitor.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var zip = new ZipArchive(new MemoryStream(answer.Bytes));
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }
        return files;
    }

    [Fact]
    public async Task ACleansedSet_HasItsRecordsAndAManifestOfWhatChanged_AndIsRecorded()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var text = Encoding.UTF8.GetString(File(first, 40, i => i == 3 ? "ring 07700 900461" : "loud")) + $"Z1,Noise,31/02/{first.Year},14:05,500000,150000,\r\n";
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text))));

        var pack = await PackAsync(council, $"/share/returns/pool/8/{quarter}.zip");
        var fire = await Server.SignedInAsync("practitioner@testshire.example");
        var theirs = await PackAsync(fire, $"/share/returns/pool/8/{quarter}.zip");

        var manifest = JsonDocument.Parse(pack["manifest.json"]).RootElement;
        var sent = manifest.GetProperty("returns")[0];
        var counts = sent.GetProperty("counts");
        Assert.Equal((41, 1, 40), (counts.GetProperty("read").GetInt32(), counts.GetProperty("set_aside").GetInt32(), counts.GetProperty("records").GetInt32()));
        Assert.Equal(1, counts.GetProperty("removed").GetProperty("telephone").GetInt32());
        Assert.Equal(1, counts.GetProperty("faults").GetProperty("D-01").GetInt32());
        Assert.Equal("category", sent.GetProperty("columns").GetProperty("Category").GetString());
        var lines = pack["records.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("month,category", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(manifest.GetProperty("records").GetInt32(), lines.Length - 1);
        Assert.InRange(lines.Length, 6, 41);
        Assert.Contains("telephone 1", pack["manifest.txt"], StringComparison.Ordinal);
        Assert.Contains("noise", pack["codes.csv"], StringComparison.Ordinal);
        Assert.DoesNotContain("900461", string.Concat(pack.Values), StringComparison.Ordinal);
        // Another body sees what was changed and not how many rows came.
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(theirs["manifest.json"]).RootElement.GetProperty("returns")[0].GetProperty("counts").ValueKind);
        Assert.Contains("D-01", theirs["manifest.txt"], StringComparison.Ordinal);
        Assert.Equal(2, await Server.OwnerScalarAsync("select count(*)::int from share.bulk_release where kind = 'cleansed pool' and has_passed and filter like $1", $"%{quarter}%"));
    }

    // SH-17: whoever holds a copy learns of the correction, until the copy is replaced.
    [Fact]
    public async Task ACorrectedQuarter_IsToldToWhoeverCollectedIt_AndToNobodyElse()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var fire = await Server.SignedInAsync("practitioner@testshire.example");
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, File(first, 40))));
        await PackAsync(fire, $"/share/returns/pool/8/{quarter}.zip");
        var told = $"Collect set 8 for {(first.Month - 1) switch { 0 => "January to March", 3 => "April to June", 6 => "July to September", _ => "October to December" }} {first.Year} again";

        var before = await fire.GetAsync("/my-work");
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, File(first, 80))));
        var after = await fire.GetAsync("/my-work");
        var others = await (await Server.SignedInAsync(Role.Analyst)).GetAsync("/my-work");
        await PackAsync(fire, $"/share/returns/pool/8/{quarter}.zip");
        var replaced = await fire.GetAsync("/my-work");

        Assert.DoesNotContain(told, before.Words, StringComparison.Ordinal);
        Assert.Contains(told, after.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Collect set 8", others.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(told, replaced.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewRecords_DoNotLeave()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, File(first, 3))));

        var answer = await council.GetAsync($"/share/returns/pool/8/{quarter}.zip");

        Assert.Equal("/share/returns/pool", answer.Location!.ToString());
        Assert.Contains("Nothing has left", (await council.GetAsync("/share/returns/pool")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDataPack_HasTablesCodesAndNotes_AndRefusesQuartersInTheWrongOrder()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, File(first, 40))));

        var pack = await PackAsync(council, $"/share/returns/pack.zip?from={quarter}&to={quarter}");
        var wrong = await council.GetAsync("/share/returns/pack.zip?from=2026-Q2&to=2026-Q1");
        var page = await council.GetAsync("/share/returns/pool");

        Assert.Equal(["codes.csv", "crime-and-disorder.csv", "manifest.txt", "months-held.csv"], pack.Keys.Where(k => k != "education.csv").Order(StringComparer.Ordinal));
        Assert.Contains("Open Government Licence", pack["manifest.txt"], StringComparison.Ordinal);
        Assert.Contains("holds no figures of population for these areas", pack["manifest.txt"], StringComparison.Ordinal);
        Assert.Contains("8,", pack["months-held.csv"], StringComparison.Ordinal);
        Assert.Equal("/share/returns/pool?problem=period", wrong.Location!.ToString());
        Assert.Contains($"/share/returns/pool/8/{quarter}.zip", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverMayNotReadTheSet_GetsNothing()
    {
        var executive = await Server.SignedInAsync(Role.Executive);
        var council = await Server.SignedInAsync(Council);

        Assert.NotEqual(HttpStatusCode.OK, (await executive.GetAsync("/share/returns/pool/8/2025-Q1.zip")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await council.GetAsync("/share/returns/pool/9/2025-Q1.zip")).Status); // no agreement covers set 9 here
    }
}
