using Concordat.Platform.Site.Components;

namespace Concordat.Act.Interventions;

/// <summary>An action's state as shape and word.</summary>
internal sealed record StateOf(Intervention Intervention, DateOnly Today)
{
    public WorkState Look => Intervention switch
    {
        _ when Intervention.IsOverdueOn(Today) => WorkState.Overdue,
        { State: InterventionState.Done } => WorkState.Done,
        { State: InterventionState.UnderWay } => WorkState.InProgress,
        { State: InterventionState.CannotBeDone } => WorkState.NotHeld,
        _ => WorkState.Expected,
    };

    public string Words => Intervention switch
    {
        _ when Intervention.IsOverdueOn(Today) => Late == 1 ? "1 day overdue" : $"{Late} days overdue",
        { State: InterventionState.Done } => $"Done {Intervention.FinishedOn!.Value.Short()}",
        { State: InterventionState.UnderWay } => "Under way",
        { State: InterventionState.CannotBeDone } => "Cannot be done",
        _ => "To do",
    };

    int Late => Today.DayNumber - Intervention.DueOn.DayNumber;
}
