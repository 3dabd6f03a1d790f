using Concordat.Act.Plans;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;

namespace Concordat.Stages.Tests.Act;

/// <summary>A problem of the co-ordinator's and its plan, written over HTTP; the chair commissions it.</summary>
internal sealed class PlanCase(ConcordatServer server, Guid problem)
{
    public Guid Problem => problem;
    public Guid Plan { get; private set; }
    public Guid Line { get; private set; }
    public Guid Part { get; private set; }
    public Guid Outcome { get; private set; }
    public Visitor Owner { get; private set; } = null!;
    public Visitor Chair { get; private set; } = null!;
    public string Address => $"/act/plans/{Plan}";
    public string InDays(int days) => Arrange.Text(server.Today().AddDays(days));

    public static async Task<PlanCase> ProblemAsync(ConcordatServer server, string title = "Thefts from parked cars", string owner = "Cora Coordinator")
    {
        var id = Guid.CreateVersion7();
        await server.OwnerScalarAsync("""
            with p as (insert into act.problem (partnership_id, id, number, title, sentence, meeting_id, item_id, adopted_on, owner_id)
              select $1, $2, coalesce(max(number), 0) + 1, $3, 'Thefts from parked cars rose to 23.', gen_random_uuid(), gen_random_uuid(), $4, $5 from act.problem where partnership_id = $1 returning *)
            insert into act.hand_over select partnership_id, gen_random_uuid(), id, owner_id, adopted_on, owner_id, now() from p
            """, server.Testshire, id, title, server.Today().AddDays(-20), await server.MemberAsync(owner));
        return new(server, id) { Owner = await People.AsAsync(server, Role.Coordinator), Chair = await People.AsAsync(server, Role.Chair) };
    }

    public static async Task<PlanCase> DraftAsync(ConcordatServer server, bool whole = true)
    {
        var made = await ProblemAsync(server);
        await made.BeginAsync();
        if (whole) await made.FillAsync();
        return made;
    }

    public static async Task<PlanCase> InAsync(ConcordatServer server, PlanState state)
    {
        var made = await DraftAsync(server);
        if (state >= PlanState.PutForward) Expect(await made.MoveAsync(PlanEvent.PutForward));
        if (state >= PlanState.Running) Expect(await made.MoveAsync(PlanEvent.Commission));
        if (state >= PlanState.Closed) Expect(await made.MoveAsync(PlanEvent.Close));
        return made;
    }

    public async Task<Answer> BeginAsync()
    {
        var answer = await Owner.PostAsync($"/act/problems/{problem}/plan?handler=Begin");
        Plan = (Guid?)await server.OwnerScalarAsync("select id from act.plan where problem_id = $1", problem) ?? Guid.Empty;
        return answer;
    }

    public Task<Answer> EditAsync(params (string Name, string Value)[] changed) => Owner.SendFormAsync($"{Address}/edit", [
        .. new (string Name, string Value)[] { ("Text.Definition", "Thefts from cars left overnight"), ("Text.Area", "Two car parks by the quay"), ("Text.Resources", "Wardens and one patrol"), ("Text.Cause", "Dark and seldom watched"),
            ("Text.Victim", "Drivers who leave things in sight"), ("Text.OffenderWhyNot", "Nobody is known"), ("Text.Location", "Lights out on two levels"), ("Text.ReviewOn", InDays(180)) }
            .Where(f => changed.All(c => c.Name != f.Name)).Concat(changed).SelectMany(Boxes)], "edit");

    /// <summary>A day as the three boxes of a form send it; everything else as it is.</summary>
    public static IEnumerable<(string Name, string Value)> Boxes((string Name, string Value) field)
    {
        if (!field.Name.EndsWith("On", StringComparison.Ordinal)) return [field];
        var parts = field.Value.Length == 0 ? ["", "", ""] : field.Value.Split('-');
        return [($"{field.Name}.Day", parts[2]), ($"{field.Name}.Month", parts[1]), ($"{field.Name}.Year", parts[0])];
    }

    public Task<Answer> OutcomeAsync(params (string Name, string Value)[] changed) => Owner.PostAsync($"{Address}/outcomes/new", Merge(changed,
        ("What", "Fewer thefts from cars"), ("Measure", "Recorded thefts a month"), ("Baseline", "23"), ("Target", "At most 8"), ("ByOn", InDays(180))));

    public Task<Answer> OptionAsync(string title, bool chosen) => Owner.PostAsync($"{Address}/options/new",
        ("Title", title), ("Effect", "Fewer thefts"), ("Cost", "Low"), ("Risk", "Wears off"), ("Others", "The police patrol"), ("IsChosen", chosen ? "true" : "false"));

    public async Task<Answer> LineAsync(params (string Name, string Value)[] changed) => await Owner.PostAsync($"{Address}/lines/new", Merge(changed,
        ("Line.What", "Mend the lights"), ("Line.Outcome", Outcome.ToString()), ("Line.Strand", "location"), ("Line.Kind", "prevention"), ("Line.Term", "short"), ("Line.Target", "All lights on"),
        ("Line.Person", (await server.MemberAsync("Pip Practitioner")).ToString()), ("Line.Due", InDays(30))));

    public async Task FillAsync()
    {
        Expect(await EditAsync());
        Expect(await OutcomeAsync());
        Outcome = (Guid)(await server.OwnerScalarAsync("select id from act.plan_outcome where plan_id = $1", Plan))!;
        Expect(await OptionAsync("Lights and patrols", true));
        Expect(await OptionAsync("Nothing more", false));
        Expect(await LineAsync());
        Line = (Guid)(await server.OwnerScalarAsync("select id from act.plan_line where plan_id = $1", Plan))!;
        Part = (Guid)(await server.OwnerScalarAsync("select id from act.plan_part where plan_id = $1", Plan))!;
    }

    public Task<Answer> MoveAsync(PlanEvent what, Visitor? by = null, params (string Name, string Value)[] fields) =>
        (by ?? (what == PlanEvent.Commission ? Chair : Owner)).PostAsync($"{Address}/move?what={what}", fields.Length > 0 ? fields :
        [
            ("Level", "silver"), ("FromOn", InDays(0)), ("Reason", "Spreads beyond one ward"),
            ("Output", "All lights mended"), ("Result", "Thefts fell from 23 to 20 a month"), ("Verdict", "failed"), ("ReviewOn", InDays(90)),
        ]);

    public Task<Answer> UseAsync(string hours = "5", string money = "120.50") => Owner.PostAsync($"{Address}/lines/{Line}/parts/{Part}",
        ("What", "Mends the lights"), ("Source", "own budget"), ("PlannedHours", "10"), ("PlannedMoney", "500"), ("ActualHours", hours), ("SpentMoney", money));

    public Task<Answer> ReviewAsync(string decision = "kept", params (string Name, string Value)[] more) => Owner.PostAsync($"{Address}/review", Merge(more,
        ("Summary", "Half way there"), ("NextOn", InDays(120)), ("Lines[0].Id", Line.ToString()), ("Lines[0].Decision", decision), ("Lines[0].Reason", "The count says so")));

    public async Task<string> StateAsync() => (string)(await server.OwnerScalarAsync("select state from act.plan where id = $1", Plan))!;

    static (string Name, string Value)[] Merge((string Name, string Value)[] changed, params (string Name, string Value)[] usual) =>
        [.. usual.Where(f => changed.All(c => c.Name != f.Name)), .. changed];

    static void Expect(Answer answer)
    {
        if (answer.Status != System.Net.HttpStatusCode.Redirect) throw new InvalidOperationException($"It was refused: {answer.Document.QuerySelector(".govuk-error-summary")?.TextContent ?? answer.Words}");
    }
}

/// <summary>Members who stay signed in for a server's tests: signing in anew for each would meet the limit on sign-ins.</summary>
internal static class People
{
    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ConcordatServer, System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Task<Visitor>>>> Known = [];

    public static Task<Visitor> AsAsync(ConcordatServer server, string who) =>
        Known.GetOrCreateValue(server).GetOrAdd(who, w => new(() => server.SignedInAsync(w))).Value;
}
