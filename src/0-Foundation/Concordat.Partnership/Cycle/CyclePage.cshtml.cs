using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Partnership.Cycle;

/// <summary>The partnership's year: the seventeen steps in order, where each stands and what shows it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class CyclePageModel(CycleReader reader, TimeProvider clock) : PageModel
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>All seventeen, also where nothing is known of any.</summary>
    public IReadOnlyList<StepStanding> Steps { get; private set; } = [];

    /// <summary>The steps as the ring draws them; empty where nothing is known of any.</summary>
    public IReadOnlyList<YearStep> Ring { get; private set; } = [];

    public string InWords => InWordsOf(Ring);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        Steps = await reader.ReadAsync(today, cancellation);
        Ring = RingOf(Steps);
        if (Steps.Count == 0) Steps = [.. CycleStepNames.All.Select(s => new StepStanding(s.Number, s.Name, s.Stage, null, [], null, YearStepState.Ahead))];
    }

    /// <summary>The steps as the ring draws them; each leads to its page.</summary>
    public static IReadOnlyList<YearStep> RingOf(IReadOnlyList<StepStanding> steps) => [.. steps.Select(s => new YearStep(s.Number, s.Name, s.Stage, When(s), s.State, s.Url))];

    /// <summary>Which step is under way and how many are overdue.</summary>
    public static string InWordsOf(IReadOnlyList<YearStep> steps)
    {
        if (steps.Count == 0) return "No step has a date yet.";
        var overdue = steps.Count(s => s.State == YearStepState.Overdue);
        var current = steps.FirstOrDefault(s => s.State is YearStepState.Now or YearStepState.Overdue);
        var late = overdue == 0 ? "No step is overdue." : overdue == 1 ? "One step is overdue." : $"{overdue} steps are overdue.";
        return current is null ? "All seventeen steps are done." : $"{current.Name}: {char.ToLowerInvariant(current.When[0])}{current.When[1..]}. {late}";
    }

    static string When(StepStanding step) => step switch
    {
        { DoneOn: { } done } => done.ToString("MMM yyyy", British),
        { State: YearStepState.Overdue, DueOn: { } due } => $"Was due {due.ToString("d MMM", British)}",
        { DueOn: { } due } => $"Due {due.ToString("d MMM yyyy", British)}",
        _ => "No date",
    };

    public static WorkState LookOf(StepStanding step) => step.State switch
    {
        YearStepState.Done => WorkState.Done,
        YearStepState.Overdue => WorkState.Overdue,
        YearStepState.Now => WorkState.InProgress,
        _ => WorkState.Expected,
    };

    public static string WordsOf(StepStanding step) => step.State switch
    {
        YearStepState.Done => $"Done {step.DoneOn!.Value.Long()}",
        YearStepState.Overdue => "Overdue",
        YearStepState.Now => "Next",
        _ => "Still to come",
    };
}
