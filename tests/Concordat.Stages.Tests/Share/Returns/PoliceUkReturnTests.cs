using System.Net;
using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Uploading, checking, accepting and updating police.uk files through the site, on a real database.</summary>
public sealed class PoliceUkReturnTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

    static string Row(string id, string month, string outcome = "Under investigation", string x = "-0.55", string y = "51.25", string place = "On or near A Street", string type = "Drugs", string force = "Surrey Police") =>
        $"{id},{month},{force},{force},{x},{y},{place},E01030296,Elmbridge 015A,{type},{outcome},";

    static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. rows]) + "\r\n");

    static readonly byte[] Area = Encoding.UTF8.GetBytes("""
        {"type":"Feature","properties":{"name":"Test Borough"},"geometry":{"type":"Polygon","coordinates":[[[-0.6,51.2],[-0.5,51.2],[-0.5,51.3],[-0.6,51.3],[-0.6,51.2]]]}}
        """);

    async Task<(Visitor Visitor, string Page)> UploadAsync(params (string Name, byte[] Bytes)[] files)
    {
        var visitor = await server.SignedInAsync(Role.Analyst);
        var answer = await SendAsync(visitor, files, Area);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var page = answer.Location!.ToString();
        await OverAsync(visitor, page);
        return (visitor, page);
    }

    static async Task<Answer> SendAsync(Visitor visitor, (string Name, byte[] Bytes)[] files, byte[]? area)
    {
        var form = await visitor.GetAsync("/share/returns/new");
        using var content = new MultipartFormDataContent();
        foreach (var field in form.Document.QuerySelectorAll("form[enctype] input[type=hidden]"))
            content.Add(new StringContent(field.GetAttribute("value") ?? ""), field.GetAttribute("name")!);
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(bytes), "Files", name);
        if (area is not null) content.Add(new ByteArrayContent(area), "Boundary", "area.geojson");
        using var response = await visitor.Client.PostAsync(new Uri("/share/returns/new", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, response.Headers.Location, text, [], response, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text));
    }

    // Asks as the page without scripts does, until the work is over.
    static Task OverAsync(Visitor visitor, string page) =>
        Waiting.UntilAsync(async () => (await visitor.GetAsync(page + "/progress")).Text.Contains("\"finished\":true", StringComparison.Ordinal), "the return to be over");

    static async Task AcceptAsync(Visitor visitor, string page)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendFormAsync(page, [], "/accept")).Status);
        await OverAsync(visitor, page);
        var accepted = await visitor.GetAsync(page);
        Assert.True(accepted.Words.Contains("Accepted", StringComparison.Ordinal), accepted.Words);
    }

    async Task<IReadOnlyList<IncidentRow>> IncidentsAsync(IncidentFilter filter, string role = Role.Analyst)
    {
        await using var scope = await server.ScopeAsAsync(role);
        return (await scope.ServiceProvider.GetRequiredService<IncidentRows>().ListAsync(filter, 0, 10_000, CancellationToken.None)).Rows;
    }

    static string? Figure(Answer answer, string label) =>
        answer.Document.QuerySelectorAll("dl dt").Single(t => t.TextContent == label).NextElementSibling?.TextContent;

    static IncidentFilter Months(string from, string? to = null) => new() { From = Month.Parse(from), To = Month.Parse(to ?? from) };

    [Fact]
    public async Task Upload_GoodAndBadRows_ShowsEachAndStoresNothingUntilAccepted()
    {
        var (visitor, page) = await UploadAsync(("2019-01-surrey-street.csv", Csv(
            Row("a", "2019-01"), Row("", "2019-01", "", type: "Anti-social behaviour"), Row("", "2019-01", "", type: "Anti-social behaviour"),
            Row("b", "2019-01", x: "", y: "", place: "No Location"), Row("c", "2019-01", x: "-1.5", y: "53.5"), Row("d", "2019-01", type: "Witchcraft"))));
        using var _ = visitor;

        var result = await visitor.GetAsync(page);

        Assert.Contains("3 ready", result.Words, StringComparison.Ordinal);
        Assert.Contains("1 kept, without a place", result.Words, StringComparison.Ordinal);
        Assert.Contains("1 set aside for a fault", result.Words, StringComparison.Ordinal);
        Assert.Contains("1 outside Test Borough", result.Words, StringComparison.Ordinal);
        Assert.Contains("The crime type is not on the list C-01", result.Words, StringComparison.Ordinal);
        Assert.Empty(await IncidentsAsync(Months("2019-01")));

        var csv = await visitor.GetAsync(page + "/faults.csv");
        Assert.Contains("2019-01-surrey-street.csv,7,Crime type,C-01,The crime type is not on the list,Witchcraft", csv.Text, StringComparison.Ordinal);
        Assert.Contains(",6,Longitude,P-07,", csv.Text, StringComparison.Ordinal);

        await AcceptAsync(visitor, page);
        var incidents = await IncidentsAsync(Months("2019-01"));
        Assert.Equal(4, incidents.Count);
        Assert.Equal(1, incidents.Count(i => i.Easting is null));
    }

    [Fact]
    public async Task Upload_LaterDownload_UpdatesWithdrawsAndDuplicatesNothing_AndThePastStaysReadable()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Row("id" + i, "2019-03")).ToArray();
        var (first, firstPage) = await UploadAsync(("2019-03-surrey-street.csv", Csv(rows)));
        await AcceptAsync(first, firstPage);
        var before = await IncidentsAsync(Months("2019-03"));
        var versionBefore = (int)(await server.OwnerScalarAsync("select data_version from partnership.partnership where id = $1", server.Testshire))!;
        string[] laterRows = [.. Enumerable.Range(1, 30).Select(i => Row("id" + i, "2019-03", "Local resolution")), .. rows[31..], Row("new", "2019-03", "Local resolution")];

        var (second, secondPage) = await UploadAsync(("2019-03-surrey-street.csv", Csv(laterRows)));
        var result = await second.GetAsync(secondPage);
        Assert.Equal("1", Figure(result, "New records"));
        Assert.Equal("30", Figure(result, "Updated"));
        Assert.Equal("9", Figure(result, "Unchanged"));
        Assert.Equal("1", Figure(result, "Withdrawn"));
        await AcceptAsync(second, secondPage);

        var after = await IncidentsAsync(Months("2019-03"));
        Assert.Equal(40, after.Count);
        Assert.Equal(39, after.Select(i => i.Id).Intersect(before.Select(i => i.Id)).Count());
        var past = await IncidentsAsync(Months("2019-03") with { DataVersion = versionBefore });
        Assert.Equal(before.Select(i => i.Id).Order(), past.Select(i => i.Id).Order());

        var (third, thirdPage) = await UploadAsync(("again.csv", Csv(laterRows)));
        Assert.Contains("it was not read again", (await third.GetAsync(thirdPage)).Words, StringComparison.Ordinal);
        await AcceptAsync(third, thirdPage);
        Assert.Equal(40, (await IncidentsAsync(Months("2019-03"))).Count);

        var (fourth, fourthPage) = await UploadAsync(("old/2019-03-surrey-street.csv", Csv([.. rows, Row("late", "2019-03")])));
        Assert.Contains("earlier download", (await fourth.GetAsync(fourthPage)).Words, StringComparison.Ordinal);
        await AcceptAsync(fourth, fourthPage);
        Assert.Equal(40, (await IncidentsAsync(Months("2019-03"))).Count);
        foreach (var visitor in new[] { first, second, third, fourth }) visitor.Dispose();
    }

    [Fact]
    public async Task Upload_TwoDownloadsOfAMonthTogether_KeepsTheLater()
    {
        var (visitor, page) = await UploadAsync(
            ("2019-05-surrey-street.csv", Csv(Row("x", "2019-05"), Row("y", "2019-05"))),
            ("2019-05-surrey-street (1).csv", Csv(Row("x", "2019-05", "Local resolution"), Row("y", "2019-05"))));
        using var _ = visitor;

        await AcceptAsync(visitor, page);

        Assert.Equal(2, (await IncidentsAsync(Months("2019-05"))).Count);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.incident where month = $1 and version_to is null and outcome = 'Local resolution'", Month.Parse("2019-05").Number));
    }

    [Fact]
    public async Task Incidents_OfAnotherPartnership_AreNotSeenByAnyDoor()
    {
        var (visitor, page) = await UploadAsync(("2019-07-surrey-street.csv", Csv(Row("secret", "2019-07", place: "On or near Hidden Lane"))));
        await AcceptAsync(visitor, page);
        visitor.Dispose();
        using var other = await server.SignedInAsync("analyst@elsewhere.example");

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page + "/faults.csv")).Status);
        Assert.DoesNotContain("2019-07", (await other.GetAsync("/share/returns")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden Lane", (await other.GetAsync("/share/incidents?from=2019-07")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden Lane", (await other.GetAsync("/share/incidents.csv?from=2019-07")).Text, StringComparison.Ordinal);
        Assert.Empty(await IncidentsAsync(Months("2019-07"), "analyst@elsewhere.example"));
        await using var bare = new NpgsqlConnection(server.ApplicationConnectionString);
        await bare.OpenAsync();
        foreach (var table in new[] { "incident", "return", "return_file", "return_fault" })
        {
            await using var command = new NpgsqlCommand($"select count(*) from share.{table}", bare);
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Pages_WithoutTheRight_AreRefused()
    {
        var (visitor, page) = await UploadAsync(("2019-08-surrey-street.csv", Csv(Row("a", "2019-08"))));
        visitor.Dispose();
        using var practitioner = await server.SignedInAsync(Role.Practitioner);
        using var executive = await server.SignedInAsync(Role.Executive);
        using var nobody = server.Visitor();

        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync(page)).Status);
        Assert.DoesNotContain("/accept", (await practitioner.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await practitioner.GetAsync("/share/returns/new")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await executive.GetAsync(page)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync("/share/incidents")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.GetAsync($"/share/returns/{Guid.NewGuid()}")).Status);
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "2024-03-surrey-street.csv", Encoding.UTF8.GetBytes("<html>sign in</html>"), "this is a web page" },
        { "2024-03-surrey-street.csv", [.. "PK\u0003\u0004"u8, .. "      [Content_Types].xml xl/"u8], "Excel workbook" },
        { "2024-03-surrey-street.csv", Encoding.UTF8.GetBytes(Header.Replace("Month", "Monat", StringComparison.Ordinal) + "\r\n"), "\"Monat\" looks like Month" },
        { "2024-03-surrey-street.csv", Csv(Row("a", "2024-03", x: "-1.5", y: "53.5")), "none of the 1 placed rows lies in the area" },
        { "<script>alert(1)</script>.csv", Encoding.UTF8.GetBytes("a,b\r\n1,2\r\n"), "not the headings of a police.uk file" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public async Task Upload_BadFile_IsToldWhyAndKeepsNothing(string name, byte[] bytes, string expected)
    {
        var (visitor, page) = await UploadAsync((name, bytes));
        using var _ = visitor;

        var answer = await visitor.GetAsync(page);

        Assert.Contains(expected, answer.Words, StringComparison.Ordinal);
        Assert.Contains("Nothing was kept", answer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.return_fault where return_id = $1", Guid.Parse(page[^36..])));
    }

    [Fact]
    public async Task Upload_NothingOrABadBoundary_ShowsTheMessageOnTheForm()
    {
        using var visitor = await server.SignedInAsync(Role.Analyst);

        var none = await SendAsync(visitor, [], Area);
        var badArea = await SendAsync(visitor, [("2024-03-surrey-street.csv", Csv(Row("a", "2024-03")))], "{}"u8.ToArray());

        Assert.Contains("Select at least one file", none.Words, StringComparison.Ordinal);
        Assert.Contains("this is JSON, but not GeoJSON", badArea.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_DatabaseConnectionLostInTheMiddle_LeavesNothingHalfStored()
    {
        var (visitor, page) = await UploadAsync(("2019-09-surrey-street.csv", Csv([.. Enumerable.Range(0, 200).Select(i => Row("k" + i, "2019-09"))])));
        using var _ = visitor;
        // The owner holds the partnership's row, so that the acceptance stops in its middle, and then cuts its connection.
        await using var owner = new NpgsqlConnection(server.OwnerConnectionString);
        await owner.OpenAsync();
        await using (var hold = await owner.BeginTransactionAsync())
        {
            await using (var trap = new NpgsqlCommand("select 1 from partnership.partnership where id = $1 for update", owner, hold))
            {
                trap.Parameters.Add(new() { Value = server.Testshire });
                await trap.ExecuteScalarAsync();
            }
            await visitor.SendFormAsync(page, [], "/accept");
            // Not within the owner's transaction, where the list of sessions would stay as it was first seen.
            await Waiting.UntilAsync(async () => await server.OwnerScalarAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event_type = 'Lock' and query like '%data_version%' and datname = current_database()") is > 0L,
                "the acceptance to reach the partnership's row");
            await hold.RollbackAsync();
        }

        Assert.Empty(await IncidentsAsync(Months("2019-09")));
        Assert.Equal("checked", await server.OwnerScalarAsync("select state from share.return where id = $1", Guid.Parse(page[^36..])));
    }

    [Fact]
    public async Task Cancel_WhileWaiting_EndsTheCheckAndKeepsNothing()
    {
        await using var owner = new NpgsqlConnection(server.OwnerConnectionString);
        await owner.OpenAsync();
        using var visitor = await server.SignedInAsync(Role.Coordinator);
        string page;
        await using (var hold = await owner.BeginTransactionAsync())
        {
            // No boundary can be read while the owner holds the table, so the check is under way until then.
            await using (var trap = new NpgsqlCommand("lock table partnership.area_layer in access exclusive mode", owner, hold)) await trap.ExecuteNonQueryAsync();
            var answer = await SendAsync(visitor, [("2019-10-surrey-street.csv", Csv(Row("a", "2019-10")))], Area);
            page = answer.Location!.ToString();
            var under = await visitor.GetAsync(page);
            Assert.Contains("Cancel", under.Words, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendFormAsync(under, page, [], "/cancel")).Status);
            await hold.RollbackAsync();
        }
        await OverAsync(visitor, page);

        Assert.Contains("nothing was kept", (await visitor.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Equal("sent", await server.OwnerScalarAsync("select state from share.return where id = $1", Guid.Parse(page[^36..])));
    }

    [Fact]
    public async Task Discard_RemovesTheFilesAndJoinsNothing()
    {
        var (visitor, page) = await UploadAsync(("2019-11-surrey-street.csv", Csv(Row("a", "2019-11"))));
        using var _ = visitor;

        await visitor.SendFormAsync(page, [], "/discard");

        Assert.Contains("Discarded", (await visitor.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Empty(await IncidentsAsync(Months("2019-11")));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from platform.stored_file f join share.return_file r on r.stored_file_id = f.id where r.return_id = $1", Guid.Parse(page[^36..])));
    }

    [Fact]
    public async Task Incidents_Filters_OpenTheRecordsBehindAFigureWithTheirLineage()
    {
        var (visitor, page) = await UploadAsync(("2019-12-surrey-street.csv", Csv(
            Row("a", "2019-12", type: "Burglary"), Row("b", "2019-12", type: "Robbery", place: "=HYPERLINK(1)"), Row("c", "2019-12", x: "-0.51", y: "51.21", type: "Burglary"))));
        using var _ = visitor;
        await AcceptAsync(visitor, page);

        var burglary = await visitor.GetAsync("/share/incidents?theme=burglary&from=2019-12&to=2019-12");
        var box = await visitor.GetAsync("/share/incidents?from=2019-12&to=2019-12&box=500000,140000,502000,152000");
        var wrong = await visitor.GetAsync("/share/incidents?theme=witchcraft&from=december&box=1,2,3");
        var csv = await visitor.GetAsync("/share/incidents.csv?theme=robbery&from=2019-12");

        Assert.Contains("2 records", burglary.Words, StringComparison.Ordinal);
        Assert.Contains("2019-12-surrey-street.csv, row 2", burglary.Words, StringComparison.Ordinal);
        Assert.Contains("2 records", box.Words, StringComparison.Ordinal);
        Assert.Contains("There is no theme", wrong.Words, StringComparison.Ordinal);
        Assert.Contains("must be a month such as 2026-10", wrong.Words, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", csv.Text, StringComparison.Ordinal);
    }
}
