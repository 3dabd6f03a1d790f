using System.Diagnostics;
using System.Globalization;
using System.Net;
using Concordat.Platform.Database.Embedded;
using Concordat.Testing;

namespace Concordat.Bench.Meetings;

/// <summary>Fifty people record in one meeting; and a borough's pages after ten years beside those of its first month.</summary>
static class MeetingBench
{
    const int RecordsEach = 10, WarmUp = 15, Alone = 60, PageRuns = 25;

    /// <summary>What a person reads and types between two records, seconds: somebody who does nothing else.</summary>
    const double ShortestPause = 3, LongestPause = 9;

    static readonly string[] Pages = ["/", "/my-work", "/decide/meetings", "MEETING", "/act", "/act/problems"];

    public static async Task<int> RunAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("concordat-bench-");
        try
        {
            await using var server = await EmbeddedServer.StartAsync(new() { DataFolder = Path.Combine(scratch.FullName, "postgresql") }, _ => { }, CancellationToken.None);
            await RecordAsync(server);
            await OpenPagesAsync(server);
            await server.StopAsync();
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task RecordAsync(EmbeddedServer postgres)
    {
        await using var server = await MeetingServer.StartAsync(postgres, "recording");
        await server.FillAsync(MeetingYears.Sql(meetings: 12, itemsToDecide: MeetingServer.People));
        var people = new List<Recorder>();
        for (var n = 1; n <= MeetingServer.People; n++) people.Add(await Recorder.SeatAsync(server, n));

        await people[0].RecordAsync(WarmUp, 0);
        var alone = await people[0].RecordAsync(Alone, 0);
        var together = (await Task.WhenAll(people.Select(p => Task.Run(() => p.RecordAsync(RecordsEach, LongestPause))))).SelectMany(t => t).ToList();
        var atOnce = (await Task.WhenAll(people.Select(p => Task.Run(() => p.RecordAsync(1, 0))))).SelectMany(t => t).ToList();

        Console.WriteLine("records in one meeting           number   median      95th   longest   (milliseconds)");
        Line("one person alone", alone);
        Line("fifty, each in its own time", together);
        Line("fifty at the same moment", atOnce);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"95th of fifty to 95th alone: {Centile(together, 95) / Centile(alone, 95):0.00}; to the median alone: {Centile(together, 95) / Centile(alone, 50):0.00}"));
        var sent = people.Sum(p => p.ActionsSent);
        var kept = await server.ScalarAsync<long>("select count(distinct what) from decide.action a join decide.meeting m on m.id = a.meeting_id where m.state = 'open'");
        var right = 0;
        foreach (var person in people) if (await person.IsLastDecisionKeptAsync()) right++;
        Console.WriteLine($"actions sent {sent}, kept {kept}; people whose last decision is the one saved: {right} of {people.Count}");
        foreach (var person in people) person.Dispose();
    }

    static async Task OpenPagesAsync(EmbeddedServer postgres)
    {
        await using var young = await MeetingServer.StartAsync(postgres, "month");
        await using var old = await MeetingServer.StartAsync(postgres, "decade");
        await young.FillAsync(MeetingYears.Sql(meetings: 1, itemsToDecide: 6));
        await old.FillAsync(MeetingYears.Sql(meetings: 120, itemsToDecide: 6));
        using var first = await young.SignInAsync(1);
        using var tenth = await old.SignInAsync(1);
        Console.WriteLine("page                         first month   ten years   ratio   (medians, milliseconds)");
        foreach (var page in Pages)
        {
            var addresses = (await AddressAsync(young, page), await AddressAsync(old, page));
            var (before, after) = (new List<double>(), new List<double>());
            for (var run = -3; run < PageRuns; run++)
            {
                // By turns, so that what else the machine does falls on both.
                var (a, b) = (await OpenAsync(first, addresses.Item1), await OpenAsync(tenth, addresses.Item2));
                if (run < 0) continue;
                before.Add(a);
                after.Add(b);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page,-28} {Centile(before, 50),11:0.0} {Centile(after, 50),11:0.0} {Centile(after, 50) / Centile(before, 50),7:0.00}"));
        }
    }

    static async Task<string> AddressAsync(MeetingServer server, string page) => page == "MEETING"
        ? $"/decide/meetings/{await server.ScalarAsync<Guid>("select id from decide.meeting where state = 'open'")}" : page;

    static async Task<double> OpenAsync(Visitor visitor, string address)
    {
        var clock = Stopwatch.StartNew();
        using var response = await visitor.Client.GetAsync(new Uri(address, UriKind.Relative));
        await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == HttpStatusCode.OK ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{address} answered {response.StatusCode}.");
    }

    static void Line(string what, List<double> times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {times.Count,6} {Centile(times, 50),8:0} {Centile(times, 95),9:0} {times.Max(),9:0}"));

    static double Centile(List<double> times, int centile) => times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * centile / 100));

    /// <summary>One person at the meeting: decides their own item again and again, and agrees actions on it.</summary>
    sealed class Recorder(MeetingServer server, Visitor visitor, int number, string address, Guid item) : IDisposable
    {
        readonly Random _pauses = new(number);
        string _reason = "";
        int _rounds;

        public int ActionsSent { get; private set; }

        public static async Task<Recorder> SeatAsync(MeetingServer server, int number)
        {
            var visitor = await server.SignInAsync(number);
            var meeting = await server.ScalarAsync<Guid>("select id from decide.meeting where state = 'open'");
            var item = await server.ScalarAsync<Guid>($"select i.id from decide.item i join decide.meeting m on m.id = i.meeting_id where m.state = 'open' and i.position = {number}");
            return new(server, visitor, number, $"/decide/meetings/{meeting}?item={item}", item);
        }

        /// <summary>Records so many times and returns how long each took, from sending the form until the page came back, milliseconds.</summary>
        public async Task<List<double>> RecordAsync(int times, double longestPause)
        {
            var page = await visitor.GetAsync(address);
            var took = new List<double>();
            for (var i = 0; i < times; i++)
            {
                if (longestPause > 0) await Task.Delay(TimeSpan.FromSeconds(ShortestPause + (_pauses.NextDouble() * (longestPause - ShortestPause))));
                var clock = Stopwatch.StartNew();
                page = await SendAsync(page, isDecision: i % 2 == 0);
                took.Add(clock.Elapsed.TotalMilliseconds);
            }
            return took;
        }

        async Task<Answer> SendAsync(Answer page, bool isDecision)
        {
            var answer = isDecision
                ? await visitor.SendFormAsync(page, address, [("Decide.Choice", "do not adopt"), ("Decide.Reason", _reason = $"Too small for this group, round {++_rounds}.")], "handler=Decide")
                : await visitor.SendFormAsync(page, address, [("Add.Line", $"Task{number}x{++ActionsSent} prevention Person {number} Bench in 2 weeks")], "handler=Action");
            if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"Person {number} was answered {answer.Status}: {answer.Words}");
            return await visitor.GetAsync(address);
        }

        public async Task<bool> IsLastDecisionKeptAsync() => await server.ScalarAsync<string>($"select reason from decide.item where id = '{item}'") == _reason;

        public void Dispose() => visitor.Dispose();
    }
}
