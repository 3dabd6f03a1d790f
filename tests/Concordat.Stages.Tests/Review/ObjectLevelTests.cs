using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Review;

/// <summary>T-21: the address of something real, asked by whoever may not see it, answers as the address of nothing. Over every door with an identifier, on the demonstration borough.</summary>
public sealed partial class ObjectLevelTests(RiverbourneServer server) : IClassFixture<RiverbourneServer>
{
    const string Nothing = "01990000-0000-7000-8000-00000000dead";

    /// <summary>Of what the borough has none. The walk over every door has a disclosure and an open source, <c>DisclosureAccessTests</c>, <c>ProfileTests</c> and <c>SubjectGroupTests</c> ask for what is restricted, those of photographs, views, series, definitions and tables of severity for their own, and partners' systems ask with keys (<c>KeyTests</c>).</summary>
    static readonly string[] NotThere = ["/act/people/groups/", "/act/physical/photos/", "/decide/borders/", "/decide/criteria/", "/share/disclosures/", "/share/open-sources/", "/share/returns/sending/", "/understand/disorder/", "/understand/explore/kept/", "/understand/explore/views/", "/understand/profiles/", "/understand/series/",
        "/understand/strategic/severity/"];

    /// <summary>People of the borough who between them find a way to everything, and who ask for what is not theirs.</summary>
    static readonly string[] Own = ["Oke Tarrant", "Imara Fenwright", "Nell Ashgrove", "Edda Marrick", "Hester Wynd", "Ines Fallowmere", "Callum Thirlbeck"];

    [Fact]
    public async Task EveryDoorToOneThing_AskedByWhoeverMayNotSeeIt_AnswersAsIfItWereNotThere()
    {
        var doors = (await AccessWalk.DoorsAsync(server.Services)).Where(d => d.Route.Contains(":guid", StringComparison.Ordinal) && !d.Route.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        var addresses = await FindAsync([.. doors.Select(d => d.Route).Distinct()]);

        var unknown = doors.Select(d => d.Route).Distinct().Where(r => !addresses.ContainsKey(r) && !NotThere.Any(n => r.StartsWith(n, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
        var wrong = new List<string>();
        foreach (var role in Role.All) wrong.AddRange(await AskAsync(role, await server.StrangerAsync(role), doors, addresses, mustDiffer: false));
        foreach (var name in Own) wrong.AddRange(await AskAsync(name, await server.OwnAsync(name), [.. doors.Where(d => d.IsGet)], addresses, mustDiffer: true));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry e join partnership.member m on m.user_id = e.user_id where m.partnership_id = $1 and e.partnership_id not in ($1, '00000000-0000-0000-0000-000000000000')", server.Other));
    }

    /// <param name="mustDiffer">True for people of the borough: what they may see is passed over.</param>
    static async Task<List<string>> AskAsync(string who, Visitor visitor, List<Door> doors, IReadOnlyDictionary<string, string> addresses, bool mustDiffer)
    {
        var token = (await visitor.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var wrong = new List<string>();
        foreach (var door in doors.Where(d => addresses.ContainsKey(d.Route)))
        {
            var address = addresses[door.Route];
            var real = await AnswerAsync(visitor, door, address, token);
            if (mustDiffer && real.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden) && !real.Where.Contains("/not-allowed", StringComparison.Ordinal)) continue;
            var none = await AnswerAsync(visitor, door, Identifier().Replace(address, Nothing), token);
            if (real != none) wrong.Add($"{door.Key} as {who}: {(int)real.Status} {real.Where} for what is there, {(int)none.Status} {none.Where} for what is not{(real.Words == none.Words ? "" : ", in other words")}");
        }
        return wrong;
    }

    static async Task<(HttpStatusCode Status, string Where, string Words)> AnswerAsync(Visitor visitor, Door door, string address, string token)
    {
        if (door.IsGet) return Plain(await visitor.GetAsync(address));
        var handler = door.Method.IndexOf(':', StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var call = new HttpRequestMessage(new(door.Method.Split(':')[0]), new Uri(address + (handler < 0 ? "" : $"?handler={door.Method[(handler + 1)..]}"), UriKind.Relative)) { Content = content };
        using var response = await visitor.Client.SendAsync(call);
        return (response.StatusCode, Named(response.Headers.Location?.OriginalString), Named(Token().Replace(await response.Content.ReadAsStringAsync(), "")));
    }

    static (HttpStatusCode, string, string) Plain(Answer answer) => (answer.Status, Named(answer.Location?.OriginalString), Named(answer.Words));

    // What was asked for may be said back; nothing else may differ. Tokens do, each time.
    static string Named(string? words) => Identifier().Replace(words ?? "", "THIS");

    /// <summary>Walks the borough's pages as its people and keeps the first address of each route; then names the doors beside one that was found.</summary>
    async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyList<string> routes)
    {
        var patterns = routes.ToDictionary(r => r, r => new Regex($"^{string.Concat(Parameter().Split(r).Zip([.. Parameter().Matches(r).Select(m => m.Value.Contains(":guid", StringComparison.Ordinal) ? "[0-9a-f]{8}-[0-9a-f-]{27}" : "[^/]+"), ""], (text, part) => Regex.Escape(text) + part))}$", RegexOptions.NonBacktracking));
        var found = new ConcurrentDictionary<string, string>();
        foreach (var name in Own) await WalkAsync(await server.OwnAsync(name), patterns, found);
        foreach (var route in routes.Where(r => !found.ContainsKey(r)))
            if (found.FirstOrDefault(f => Stem(f.Key) == Stem(route)) is { Value: { } beside }) found[route] = Beside(route, Identifier().Match(beside).Value);
        return found;
    }

    async Task WalkAsync(Visitor visitor, Dictionary<string, Regex> patterns, ConcurrentDictionary<string, string> found)
    {
        var seen = new HashSet<string>();
        var next = new Queue<string>((await AccessWalk.DoorsAsync(server.Services)).Where(d => d.IsGet && !d.Route.Contains('{', StringComparison.Ordinal) && IsPage(d.Route) && !d.Route.StartsWith("/account", StringComparison.Ordinal)).Select(d => d.Route));
        while (next.TryDequeue(out var address))
        {
            if (!seen.Add(address)) continue;
            var page = await visitor.GetAsync(address);
            if (page.Status != HttpStatusCode.OK) continue;
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/'], form[action^='/']").Select(e => (e.GetAttribute("href") ?? e.GetAttribute("action"))!.Split('?', '#')[0]).Distinct())
                foreach (var (route, pattern) in patterns)
                    if (pattern.IsMatch(link) && found.TryAdd(route, link) && IsPage(link)) next.Enqueue(link);
        }
    }

    static bool IsPage(string address) => !address.Split('/')[^1].Contains('.', StringComparison.Ordinal) && !address.StartsWith("/api/", StringComparison.Ordinal);

    // The route up to and with its first identifier: "/act/plans/{id:guid}".
    static string Stem(string route) => route[..(route.IndexOf(":guid", StringComparison.Ordinal) is >= 0 and var at ? route.IndexOf('}', at) + 1 : route.Length)];

    static string Beside(string route, string id)
    {
        var first = true;
        return Parameter().Replace(route, m =>
        {
            if (m.Value.Contains(":guid", StringComparison.Ordinal) && first)
            {
                first = false;
                return id;
            }
            if (m.Value.Contains(":guid", StringComparison.Ordinal)) return "01990000-0000-7000-8000-000000000002";
            return Choices().Match(m.Value) is { Success: true } choice ? choice.Groups["first"].Value : m.Value.Contains(":int", StringComparison.Ordinal) ? "3" : "new";
        });
    }

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\(\^?\(?(?<first>\w+)\|")]
    private static partial Regex Choices();

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
