using System.Net;
using System.Security.Cryptography;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Share.SmallNumbers.Release;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.SmallNumbers;

/// <summary>The test before a bulk release, by its pages and by its contract (T-83, T-85), and the threshold's page.</summary>
public sealed class ReleaseTests(ReleaseServer server) : IClassFixture<ReleaseServer>
{
    const string Page = "/share/releases/new?SetNumber=6";

    static readonly (string, string)[] All = [("Columns", "age"), ("Columns", "gender"), ("Columns", "school_name"), ("Columns", "reasons"), ("From", "2026-Q1"), ("To", "2026-Q1"), ("Recipients", "Testshire Council, schools team")];

    // The button that tests posts the same form to another address.
    async Task<Answer> TryAsync(Visitor visitor, (string, string)[] fields) => await visitor.PostAsync(Page + "&handler=test",
        [.. fields, ("SmallGroups", "keep"), ("Agreement", (await server.Site.OwnerScalarAsync("select id::text from share.agreement")) as string ?? "")]);

    async Task<int> RegisteredAsync(bool passed) => (int)(await server.Site.OwnerScalarAsync("select count(*)::int from share.bulk_release where has_passed = $1", passed))!;

    // Twelve boys of 13 at one school, and four girls of 15.
    [Fact]
    public async Task SetSix_WithASmallGroup_IsBlockedWithRemedies_AndTheAttemptIsRegistered()
    {
        using var manager = await server.Site.SignedInAsync(Role.Coordinator);
        var before = await RegisteredAsync(false);

        var tested = await TryAsync(manager, All);
        var released = await manager.SendFormAsync(Page, All);

        Assert.Contains("The test blocks this release", tested.Words, StringComparison.Ordinal);
        Assert.Contains("Or leave out the rows in groups below 5", tested.Words, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\b[1-4] rows", tested.Words);
        Assert.DoesNotContain("Release and download", tested.Words, StringComparison.Ordinal);
        Assert.Contains("Testshire Council, schools team", tested.Text, StringComparison.Ordinal);
        Assert.Contains("The test blocks this release", released.Words, StringComparison.Ordinal);
        Assert.Equal(before + 1, await RegisteredAsync(false));
        Assert.Contains("Blocked", (await manager.GetAsync("/share/releases")).Words, StringComparison.Ordinal);
    }

    // Whoever leaves gender out of the combination cannot get round it: the four stand in every test of set 6.
    [Fact]
    public async Task SetSix_CombinationChosenTooNarrow_IsTestedByItsFourAllTheSame()
    {
        using var manager = await server.Site.SignedInAsync(Role.Coordinator);

        var tested = await TryAsync(manager, [.. All, ("Combination", "school_name")]);

        Assert.Contains("The test blocks this release", tested.Words, StringComparison.Ordinal);
        Assert.Contains("Age, Gender", tested.Words.Replace("School, Age", "Age", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coarser_Passes_AndWhatLeftIsRegisteredWithItsFingerprintAndAudited()
    {
        using var manager = await server.Site.SignedInAsync(Role.Coordinator);
        (string, string)[] coarse = [("Columns", "school_name"), ("From", "2026-Q1"), ("To", "2026-Q1"), ("Recipients", "Testshire Council, schools team")];

        var tested = await TryAsync(manager, coarse);
        var file = await manager.SendFormAsync(Page, coarse);

        Assert.Contains("The test passes", tested.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
        Assert.Equal(1L, await server.Site.OwnerScalarAsync("select count(*) from share.bulk_release where sha256 = $1 and agreement_id is not null and released_by_name = 'Cora Coordinator'", hash));
        Assert.Equal(1L, await server.Site.OwnerScalarAsync("select count(*) from audit.entry where action = 'disclose' and subject = 'bulk release' and detail->>'Sha256' = $1", hash));
        Assert.Contains("Released", (await manager.GetAsync("/share/releases")).Words, StringComparison.Ordinal);
    }

    // T-81 for counts: of set 11 each count stands for people, so a quarter with three, or none, does not leave.
    [Theory]
    [InlineData("12", "30", true)]
    [InlineData("12", "3", false)]
    [InlineData("0", "30", false)]
    [InlineData("", "30", true)]
    [InlineData("5", "5", true)]
    public async Task SetEleven_LeavesOnlyWhereEachCountIsLargeEnough(string outpatients, string treated, bool passes)
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Coordinator);
        var gate = scope.ServiceProvider.GetRequiredService<IReleaseGate>();
        var request = new ReleaseRequest
        {
            Kind = "records",
            Title = "Counts",
            Sets = [11],
            Recipients = "The parties",
            Filter = "set 11",
            Table = new(["quarter", "outpatient_first_attendances", "people_in_drug_treatment"], [["January to March 2026", outpatients, treated], ["April to June 2026", "40", "50"]], [Guid.NewGuid(), Guid.NewGuid()]),
        };

        var verdict = await gate.TestAsync(request, CancellationToken.None);
        var left = await gate.ReleaseAsync(request with { LeavesOutSmallGroups = true }, table => System.Text.Encoding.UTF8.GetBytes(string.Join(';', table.Rows.Select(r => r[2]))), CancellationToken.None);

        Assert.Equal(passes, verdict.HasPassed);
        if (!passes) Assert.Contains("holds counts of fewer than 5, or of none", verdict.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(passes ? $"{treated};50" : "50", System.Text.Encoding.UTF8.GetString(left.Content!));
    }

    // Sets about people: whoever chooses one column as the combination is still tested by all that the record says of its person.
    [Theory]
    [InlineData(6, "gender", true)]
    [InlineData(9, "sub_category", true)]
    [InlineData(10, "outward_postcode", true)]
    [InlineData(8, "category", false)]
    public void SetsAboutPeople_AreAlwaysTestedByWhatTheySayOfThem(int set, string column, bool always)
    {
        var request = new ReleaseRequest { Kind = "records", Title = "t", Sets = [set], Recipients = "r", Filter = "f", Table = new(["quarter", column], [], []), Combination = ["quarter"] };

        Assert.Equal(always, ReleaseCut.Combination(request).Contains(column));
    }

    // Four are too few to be left out alone: the smallest other group goes with them.
    [Fact]
    public async Task LeftOut_AreNoneOrEnough()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Coordinator);
        var gate = scope.ServiceProvider.GetRequiredService<IReleaseGate>();
        var rows = Rows(("12", 30), ("13", 12), ("15", 4));

        var verdict = await gate.TestAsync(Request(rows) with { LeavesOutSmallGroups = true }, CancellationToken.None);

        Assert.True(verdict.HasPassed, string.Join(' ', verdict.Reasons));
        Assert.Equal((16, 30), (verdict.RowsLeftOut, verdict.Table.Rows.Count));
    }

    [Fact]
    public async Task AnIdentifierInAColumn_Blocks_AndTheReasonDoesNotRepeatIt()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Coordinator);
        var gate = scope.ServiceProvider.GetRequiredService<IReleaseGate>();
        var table = new ReleaseTable(["age", "note"], [.. Enumerable.Range(0, 20).Select(_ => (IReadOnlyList<string>)["13", "ring 07700 900123"])], []);

        var verdict = await gate.ReleaseAsync(Request(table), _ => throw new InvalidOperationException("A blocked file was written."), CancellationToken.None);

        Assert.False(verdict.HasPassed);
        Assert.Contains(verdict.Reasons, r => r.Contains("\"note\"", StringComparison.Ordinal));
        Assert.DoesNotContain(verdict.Reasons, r => r.Contains("900123", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoAgreement_Blocks()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Coordinator);
        var gate = scope.ServiceProvider.GetRequiredService<IReleaseGate>();

        var verdict = await gate.TestAsync(Request(Rows(("13", 12))) with { AgreementId = Guid.NewGuid() }, CancellationToken.None);

        Assert.Contains(verdict.Reasons, r => r.StartsWith("No sharing agreement", StringComparison.Ordinal));
    }

    // A second release with three rows more of the same group: the one less the other would be the three.
    [Fact]
    public async Task SecondRelease_ThatDiffersByAFew_IsBlocked()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Coordinator);
        var gate = scope.ServiceProvider.GetRequiredService<IReleaseGate>();
        var first = Rows(("16", 20), ("17", 9));
        var second = new ReleaseTable(first.Columns, [.. first.Rows, .. Rows(("17", 3)).Rows], [.. first.Records, .. Rows(("17", 3)).Records]);
        var third = new ReleaseTable(first.Columns, [.. first.Rows, .. Rows(("17", 8)).Rows], [.. first.Records, .. Rows(("17", 8)).Records]);

        var left = await gate.ReleaseAsync(Request(first), _ => [1], CancellationToken.None);
        var few = await gate.ReleaseAsync(Request(second), _ => [2], CancellationToken.None);
        var same = await gate.TestAsync(Request(first), CancellationToken.None);
        var enough = await gate.TestAsync(Request(third), CancellationToken.None);

        Assert.True(left.HasPassed, string.Join(' ', left.Reasons));
        Assert.Contains(few.Reasons, r => r.Contains("less an earlier one", StringComparison.Ordinal));
        Assert.True(same.HasPassed);
        Assert.True(enough.HasPassed, string.Join(' ', enough.Reasons));
    }

    // Twenty releases of random cuts of the same rows; the attacker takes each from each.
    [Fact]
    public void TwentyRandomReleases_NoDifferenceIsSmall()
    {
        var random = new Concordat.CrimePatterns.Numerics.RandomStream(20261121, 11);
        var kept = new List<long[]>();
        var blocked = 0;
        for (var release = 0; release < 400; release++)
        {
            var (from, to) = ((int)(random.Unit() * 20), 60 + (int)(random.Unit() * 20));
            long[] figure = [.. Enumerable.Range(from, to - from).Select(n => (long)n)];
            if (figure.Length < 5 || ReleaseMemory.FiguresThatTell([figure], kept, 5) > 0) blocked++;
            else kept.Add(figure);
            if (kept.Count == ReleaseMemory.Kept) break;
        }

        Assert.Equal(ReleaseMemory.Kept, kept.Count);
        Assert.True(blocked > 0);
        foreach (var a in kept) foreach (var b in kept) Assert.False(a.Length - b.Length is > 0 and < 5 && b.All(a.Contains), $"{a.Length} {b.Length}");
    }

    [Fact]
    public async Task Register_RefusesInTheDatabaseWhatIsSmallOrNotAgreed()
    {
        foreach (var (smallest, agreement) in new[] { (4, "(select id from share.agreement limit 1)"), (9, "null") })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => server.Site.OwnerScalarAsync($"""
                insert into share.bulk_release (partnership_id, id, kind, title, agreement_id, recipients, columns, combination, filter, threshold, rows_tested, rows_left_out, smallest_group, small_groups,
                  groups_of_one, has_passed, remedies, sha256, released_by, released_by_name)
                values ($1, gen_random_uuid(), 'x', 'x', {agreement}, 'x', array['a'], array['a'], '', 5, 20, 0, {smallest}, 0, 0, true, array[]::text[], repeat('a', 64), gen_random_uuid(), 'x')
                """, server.Site.Testshire));
            Assert.Equal("ck_bulk_release_small", refused.ConstraintName);
        }
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Practitioner)]
    [InlineData(Role.Administrator)]
    public async Task Releasing_IsForTheDataManagerAndTheAnalyst(string role)
    {
        using var visitor = await server.Site.SignedInAsync(role);

        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(Page)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.PostAsync(Page, All)).Status);
    }

    static ReleaseTable Rows(params (string Age, int Count)[] groups) => new(["age", "school_name"],
        [.. groups.SelectMany(g => Enumerable.Repeat((IReadOnlyList<string>)[g.Age, "Hill School"], g.Count))], [.. groups.SelectMany(g => Enumerable.Range(0, g.Count)).Select(_ => Guid.CreateVersion7())]);

    static ReleaseRequest Request(ReleaseTable table) => new() { Kind = "data pack", Title = "Exclusions", Sets = [6], Recipients = "The council", Filter = "a test", Table = table };
}

/// <summary>The threshold's page: who sets it, what it refuses, and that raising it holds on every door at once.</summary>
public sealed class ThresholdTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>
{
    const string Page = "/share/small-numbers", Calls = "/understand/explore?theme=ambulance-calls&from=2026-08&to=2026-08";

    [Fact]
    public async Task Raised_HoldsOnEveryDoorAtOnce_AndLoweredBringsTheFiguresBack()
    {
        using var governance = await server.Site.SignedInAsync(Role.InformationGovernance);
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        Assert.Contains("6 records", (await analyst.GetAsync(Calls)).Words, StringComparison.Ordinal);

        var set = await governance.SendFormAsync(Page, [("NewThreshold", "7"), ("RateBase", "40"), ("Reason", "A small borough")]);

        Assert.Equal(HttpStatusCode.Redirect, set.Status);
        foreach (var door in new[] { Calls, "/share/incidents?theme=ambulance-calls&from=2026-08&to=2026-08", "/share/incidents.csv?theme=ambulance-calls" })
            Assert.DoesNotContain("6 records", (await analyst.GetAsync(door)).Words, StringComparison.Ordinal);
        Assert.Contains("fewer than 7", (await analyst.GetAsync(Calls)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-08", (await analyst.GetAsync("/share/incidents.csv?theme=ambulance-calls")).Text, StringComparison.Ordinal);
        Assert.Contains("A small borough", (await governance.GetAsync(Page)).Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.Site.OwnerScalarAsync("select count(*) from audit.entry where action = 'alter' and subject = 'small numbers' and detail->>'threshold' = '7' and detail->>'was' = '5'"));

        await governance.SendFormAsync(Page, [("NewThreshold", "5"), ("RateBase", "30"), ("Reason", "Back")]);
        Assert.Contains("6 records", (await analyst.GetAsync(Calls)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "30", "a reason", "Threshold must be a whole number from 3 to 100")]
    [InlineData("five", "30", "a reason", "Threshold must be a whole number from 3 to 100")]
    [InlineData("5", "9", "a reason", "Base of rates must be a whole number from 10 to 1,000")]
    [InlineData("5", "30", "", "Enter why it is changed")]
    public async Task WhatCannotBeSet_IsRefusedAndStays(string threshold, string rateBase, string reason, string message)
    {
        using var governance = await server.Site.SignedInAsync(Role.InformationGovernance);

        var answer = await governance.SendFormAsync(Page, [("NewThreshold", threshold), ("RateBase", rateBase), ("Reason", reason)]);

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(threshold, answer.Document.QuerySelector("[name=NewThreshold]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task RaisedForLater_IsRefused_AndLoweredForLaterWaits()
    {
        using var governance = await server.Site.SignedInAsync(Role.InformationGovernance);
        (string, string)[] later = [("From.Day", "1"), ("From.Month", "1"), ("From.Year", "2099"), ("Reason", "Later")];

        var raised = await governance.SendFormAsync(Page, [("NewThreshold", "9"), .. later]);
        var lowered = await governance.SendFormAsync(Page, [("NewThreshold", "4"), .. later]);

        Assert.Contains("A higher threshold holds from today", raised.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, lowered.Status);
        var page = await governance.GetAsync(Page);
        Assert.Contains("Waits for its day", page.Words, StringComparison.Ordinal);
        Assert.Contains("5: figures from 1 to 4", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Administrator)]
    public async Task OnlyInformationGovernanceSetsIt_OnThePageAndInTheDatabase(string role)
    {
        using var visitor = await server.Site.SignedInAsync(role);
        await using var scope = await server.Site.ScopeAsAsync(role);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Concordat.Platform.Database.Connections>().OpenAsync(CancellationToken.None);

        var answer = await visitor.PostAsync(Page, ("NewThreshold", "3"), ("RateBase", "10"), ("Reason", "x"), ("From", "2099-01-01"));

        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        foreach (var sql in new[] { "select share.set_small_numbers(3, 10, current_date, 'x', 'x')", "update share.small_number_setting set threshold = 3", "insert into share.small_number_change select", "select share.make_all_parcels(null)" })
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection);
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
        }
    }
}

/// <summary>School exclusions of a quarter: a large group and one of four.</summary>
public sealed class ReleaseServer : IAsyncLifetime
{
    public ConcordatServer Site { get; } = new();

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        await Site.SignAgreementAsync();
        await Site.OwnerScalarAsync("""
            set session_replication_role = replica;
            with a as (select id from partnership.agency where partnership_id = $1 and key = 'council'),
            r as (insert into share.return (partnership_id, id, kind, set_number, title, agency_id, state, sent_by, sent_by_name, months, decided_at, data_version)
              select $1, gen_random_uuid(), 'partner', 6, 'Exclusions', a.id, 'accepted', $1, 'x', array[2026 * 12], now(), 1 from a returning id, agency_id)
            insert into share.record (partnership_id, id, version_from, set_number, agency_id, return_id, row_number, period_first, fields, place_method, content)
            select $1, gen_random_uuid(), 1, 6, r.agency_id, r.id, n, 2026 * 12,
              case when n <= 12 then '{"age": "13", "gender": "male", "school_name": "Hill School", "reasons": "damage"}' else '{"age": "15", "gender": "female", "school_name": "Hill School", "reasons": "theft"}' end::jsonb,
              'none', gen_random_uuid()
            from r, generate_series(1, 16) n;
            set session_replication_role = default
            """.Replace("$1", $"'{Site.Testshire}'::uuid", StringComparison.Ordinal));
    }

    public async Task DisposeAsync() => await Site.DisposeAsync();
}
