using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Stages.Tests.Decide.Meetings;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Home;

/// <summary>The weekly message: when it is queued, what stands in it, who wants it, and what becomes of one that does not leave.</summary>
public sealed class WeeklyTests : IAsyncLifetime
{
    /// <summary>A Monday, a week after which nothing in these tests happens.</summary>
    static readonly DateOnly Monday = new(2026, 11, 16);

    readonly DirectoryInfo _spool = Directory.CreateTempSubdirectory("concordat-spool-");
    ConcordatServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = new() { Settings = new Dictionary<string, string?> { ["Concordat:Mail:SpoolFolder"] = _spool.FullName, ["Concordat:Mail:SiteAddress"] = "https://concordat.example" } };
        await _server.InitializeAsync();
        // Jobs run when this class runs them, and not before it looks.
        await _server.OwnerScalarAsync("create function no_job() returns trigger language plpgsql as $$ begin if new.kind = 'weekly message' and new.state = 'running' then return null; end if; return new; end $$");
        await _server.OwnerScalarAsync("create trigger no_job before update on platform.job for each row execute function no_job()");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _spool.Delete(recursive: true);
    }

    [Theory]
    [InlineData("2026-11-16T06:59:00Z", 0)]
    [InlineData("2026-11-16T07:00:00Z", 9)]
    [InlineData("2026-11-18T12:00:00Z", 9)]
    [InlineData("2026-07-06T05:59:00Z", 0)]
    // Seven by the clock is six in universal time in summer.
    [InlineData("2026-07-06T06:00:00Z", 9)]
    public async Task Schedule_FromSevenOnTheirDay_QueuesEveryMemberOnce(string moment, int queued)
    {
        var at = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(queued, await QueueAsync(at));
        Assert.Equal(0, await QueueAsync(at));
        Assert.Equal((long)queued, await _server.OwnerScalarAsync("select count(*) from platform.job where kind = 'weekly message'"));
    }

    [Fact]
    public async Task Schedule_ByTheProgramsOwnRoleWithoutBeingTheWorker_IsRefused()
    {
        await using var connection = new NpgsqlConnection(_server.ApplicationConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select partnership.queue_weekly(now())", connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState);
    }

    [Fact]
    public async Task Message_HoldsCountsAndALink_AndNothingElse()
    {
        var today = _server.Today();
        await _server.HoldAsync(today, Arrange.APaper(new(2026, 10)), today.AddDays(8), "Check the hydrants at Quayside");
        await _server.OwnerScalarAsync("update act.intervention set agreed_on = $1, due_on = $2", today.AddDays(-30), today.AddDays(-3));
        await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));

        await SendAsync(Role.Practitioner);

        var mail = Words(Assert.Single(_spool.GetFiles("*.eml")));
        Assert.Contains("thing", mail, StringComparison.Ordinal);
        Assert.Contains("1 overdue", mail, StringComparison.Ordinal);
        Assert.Contains("https://concordat.example/my-work", mail, StringComparison.Ordinal);
        Assert.Contains("practitioner@testshire.example", mail, StringComparison.Ordinal);
        foreach (var said in new[] { "hydrants", "Quayside", "Pat", "Joint Action", "Testshire Community", "/act/", "/decide/" }) Assert.DoesNotContain(said, mail, StringComparison.Ordinal);
        Assert.Equal("sent", await StateAsync("Pat Practitioner"));
        // Sent again it stays one.
        await SendAsync(Role.Practitioner);
        Assert.Single(_spool.GetFiles("*.eml"));
    }

    [Fact]
    public async Task Message_WhenNothingWaits_DoesNotLeave()
    {
        await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));

        await SendAsync(Role.Administrator);

        Assert.Empty(_spool.GetFiles());
        Assert.Equal("nothing waits", await StateAsync("Ada Administrator"));
    }

    [Fact]
    public async Task Member_ChoosesAnotherDayOrNone()
    {
        using var practitioner = await _server.SignedInAsync(Role.Practitioner);
        using var analyst = await _server.SignedInAsync(Role.Analyst);
        var bad = await practitioner.PostAsync("/account/weekly", ("Wanted", "maybe"), ("Weekday", "8"));
        await practitioner.SendFormAsync("/account/weekly", [("Wanted", "no")], "");
        await analyst.SendFormAsync("/account/weekly", [("Wanted", "yes"), ("Weekday", "4")], "");

        var monday = await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        await _server.OwnerScalarAsync("update partnership.weekly_message set state = 'sent', sent_at = now()");
        var thursday = await QueueAsync(new(2026, 11, 19, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains("Choose yes or no", bad.Words, StringComparison.Ordinal);
        Assert.Contains("Choose a day of the week", bad.Words, StringComparison.Ordinal);
        Assert.Equal((7, 1), (monday, thursday));
        Assert.Equal(0L, await _server.OwnerScalarAsync("select count(*) from partnership.weekly_message w join partnership.member m on m.user_id = w.user_id where m.display_name = 'Pat Practitioner'"));
        Assert.True((await analyst.GetAsync("/account/weekly")).Document.QuerySelector("option[value='4']")!.HasAttribute("selected"));
    }

    [Fact]
    public async Task Message_ThatDoesNotLeave_IsToldToTheAdministratorAndTriedAgain()
    {
        var today = _server.Today();
        await _server.HoldAsync(today, Arrange.APaper(new(2026, 10)), today.AddDays(8));
        await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        // A file where the folder should be.
        _spool.Delete(recursive: true);
        await File.WriteAllTextAsync(_spool.FullName, "");

        await SendAsync(Role.Practitioner);
        using var administrator = await _server.SignedInAsync(Role.Administrator);
        var (home, page) = (await administrator.GetAsync("/"), await administrator.GetAsync("/settings/messages"));
        await _server.OwnerScalarAsync("update partnership.weekly_message set next_try_at = timestamptz '2026-11-16 10:00Z' where state = 'failed'");
        var tooSoon = await QueueAsync(new(2026, 11, 16, 9, 5, 0, TimeSpan.Zero));
        var jobsBefore = await JobsOfAsync("Pat Practitioner");
        File.Delete(_spool.FullName);
        _spool.Create();
        await QueueAsync(new(2026, 11, 16, 10, 30, 0, TimeSpan.Zero));
        await SendAsync(Role.Practitioner);

        Assert.Contains("1 weekly message did not leave", home.Words, StringComparison.Ordinal);
        Assert.Contains("Pat Practitioner", page.Words, StringComparison.Ordinal);
        Assert.Contains("The spool folder cannot be written to", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("practitioner@testshire.example", page.Words, StringComparison.Ordinal);
        Assert.Equal(0, tooSoon);
        Assert.Equal(1L, jobsBefore);
        Assert.Equal(2L, await JobsOfAsync("Pat Practitioner"));
        Assert.Equal("sent", await StateAsync("Pat Practitioner"));
        Assert.Single(_spool.GetFiles("*.eml"));
    }

    [Fact]
    public async Task Message_WhoseCountingBreaks_IsTriedAgainAndToldToTheAdministrator()
    {
        await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        await _server.OwnerScalarAsync("alter table act.intervention rename to elsewhere");

        await SendAsync(Role.Practitioner);
        await _server.OwnerScalarAsync("alter table act.elsewhere rename to intervention");
        using var administrator = await _server.SignedInAsync(Role.Administrator);

        Assert.Equal("failed", await StateAsync("Pat Practitioner"));
        Assert.Equal(1, await _server.OwnerScalarAsync("select max(tries) from partnership.weekly_message"));
        Assert.Contains("A fault of the program", (await administrator.GetAsync("/settings/messages")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatFailedFiveTimes_IsGivenUp()
    {
        var today = _server.Today();
        await _server.HoldAsync(today, Arrange.APaper(new(2026, 10)), today.AddDays(8));
        await QueueAsync(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        _spool.Delete(recursive: true);
        await File.WriteAllTextAsync(_spool.FullName, "");

        for (var n = 0; n < 5; n++) await SendAsync(Role.Practitioner);
        File.Delete(_spool.FullName);
        _spool.Create();

        Assert.Equal("given up", await StateAsync("Pat Practitioner"));
        Assert.Equal(5, await _server.OwnerScalarAsync("select max(tries) from partnership.weekly_message"));
        using var practitioner = await _server.SignedInAsync(Role.Practitioner);
        Assert.Equal(HttpStatusCode.Redirect, (await practitioner.GetAsync("/settings/messages")).Status);
    }

    async Task<int> QueueAsync(DateTimeOffset moment)
    {
        await using var connection = new NpgsqlConnection(_server.ApplicationConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select set_config('app.worker', 'on', false)", connection);
        await command.ExecuteScalarAsync();
        command.CommandText = "select partnership.queue_weekly($1)";
        command.Parameters.Add(new() { Value = moment.UtcDateTime });
        return (int)(await command.ExecuteScalarAsync())!;
    }

    async Task SendAsync(string role)
    {
        await using var scope = await _server.ScopeAsAsync(role);
        var services = scope.ServiceProvider;
        using var stop = new CancellationTokenSource();
        var job = new Job(Guid.NewGuid(), "weekly message", "running", System.Text.Json.JsonSerializer.SerializeToElement(new { Week = Monday }), null, 0, 0, "", null, services.GetRequiredService<Session>().User, DateTime.UnixEpoch, null, null);
        await services.GetServices<IJobHandler>().Single(h => h.Kind == "weekly message").RunAsync(job, new(services.GetRequiredService<Platform.Database.Connections>(), _server.Testshire, job.Id, stop), CancellationToken.None);
    }

    async Task<object?> JobsOfAsync(string name) =>
        await _server.OwnerScalarAsync("select count(*) from platform.job j join partnership.member m on m.user_id = j.requested_by where j.kind = 'weekly message' and m.display_name = $1", name);

    async Task<object?> StateAsync(string name) =>
        await _server.OwnerScalarAsync("select w.state from partnership.weekly_message w join partnership.member m on m.user_id = w.user_id where m.display_name = $1", name);

    // The mail as its reader sees it: soft line breaks and encoding undone.
    static string Words(FileInfo file)
    {
        var text = File.ReadAllText(file.FullName);
        var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        if (text.Contains("base64", StringComparison.OrdinalIgnoreCase)) body = Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings("").Trim()));
        return text + body.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
    }
}
