using System.Net;
using Concordat.Decide.Strategy;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Strategy;

/// <summary>Control strategies in the state a test needs, made over the pages.</summary>
internal static class Arrange
{
    static readonly DateOnly From = new(2026, 1, 1), To = new(2030, 12, 31);

    public static IEnumerable<(string Name, string Value)> Day(string field, DateOnly day) =>
        [($"{field}.Day", $"{day.Day}"), ($"{field}.Month", $"{day.Month}"), ($"{field}.Year", $"{day.Year}")];

    public static string Url(Guid strategy) => $"/decide/strategy/{strategy}";

    /// <summary>A version in a state, after whatever was prepared before was discarded: three issues, the first chosen and the others not, and the day over where the state needs it.</summary>
    public static async Task<Guid> StrategyAsync(this ConcordatServer server, StrategyState state)
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        var executive = await server.AsAsync(Role.Executive);
        if (await server.OwnerScalarAsync("select id from decide.control_strategy where state in ('draft', 'scoring', 'choosing')") is Guid open)
            await MustAsync(coordinator.SendFormAsync(Url(open), [], "handler=Discard"));
        var begun = await coordinator.SendFormAsync("/decide/strategy/new", [.. Day("PeriodFrom", From), .. Day("PeriodTo", To), ("TakesPresent", "false")], "strategy/new");
        var id = Guid.Parse(begun.Location!.ToString().Split('/')[^1]);
        foreach (var name in new[] { "Car parks", "Burglary", "Shop theft" })
            await MustAsync(coordinator.SendFormAsync($"{Url(id)}/issues/new", [("Name", name), ("Sentence", $"{name} rose."), ("Theme", name == "Burglary" ? "burglary" : "vehicle-crime")], "issues/new"));
        if (state == StrategyState.Draft) return id;
        if (state == StrategyState.Discarded)
        {
            await MustAsync(coordinator.SendFormAsync(Url(id), [], "handler=Discard"));
            return id;
        }
        await MustAsync(coordinator.SendFormAsync(Url(id), [], "handler=OpenDay"));
        if (state == StrategyState.Scoring) return id;
        await MustAsync(coordinator.ScoreAsync(id, 9, 5, 2));
        await MustAsync(coordinator.SendFormAsync(Url(id), [], "handler=CloseDay"));
        if (state == StrategyState.Choosing) return id;
        await MustAsync(coordinator.ChooseAsync(server, id, "Car parks"));
        await MustAsync(coordinator.LeaveAsync(server, id, "Burglary", "The police deal with it alone."));
        await MustAsync(coordinator.LeaveAsync(server, id, "Shop theft", "Too few to be a priority."));
        await MustAsync(executive.DecideAsync(id, server.Today()));
        if (state == StrategyState.Superseded) await server.StrategyAsync(StrategyState.Decided);
        return id;
    }

    static DateOnly Today(this ConcordatServer server) => Meetings.Arrange.Today(server);

    public static Task<Answer> ScoreAsync(this Visitor member, Guid id, params int[] scores) =>
        member.SendFormAsync($"{Url(id)}/scores", scores.Select((s, i) => ($"Rows[{i}].Score", $"{s}")), "scores");

    public static async Task<Guid> IssueAsync(this ConcordatServer server, Guid id, string name) =>
        (Guid)(await server.OwnerScalarAsync("select id from decide.strategy_issue where strategy_id = $1 and name = $2", id, name))!;

    public static async Task<Guid> PriorityAsync(this ConcordatServer server, Guid id) =>
        (Guid)(await server.OwnerScalarAsync("select id from decide.strategy_priority where strategy_id = $1 and ended_on is null", id))!;

    /// <summary>The fields of a priority that lack nothing.</summary>
    public static async Task<(string, string)[]> TermsAsync(ConcordatServer server, string name, string? owner = null) =>
    [
        ("Form.Name", name), ("Form.Theme", "vehicle-crime"), ("Form.Owner", (await Meetings.Arrange.MemberAsync(server, owner ?? "Pip Practitioner")).ToString()), ("Form.Weight", "30"),
        .. Day("Form.FromOn", server.Today()), .. Day("Form.ReviewOn", To), ("Form.Prevention", "Lights."), ("Form.Intelligence", "Where is it sold?"), ("Form.Enforcement", "Patrols."),
        ("Ask.Question", "Where are stolen goods sold?"), ("Ask.Agency", ((Guid)(await server.OwnerScalarAsync("select id from partnership.agency where key = 'council' and partnership_id = $1", server.Testshire))!).ToString()),
        .. Day("Ask.DueOn", To),
    ];

    public static async Task<Answer> ChooseAsync(this Visitor who, ConcordatServer server, Guid id, string issue, params (string, string)[] instead) =>
        await who.SendFormAsync($"{Url(id)}/issues/{await server.IssueAsync(id, issue)}/choose",
            (await TermsAsync(server, issue)).Where(f => instead.All(i => i.Item1 != f.Item1)).Concat(instead), "handler=Choose");

    public static async Task<Answer> LeaveAsync(this Visitor who, ConcordatServer server, Guid id, string issue, string reason) =>
        await who.SendFormAsync($"{Url(id)}/issues/{await server.IssueAsync(id, issue)}/choose", [("Reason", reason)], "handler=Leave");

    public static Task<Answer> DecideAsync(this Visitor who, Guid id, DateOnly from) =>
        who.PostAsync($"{Url(id)}?handler=Decide", Day("InForceFrom", from));

    public static async Task<Answer> ChangeAsync(this Visitor who, ConcordatServer server, Guid id, string owner, string reason = "The first owner has left.") =>
        await who.SendFormAsync($"{Url(id)}/priorities/{await server.PriorityAsync(id)}/change",
            [("Form.Owner", (await Meetings.Arrange.MemberAsync(server, owner)).ToString()), ("Reason", reason)], "handler=Change");

    static async Task MustAsync(Task<Answer> sent)
    {
        var answer = await sent;
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"It was refused: {answer.Words}");
    }
}
