using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Steps of those who send the council's anti-social behaviour (set 8), each test in a quarter of its own.</summary>
public abstract class SendingCase(ConcordatServer server) : IClassFixture<ConcordatServer>, IAsyncLifetime
{
    protected const string Council = "practitioner2@testshire.example";
    static readonly ConcurrentDictionary<Type, int> Used = new();
    protected Guid CouncilId { get; private set; }
    protected ConcordatServer Server => server;

    public async Task InitializeAsync()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
        CouncilId = (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'council'", server.Testshire))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    // Each test has a quarter of its own, from the first of 2025 on.
    protected (string Key, DateOnly First) NextQuarter()
    {
        var number = Used.AddOrUpdate(GetType(), 0, (_, used) => used + 1);
        var first = new DateOnly(2025, 1, 1).AddMonths(3 * number);
        return (string.Create(CultureInfo.InvariantCulture, $"{first.Year}-Q{(first.Month + 2) / 3}"), first);
    }

    protected static byte[] File(DateOnly first, int rows, Func<int, string>? note = null, string header = "Reference,Category,Date,Time,Easting,Northing,Notes")
    {
        var text = new StringBuilder(header).Append("\r\n");
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"R{i},Noise,{first.AddDays(i % 80):dd/MM/yyyy},14:05,{500000 + i},{150000 + i},{note?.Invoke(i)}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    protected async Task<Answer> SendAsync(Visitor visitor, string quarter, byte[] file, string choice = "rows", Guid? answers = null, string name = "asb.csv")
    {
        var page = $"/share/returns/send/8/{quarter}?agency={CouncilId}" + (answers is null ? "" : $"&answers={answers}");
        var form = await visitor.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, form.Status);
        using var content = new MultipartFormDataContent();
        foreach (var hidden in form.Document.QuerySelectorAll("form[enctype] input[type=hidden]")) content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        content.Add(new StringContent(choice), "choice");
        content.Add(new ByteArrayContent(file), "File", name);
        var action = form.Document.QuerySelector("form[enctype]")!.GetAttribute("action")!;
        using var sent = await visitor.Client.PostAsync(new Uri(action, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return await Waiting.ForAsync(async () =>
        {
            var answer = await visitor.GetAsync(sent.Headers.Location!.ToString());
            if (answer.Status == HttpStatusCode.Redirect) return await visitor.GetAsync(answer.Location!.ToString()) with { Location = answer.Location };
            return answer.Text.Contains("data-progress", StringComparison.Ordinal) ? null : answer;
        }, "the file to be checked");
    }

    protected static Guid IdOf(Answer answer)
    {
        Assert.True(answer.Location is not null, $"The file was refused: {answer.Words}");
        return Guid.Parse(answer.Location.ToString().Split('/')[^1]);
    }

    protected async Task SubmitAndAcceptAsync(Guid id)
    {
        var council = await server.SignedInAsync(Council);
        var submitted = await council.SendFormAsync($"/share/returns/received/{id}", await SilentAsync(council, id), "/submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.Status);
        var manager = await server.SignedInAsync(Role.Coordinator);
        var accepted = await manager.SendFormAsync($"/share/returns/received/{id}", [], "/accept");
        Assert.Equal(HttpStatusCode.Redirect, accepted.Status);
        await Waiting.UntilAsync(async () =>
        {
            var state = (string)(await server.OwnerScalarAsync("select r.state || coalesce(': ' || j.failure, '') from share.return r left join platform.job j on j.id = r.job_id where r.id = $1", id))!;
            Assert.DoesNotContain(": ", state, StringComparison.Ordinal);
            return state == "accepted";
        }, "the return to be accepted");
    }

    protected static async Task<(string, string)[]> SilentAsync(Visitor visitor, Guid id) =>
        [.. (await visitor.GetAsync($"/share/returns/received/{id}")).Document.QuerySelectorAll("input[value=zero]").Select(i => (i.GetAttribute("name")!, "zero"))];

    protected async Task<int> HeldAsync(string table, DateOnly first) => (int)(await server.OwnerScalarAsync(
        $"select count(*)::int from share.{table} where partnership_id = $1 and set_number = 8 and version_to is null and month between $2 and $2 + 2", server.Testshire, first.Year * 12 + first.Month - 1))!;
}
