using Concordat.Act.Interventions;

namespace Concordat.Stages.Tests.Act;

public sealed class InterventionStatesTests
{
    static readonly DateOnly Agreed = new(2026, 11, 26), Today = new(2026, 12, 4);

    public static IEnumerable<object[]> Cells =>
        Enum.GetNames<InterventionState>().SelectMany(f => Enum.GetNames<InterventionState>().Select(t => new object[] { f, t }));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Report_EachStateFromEachState_DoesWhatTheTableSays(string from, string to)
    {
        var (was, wanted) = (Enum.Parse<InterventionState>(from), Enum.Parse<InterventionState>(to));
        var move = Assert.Single(InterventionStates.Table, m => m.From == was && m.To == wanted);
        var intervention = In(was);

        var refusal = Report(intervention, wanted);

        Assert.Equal(move.Refusal, refusal?.Message);
        Assert.Equal(move.Refusal is null ? wanted : was, intervention.State);
    }

    [Fact]
    public void Report_DoneWithoutDay_OrBeforeItWasAgreed_OrTomorrow_SaysSo()
    {
        var intervention = In(InterventionState.ToDo);

        Assert.Equal(("FinishedOn", "Enter the day it was finished"), intervention.Report(InterventionState.Done, null, null, Today));
        Assert.Contains("on or after 26 November 2026", intervention.Report(InterventionState.Done, null, Agreed.AddDays(-1), Today)!.Value.Message, StringComparison.Ordinal);
        Assert.Contains("today or in the past", intervention.Report(InterventionState.Done, null, Today.AddDays(1), Today)!.Value.Message, StringComparison.Ordinal);
        Assert.Equal(("Reason", "Say why it cannot be done"), intervention.Report(InterventionState.CannotBeDone, " ", null, Today));
        Assert.Equal(InterventionState.ToDo, intervention.State);
    }

    [Fact]
    public void Intervention_PastItsDay_IsOverdueUntilDoneOrGivenUp()
    {
        var intervention = In(InterventionState.UnderWay);

        Assert.False(intervention.IsOverdueOn(intervention.DueOn));
        Assert.True(intervention.IsOverdueOn(intervention.DueOn.AddDays(1)));
        Report(intervention, InterventionState.Done);
        Assert.False(intervention.IsOverdueOn(intervention.DueOn.AddDays(1)));
    }

    [Fact]
    public void Readme_ShowsTheTable()
    {
        var readme = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "src", "4-Act", "Concordat.Act", "Interventions", "README.md")).ReplaceLineEndings("\n");

        Assert.Contains(InterventionStates.Markdown(), readme, StringComparison.Ordinal);
    }

    static (string Field, string Message)? Report(Intervention intervention, InterventionState state) =>
        intervention.Report(state, state == InterventionState.CannotBeDone ? "No funds" : null, state == InterventionState.Done ? Today : null, Today);

    static Intervention In(InterventionState state)
    {
        var meeting = new Concordat.Decide.Meetings.Contracts.ClosedMeeting(Guid.NewGuid(), "Joint Action Group", Agreed, [], []);
        var action = new Concordat.Decide.Meetings.Contracts.AgreedAction(Guid.NewGuid(), Guid.NewGuid(), "Repair the lights", "prevention", Guid.NewGuid(), Guid.NewGuid(), Agreed, Agreed.AddDays(10));
        var intervention = Intervention.From(Guid.NewGuid(), meeting, "Quayside", action, null);
        if (state != InterventionState.ToDo) Report(intervention, state);
        return intervention;
    }
}
