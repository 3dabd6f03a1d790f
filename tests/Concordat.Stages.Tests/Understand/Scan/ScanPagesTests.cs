using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Scan.Work;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Scan;

/// <summary>The scan over HTTP and the real database, on a small town of seven months: a new hot spot at Mill Lane, and Station Road hit again and again.</summary>
public sealed class ScanPagesTests(TacticalServer server) : IClassFixture<TacticalServer>, IAsyncLifetime
{
    static readonly SemaphoreSlim One = new(1);

    public async Task InitializeAsync()
    {
        await One.WaitAsync();
        try
        {
            if (await server.Site.OwnerScalarAsync("select count(*) from understand.scan_hit") is > 0L) return;
            await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
            var (scan, refusal) = await scope.ServiceProvider.GetRequiredService<ScanDesk>().RunAsync(ScanKind.Asked, new(2026, 10), CancellationToken.None);
            Assert.True(scan is not null, refusal);
        }
        finally { One.Release(); }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_ShowsHitsWithRuleAndVersion()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var list = await analyst.GetAsync("/understand/scan?state=all");

        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.Contains("New hot spot of burglaries: Mill Lane", list.Words, StringComparison.Ordinal);
        Assert.Contains("Hit again and again: Station Road", list.Words, StringComparison.Ordinal);
        Assert.Contains("A hot spot that is new, version 1", list.Words, StringComparison.Ordinal);
        Assert.Contains("False alarms of the last year", list.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hit_HasItsFiguresAndOpensItsRecords()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var hit = await analyst.GetAsync($"/understand/scan/hits/{await HitAsync("Hit again and again: Station Road")}");

        Assert.Contains("Station Road had 63 records in twelve months, in 6 of them.", hit.Words, StringComparison.Ordinal);
        var explore = hit.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/share/incidents?", StringComparison.Ordinal));
        Assert.Contains("to 50 of 63 records", (await analyst.GetAsync(explore)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dismissing_NeedsAReason_AndHappensOnce()
    {
        var id = await PlantedAsync("Dismissed once");
        var (analyst, page) = (await server.Site.AsAsync(Role.Analyst), $"/understand/scan/hits/{id}");

        var bare = await analyst.SendFormAsync(page, [("Reason", "  ")], "handler=Dismiss");
        var done = await analyst.SendFormAsync(page, [("Reason", "A recording change in August")], "handler=Dismiss");
        var again = await analyst.PostAsync($"{page}?handler=Dismiss", ("Reason", "Once more"));

        Assert.Contains("Say why it is dismissed", bare.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Contains("This hit was dismissed by Ana Analyst already", again.Words, StringComparison.Ordinal);
        Assert.Contains("A recording change in August", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Contains("Dismissed once", (await analyst.GetAsync("/understand/scan?state=dismissed")).Words, StringComparison.Ordinal);
        Assert.Equal("A recording change in August", await server.Site.OwnerScalarAsync("select reason from understand.scan_hit where id = $1", id));
    }

    [Fact]
    public async Task TakingUp_MakesAProposedFindingThatNamesItsHit()
    {
        var id = await PlantedAsync("Taken up once");
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = (await server.StartAsync(analyst, "2026-09")).Split('/')[^1];

        var without = await analyst.SendFormAsync($"/understand/scan/hits/{id}", [("Assessment", ""), ("Sentence", "")], "handler=TakeUp");
        var named = await analyst.SendFormAsync($"/understand/scan/hits/{id}", [("Assessment", draft), ("Sentence", "Kevin Hughes planted things.")], "handler=TakeUp");
        Assert.Contains("This seems to hold a name", named.Words, StringComparison.Ordinal);
        var done = await analyst.SendFormAsync($"/understand/scan/hits/{id}", [("Assessment", draft), ("Sentence", "Planted things rose.")], "handler=TakeUp");

        Assert.Contains("Select the draft assessment it goes into", without.Words, StringComparison.Ordinal);
        Assert.Contains("Write the finding as a sentence", without.Words, StringComparison.Ordinal);
        var page = await analyst.GetAsync(done.Location!.OriginalString.Split('#')[0]);
        Assert.Contains("Planted things rose.", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/understand/scan/hits/{id}", page.Text, StringComparison.Ordinal);
        Assert.Equal(true, await server.Site.OwnerScalarAsync("select f.is_proposed from understand.finding f join understand.scan_hit h on h.finding_id = f.id where h.id = $1", id));
    }

    [Theory]
    [InlineData("/understand/scan?handler=Run")]
    [InlineData("/understand/scan?handler=Keep")]
    [InlineData("/understand/scan/rules")]
    [InlineData("/understand/scan/hits/HIT?handler=Dismiss")]
    [InlineData("/understand/scan/hits/HIT?handler=TakeUp")]
    public async Task Practitioner_MayReadAndNotDecide(string address)
    {
        var id = await PlantedAsync($"Not for practitioners {address.Length}");
        var practitioner = await server.Site.AsAsync(Role.Practitioner);

        var answer = await practitioner.PostAsync(address.Replace("HIT", id.ToString(), StringComparison.Ordinal), ("Month", "2026-10"), ("Reason", "Because"));

        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync("/understand/scan")).Status);
        Assert.Contains("not-allowed", answer.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("open", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", id));
    }

    [Fact]
    public async Task Elsewhere_SeesNoHitAndNoScan()
    {
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");

        Assert.Contains("No scan yet", (await elsewhere.GetAsync("/understand/scan")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/understand/scan/hits/{await HitAsync("Hit again and again: Station Road")}")).Status);
    }

    /// <summary>The database holds the rules too: what was found stays, a decision happens once and in one's own name, and only by those who may.</summary>
    [Fact]
    public async Task Database_RefusesWhatThePagesRefuse()
    {
        var id = await PlantedAsync("Guarded");
        const string Decide = "update understand.scan_hit set state = 'dismissed', reason = 'x', decided_by = platform.session_user_id(), decided_by_name = 'x', decided_at = now() where id = $1";

        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, "update understand.scan_hit set sentence = 'altered' where id = $1", id));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, "delete from understand.scan_hit where id = $1", id));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, Decide.Replace("platform.session_user_id()", "gen_random_uuid()", StringComparison.Ordinal), id));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, Decide.Replace("'x', decided_by ", "'', decided_by ", StringComparison.Ordinal), id));
        await Agreement.AsApplicationAsync(server.Site, Role.Practitioner, Decide, id);
        Assert.Equal("open", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", id));
        await Agreement.AsApplicationAsync(server.Site, Role.Analyst, Decide, id);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, Decide, id));
    }

    [Fact]
    public async Task Scan_LookedAgain_GivesTheSameFigures_AndTellsNothingTwice()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var scan = await server.Site.OwnerScalarAsync("select id from understand.scan where kind = 'asked' order by made_at limit 1");

        var page = await analyst.SendFormAsync($"/understand/scan/runs/{scan}", []);
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var (second, _) = await scope.ServiceProvider.GetRequiredService<ScanDesk>().RunAsync(ScanKind.Asked, new(2026, 10), CancellationToken.None);

        Assert.Contains("Every figure is the same", page.Words, StringComparison.Ordinal);
        Assert.Contains("Not run: no theme has two years of months counted alike before this one", page.Words, StringComparison.Ordinal);
        Assert.Contains("Not run: no record that is held says who was harmed", page.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.scan_hit where scan_id = $1", second!.Id));
    }

    [Theory]
    [InlineData("Threshold", "high", "Enter the threshold as a number")]
    [InlineData("Threshold", "2", "The threshold of this rule must be from 0.001 to 0.2")]
    [InlineData("From", "2020-01-01", "scans already made keep the version they used")]
    [InlineData("Reason", "", "Say why, in at most 500 characters")]
    [InlineData("Rule", "no-such", "Select a rule")]
    public async Task NewVersion_WithoutWhatItNeeds_IsRefused(string field, string value, string sentence)
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var fields = new Dictionary<string, string> { ["Rule"] = "area", ["Threshold"] = "0.01", ["From"] = "2099-01-01", ["Reason"] = "Too many false alarms" };
        fields[field] = value;
        if (DateOnly.TryParse(fields["From"], System.Globalization.CultureInfo.InvariantCulture, out var from))
            (fields["From.Day"], fields["From.Month"], fields["From.Year"]) = ($"{from.Day}", $"{from.Month}", $"{from.Year}");

        var answer = await analyst.SendFormAsync("/understand/scan/rules", fields.Select(f => (f.Key, f.Value)), "/understand/scan/rules");

        Assert.Contains(sentence, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewVersion_HoldsFromItsDay_AndTheEarlierStays()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        await server.Site.OwnerScalarAsync("insert into understand.scan_rule values ($1, 'level', 2, 0.2, '2026-01-01', 'Fewer', (select user_id from partnership.member where partnership_id = $1 limit 1), 'Ana', now()), ($1, 'level', 3, 0.3, '2099-01-01', 'Later', (select user_id from partnership.member where partnership_id = $1 limit 1), 'Ana', now())", server.Site.Testshire);

        var rules = await scope.ServiceProvider.GetRequiredService<ScanDesk>().RulesAsync(new(2026, 11, 1), CancellationToken.None);

        Assert.Equal((2, 0.2), (rules.Single(r => r.Rule == "level").Version, rules.Single(r => r.Rule == "level").Threshold));
        Assert.Equal(1, rules.Single(r => r.Rule == "area").Version);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, "update understand.scan_rule set threshold = 1 where rule = $1", "level"));
    }

    [Fact]
    public async Task Kept_RunsMonthAndQuarterOnce_InTheKeepersName_AndASecondOrderIsNone()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await server.Site.OwnerScalarAsync("insert into understand.scan select partnership_id, gen_random_uuid(), 'quarter', $1, data_version, software_version, rules, outcomes, made_by, made_by_name, made_at from understand.scan limit 1", new Month(2026, 3).Number);
        var clock = server.Site.Services.GetRequiredService<ScanClock>();
        Assert.Equal(0, await clock.OrderDueAsync(CancellationToken.None));
        await analyst.SendFormAsync("/understand/scan", [], "handler=Keep");

        Assert.Equal(2, await clock.OrderDueAsync(CancellationToken.None));
        // What is ordered and not done yet is not ordered again.
        Assert.Equal(0, await clock.OrderDueAsync(CancellationToken.None));
        await DoneAsync("select count(*) from understand.scan where kind in ('month', 'quarter')", 3L);

        Assert.Equal(0, await clock.OrderDueAsync(CancellationToken.None));
        Assert.Equal(3L, await server.Site.OwnerScalarAsync("select count(*) from understand.scan where kind in ('month', 'quarter')"));
        // Only the run of the quarter lays the sets over each other.
        Assert.Contains("it belongs to the joint run each quarter", (string)(await server.Site.OwnerScalarAsync("select outcomes::text from understand.scan where kind = 'month'"))!, StringComparison.Ordinal);
        Assert.DoesNotContain("it belongs to the joint run each quarter", (string)(await server.Site.OwnerScalarAsync("select outcomes::text from understand.scan where kind = 'quarter' and month = $1", new Month(2026, 9).Number))!, StringComparison.Ordinal);
        Assert.Equal(new Month(2026, 10).Number, await server.Site.OwnerScalarAsync("select month from understand.scan where kind = 'month'"));
        Assert.Equal(new Month(2026, 9).Number, await server.Site.OwnerScalarAsync("select max(month) from understand.scan where kind = 'quarter'"));
        Assert.Equal("Ana Analyst", await server.Site.OwnerScalarAsync("select made_by_name from understand.scan where kind = 'quarter' order by month desc limit 1"));
        var page = await analyst.GetAsync("/understand/scan");
        Assert.Contains("July to September 2026", page.Words, StringComparison.Ordinal);
        Assert.Contains("It runs by itself in the name of Ana Analyst", page.Words, StringComparison.Ordinal);
        // April to June had records and no joint scan, and another quarter has passed.
        Assert.Contains("Missed: no joint scan of April to June 2026", page.Words, StringComparison.Ordinal);
        Assert.Contains("no scan over all sets together was made of it, by itself or on demand", page.Words, StringComparison.Ordinal);
        // Somebody asks for it late: all sets are looked over together, and nothing is missed any more.
        await server.Site.OwnerScalarAsync("insert into understand.scan select partnership_id, gen_random_uuid(), 'asked', $1, data_version, software_version, rules, outcomes, made_by, made_by_name, made_at from understand.scan limit 1", new Month(2026, 6).Number);
        var late = await analyst.GetAsync("/understand/scan");
        Assert.DoesNotContain("Missed", late.Words, StringComparison.Ordinal);
        Assert.Contains("April to June 2026None by itself; on demand", late.Words, StringComparison.Ordinal);
    }

    /// <summary>Drift runs on no series of this short town; planted are three scans of two months, each with half a false hit to expect.</summary>
    [Fact]
    public async Task Year_ExpectsNoMoreFalseHitsOfAMonthThatIsScannedAgain()
    {
        foreach (var month in (Month[])[new(2026, 4), new(2026, 4), new(2026, 5)])
            await server.Site.OwnerScalarAsync("""
                insert into understand.scan select partnership_id, gen_random_uuid(), 'asked', $1, data_version, software_version, rules,
                  '[{"Rule": "drift", "Version": 1, "Threshold": 5, "Tested": 2, "ExpectedFalse": 0.5, "Found": 0, "Told": 0, "NotRun": null}]', made_by, made_by_name, now() from understand.scan order by made_at limit 1
                """, month.Number);

        var row = (await (await server.Site.AsAsync(Role.Analyst)).GetAsync("/understand/scan")).Document.QuerySelectorAll("#year ~ table tr, section[aria-labelledby=year] tr").First(r => r.TextContent.Contains("A small rise that lasts", StringComparison.Ordinal));

        Assert.Equal(("3", "1.0"), (row.QuerySelectorAll("td")[0].TextContent.Trim(), row.QuerySelectorAll("td")[^1].TextContent.Trim()));
    }

    /// <summary>A return that comes later may bring months before: the scan saw none of them, and neither does the second look.</summary>
    [Fact]
    public async Task Scan_LookedAgain_AfterALaterReturn_TakesTheMonthsHeldThen()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var (scan, late) = (await server.Site.OwnerScalarAsync("select id from understand.scan where kind = 'asked' order by made_at limit 1"), Guid.CreateVersion7());
        await server.Site.OwnerScalarAsync("""
            insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version)
            values ($1, $2, 'police-uk', 'Late police', 'accepted', $1, 'test', $3, now(), 2)
            """, server.Site.Testshire, late, Enumerable.Range(1, 30).Select(n => new Month(2026, 4).Number - n).ToArray());

        var page = await analyst.SendFormAsync($"/understand/scan/runs/{scan}", []);
        await server.Site.OwnerScalarAsync("delete from share.return where id = $1", late);

        Assert.Contains("Every figure is the same", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnDemand_OverHttp_RunsInTheBackground()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var asked = await analyst.SendFormAsync("/understand/scan", [("Month", "2026-08")], "handler=Run");
        await DoneAsync($"select count(*) from understand.scan where kind = 'asked' and month = {new Month(2026, 8).Number}", 1L);
        var wrong = await analyst.SendFormAsync("/understand/scan", [("Month", "2031-01")], "handler=Run");

        Assert.StartsWith("/understand/scan?job=", asked.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Select a month whose records are held", wrong.Words, StringComparison.Ordinal);
    }

    Task DoneAsync(string sql, long wanted) => Waiting.UntilAsync(async () => await server.Site.OwnerScalarAsync(sql) is long found && found >= wanted, "the scan to be made");

    async Task<Guid> HitAsync(string title) => (Guid)(await server.Site.OwnerScalarAsync("select id from understand.scan_hit where title = $1 order by number limit 1", title))!;

    /// <summary>An open hit of the first scan with a title of its own.</summary>
    async Task<Guid> PlantedAsync(string title)
    {
        var id = Guid.CreateVersion7();
        await server.Site.OwnerScalarAsync("""
            insert into understand.scan_hit (partnership_id, id, number, scan_id, rule, version, pattern, month, title, sentence, facts)
            select $1, $2, 100000 + abs(hashtext($3)) % 800000, s.id, 'area', 1, $3, s.month, $3, $3 || ' rose.', '{}' from understand.scan s where s.partnership_id = $1 order by s.made_at limit 1
            """, server.Site.Testshire, id, title);
        return id;
    }
}
