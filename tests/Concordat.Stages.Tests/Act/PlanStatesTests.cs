using System.Net;
using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Act.Interventions;

namespace Concordat.Stages.Tests.Act;

/// <summary>Problems, plans and actions: each state by each event, as the pages answer it.</summary>
public sealed class PlanStatesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    public static TheoryData<string> PlanCells => [.. Enum.GetValues<PlanState>().SelectMany(_ => Enum.GetValues<PlanEvent>(), (s, e) => $"{s} {e}")];
    public static TheoryData<string> ProblemCells => [.. Enum.GetValues<ProblemState>().SelectMany(_ => Enum.GetValues<ProblemEvent>(), (s, e) => $"{s} {e}")];
    public static TheoryData<string> ActionCells => [.. Enum.GetValues<InterventionState>().SelectMany(_ => Enum.GetValues<InterventionState>(), (s, e) => $"{s} {e}")];

    [Theory]
    [MemberData(nameof(PlanCells))]
    public async Task Plan_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<PlanState>(cell.Split(' ')[0]), Enum.Parse<PlanEvent>(cell.Split(' ')[1]));
        var made = await PlanCase.InAsync(server, state);
        var move = PlanStates.Table.Of(state, happened);

        var answer = await (happened switch
        {
            PlanEvent.Change => made.OutcomeAsync(("What", "Another outcome")),
            PlanEvent.RecordUse => made.UseAsync(),
            PlanEvent.Review => made.ReviewAsync(),
            _ => made.MoveAsync(happened),
        });

        Assert.Equal((move.To ?? state).Words(), await made.StateAsync());
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        if (move.To is null) Assert.Contains(move.Sentence, answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ProblemCells))]
    public async Task Problem_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<ProblemState>(cell.Split(' ')[0]), Enum.Parse<ProblemEvent>(cell.Split(' ')[1]));
        var made = await PlanCase.ProblemAsync(server);
        var address = $"/act/problems/{made.Problem}";
        if (state == ProblemState.Split) await SplitAsync(made);
        if (state == ProblemState.Closed) await made.Owner.PostAsync($"{address}/move?what=Close");
        var move = ProblemStates.Table.Of(state, happened);

        var answer = await (happened switch
        {
            ProblemEvent.HandOver => made.Owner.PostAsync($"{address}/hand-over", ("Owner", (await server.OwnerScalarAsync("select user_id from partnership.member where display_name = 'Ana Analyst'"))!.ToString()!), ("FromOn", made.InDays(0))),
            ProblemEvent.Promise => made.Owner.PostAsync($"{address}/plan?handler=Promise", ("ByOn", made.InDays(20))),
            ProblemEvent.Plan => made.BeginAsync(),
            ProblemEvent.Split => SplitAsync(made),
            _ => made.Owner.PostAsync($"{address}/move?what={happened}"),
        });

        Assert.Equal((move.To ?? state).Words(), await server.OwnerScalarAsync("select state from act.problem where id = $1", made.Problem));
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        if (move.To is null) Assert.Contains(move.Sentence, answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ActionCells))]
    public async Task Action_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (from, to) = (Enum.Parse<InterventionState>(cell.Split(' ')[0]), Enum.Parse<InterventionState>(cell.Split(' ')[1]));
        var made = await PlanCase.InAsync(server, PlanState.Running);
        if (from != InterventionState.ToDo) Assert.Equal(HttpStatusCode.Redirect, (await ReportAsync(made, from)).Status);
        var refusal = InterventionStates.Refusal(from, to);

        var answer = await ReportAsync(made, to);

        Assert.Equal((refusal is null ? to : from).Words(), await server.OwnerScalarAsync("select state from act.intervention where id = $1", made.Line));
        Assert.Equal(refusal is null ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.Status);
        if (refusal is not null) Assert.Contains(refusal, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheseTables()
    {
        var document = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "plan.md")).ReplaceLineEndings("\n");

        foreach (var part in new[] { PlanStates.Table.Markdown(), PlanStates.Table.Codes(), PlanStates.Table.Diagram(), ProblemStates.Table.Markdown(), ProblemStates.Table.Codes(), ProblemStates.Table.Diagram(), InterventionStates.Markdown() })
            Assert.Contains(part, document, StringComparison.Ordinal);
    }

    static Task<Answer> ReportAsync(PlanCase made, InterventionState to) => made.Owner.SendFormAsync($"/act/actions/{made.Line}",
        [("State", to.ToString()), ("Reason", to == InterventionState.CannotBeDone ? "No funds" : ""), .. PlanCase.Boxes(("FinishedOn", to == InterventionState.Done ? made.InDays(0) : ""))], "actions");

    async Task<Answer> SplitAsync(PlanCase made)
    {
        var owner = (await server.OwnerScalarAsync("select user_id from partnership.member where display_name = 'Pip Practitioner'"))!.ToString()!;
        return await made.Owner.PostAsync($"/act/problems/{made.Problem}/split",
            ("Parts[0].Title", "Upper deck"), ("Parts[0].Sentence", "Thefts on the upper deck"), ("Parts[0].Owner", owner),
            ("Parts[1].Title", "Lower deck"), ("Parts[1].Sentence", "Thefts on the lower deck"), ("Parts[1].Owner", owner));
    }
}
