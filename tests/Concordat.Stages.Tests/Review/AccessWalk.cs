using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Stages.Tests.Share.Disclosures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>One door of the running program: a route, a method and, of a page with several forms, which.</summary>
internal sealed record Door(string Route, string Method)
{
    public string Key => $"{Route},{Method}";

    public bool IsGet => Method == "GET";
}

/// <summary>What one person met at one door, and the kinds of processing that the log then held.</summary>
internal sealed record Met(Door Door, string Who, string Cell, bool WasShown, IReadOnlyList<string> Logged);

/// <summary>Walks every door of the program as everybody, with identifiers of things that are there where the test server can have them.</summary>
internal sealed partial class AccessWalk(ConcordatServer server)
{
    public const string Nobody = "nobody", Elsewhere = "another partnership";

    /// <summary>The columns of the matrix.</summary>
    public static readonly IReadOnlyList<string> People = [Nobody, .. Role.All, Elsewhere];

    /// <summary>Doors that end the visitor's own session: walked last, each with a sign-in of its own.</summary>
    static readonly FrozenSet<string> Ending = new[] { "/account/second-step,GET", "/account/second-step,POST", "/account/sign-out,POST", "/account/sign-out,POST:Everywhere" }.ToFrozenSet();

    readonly Dictionary<string, Visitor> _late = [];
    Dictionary<string, string> _ids = [];

    /// <summary>Every door, from the program's own table of endpoints; static files, which anybody may have, are not among them.</summary>
    public static async Task<IReadOnlyList<Door>> DoorsAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var doors = new List<Door>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))) continue;
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                doors.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD").Select(method => new Door(route, method)));
                continue;
            }
            doors.Add(new(route, "GET"));
            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            doors.AddRange(compiled.HandlerMethods.Where(h => h.HttpMethod != "Get").Select(h => new Door(route, h.Name is null ? h.HttpMethod!.ToUpperInvariant() : $"{h.HttpMethod!.ToUpperInvariant()}:{h.Name}")));
        }
        return [.. doors.Distinct().OrderBy(d => d.Route, StringComparer.Ordinal).ThenBy(d => d.Method, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> Jobs(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IJobHandler>().Select(j => j.Kind).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every cell: reading first, then writing, what ends a session last.</summary>
    public async Task<IReadOnlyList<Met>> WalkAsync()
    {
        await ArrangeAsync();
        var doors = (await DoorsAsync(server.Services)).OrderBy(d => Ending.Contains(d.Key) ? 2 : d.IsGet ? 0 : 1).ToList();
        var met = new List<Met>();
        foreach (var door in doors)
            foreach (var who in People) met.Add(await MeetAsync(door, who));
        return met;
    }

    async Task ArrangeAsync()
    {
        var made = await Case.InAsync(server, DisclosureState.Released);
        var meeting = await server.HoldAsync(server.Today().AddDays(-3), Arrange.APaper(new(2026, 9)), server.Today().AddDays(20));
        var request = (await server.AsksAsync("access", "Rosalind Amberley")).Split('/')[^1];
        async Task<string> One(string sql) => $"{await server.OwnerScalarAsync(sql, server.Testshire)}";
        _ids = new()
        {
            ["/share/disclosures/"] = made.Id.ToString(),
            ["/share/agreements/bodies/"] = await One("select id from partnership.agency where partnership_id = $1 and key = 'fire'"),
            ["/share/agreements/"] = Case.Agreement.ToString(),
            ["/decide/meetings/"] = meeting.ToString(),
            ["/act/problems/"] = await One("select id from act.problem where partnership_id = $1 limit 1"),
            ["/act/actions/"] = await One("select id from act.intervention where partnership_id = $1 limit 1"),
            ["/review/rights/"] = request,
        };
        foreach (var (beginning, id) in await SharedObjects.MakeAsync(server)) _ids[beginning] = id;
    }

    /// <summary>Where a door is: with the identifiers of what was made for the walk, or before it with made-up ones.</summary>
    public string AddressOf(Door door)
    {
        var id = _ids.FirstOrDefault(i => door.Route.StartsWith(i.Key, StringComparison.Ordinal)).Value ?? "01990000-0000-7000-8000-000000000001";
        var path = Parameter().Replace(door.Route, m => m.Groups["name"].Value switch
        {
            "id" => id,
            "number" => "1",
            "act" => Choices().Match(m.Value).Groups["first"].Value,
            "format" => Choices().Match(m.Value).Groups["first"].Value,
            "stage" => "share",
            "code" => "500",
            "set" => "3",
            "quarter" => "2026-Q3",
            "postcode" => "TE1 1ST",
            "topic" or "name" => "",
            _ => "01990000-0000-7000-8000-000000000002",
        }).TrimEnd('/');
        var handler = door.Method.IndexOf(':', StringComparison.Ordinal);
        return (path.Length == 0 ? "/" : path) + (handler < 0 ? "" : $"?handler={door.Method[(handler + 1)..]}");
    }

    async Task<Met> MeetAsync(Door door, string who)
    {
        await SharedObjects.PutBackAsync(server, door);
        var before = await LastAsync();
        var answer = await AskAsync(door, who);
        return new(door, who, CellOf(answer), answer.Status == HttpStatusCode.OK, await LoggedSinceAsync(before));
    }

    async Task<Answer> AskAsync(Door door, string who)
    {
        var ends = Ending.Contains(door.Key);
        if (who == Nobody)
        {
            using var stranger = server.Visitor();
            return door.IsGet ? await stranger.GetAsync(AddressOf(door)) : await CallAsync(stranger, door);
        }
        var email = who == Elsewhere ? "analyst@elsewhere.example" : who;
        var visitor = ends ? await LateSeatAsync(door, email) : await Case.SeatAsync(server, email);
        if (door.IsGet) return await visitor.GetAsync(AddressOf(door));
        return door.Route.StartsWith("/api/", StringComparison.Ordinal) ? await CallAsync(visitor, door) : await visitor.PostAsync(AddressOf(door));
    }

    // Without a page before it, so without the mark against forged forms.
    async Task<Answer> CallAsync(Visitor visitor, Door door)
    {
        using var empty = new FormUrlEncodedContent([]);
        using var call = new HttpRequestMessage(new(door.Method.Split(':')[0]), new Uri(AddressOf(door), UriKind.Relative)) { Content = empty };
        using var response = await visitor.Client.SendAsync(call);
        return new(response.StatusCode, response.Headers.Location, "", [], response, (await visitor.GetAsync("/health/live")).Document);
    }

    /// <summary>A sign-in of its own, or the one before where that is still alive: the limit on sign-ins holds here too.</summary>
    async Task<Visitor> LateSeatAsync(Door door, string email)
    {
        if (door is { Route: "/account/sign-out", Method: "POST" } && _late.TryGetValue(email, out var seat)) return seat;
        return _late[email] = await server.SignedInAsync(email);
    }

    static string CellOf(Answer answer) => ((int)answer.Status, answer.Location?.OriginalString ?? "") switch
    {
        ( >= 500, _) => "FAILED",
        (401, _) => "sign-in",
        (404, _) => "absent",
        (403, _) => "refused",
        (_, var to) when to.Contains("/not-allowed", StringComparison.Ordinal) => "refused",
        (302, var to) when to.Contains("/sign-in", StringComparison.Ordinal) => "sign-in",
        _ => "allowed",
    };

    async Task<long> LastAsync() => (long)(await server.OwnerScalarAsync("select coalesce(sum(sequence), 0)::bigint from audit.head"))!;

    /// <summary>What was logged since; the sum of the heads grows by one with each entry of any chain.</summary>
    async Task<IReadOnlyList<string>> LoggedSinceAsync(long before)
    {
        var grown = await LastAsync() - before;
        if (grown == 0) return [];
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select action from audit.entry order by at desc, sequence desc limit $1", connection);
        command.Parameters.Add(new() { Value = grown });
        await using var reader = await command.ExecuteReaderAsync();
        var actions = new List<string>();
        while (await reader.ReadAsync()) actions.Add(reader.GetString(0));
        return actions;
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)\??(:[^{}]*(\{[^}]*\}[^{}]*)*)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\^\((?<first>[\w-]+)")]
    private static partial Regex Choices();
}
