using System.Globalization;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Home;

/// <summary>The first page: what needs the signed-in person, the next meeting, the latest month, and the year.</summary>
[Authorize]
internal sealed class IndexModel(
    IEnumerable<IDutySource> sources, INextMeeting meetings, ConcordatDb db, Session session, TimeProvider clock, IPriorityFigures? priorities = null) : PageModel
{
    const int Fewest = 7;
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    [FromQuery(Name = "tasks")] public string? Tasks { get; set; }

    public IReadOnlyList<Duty> Duties { get; private set; } = [];
    public NextMeeting? Meeting { get; private set; }
    public PriorityTable? Figures { get; private set; }
    public IReadOnlyList<YearStep> Steps { get; private set; } = [];
    public DateOnly Today => London.Today(clock);
    public int ShownDuties => Tasks == "all" ? int.MaxValue : Fewest;
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    /// <summary>Settings and accounts are no reason to read what the partnership does.</summary>
    public bool MayRead => session.Roles.Any(r => r != Role.Administrator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (!MayRead) return;
        var duties = new List<Duty>();
        foreach (var source in sources) duties.AddRange(await source.ForAsync(Today, cancellation));
        Duties = [.. duties.OrderBy(d => d.DueOn ?? DateOnly.MaxValue)];
        Meeting = await meetings.FindAsync(cancellation);
        if (priorities is not null && !session.Roles.All(r => r is Role.Executive or Role.Administrator)) Figures = await priorities.LatestAsync(cancellation);
        Steps = YearOf(await db.Set<CycleStep>().AsNoTracking().ToListAsync(cancellation));
    }

    List<YearStep> YearOf(List<CycleStep> stored)
    {
        if (stored.Count == 0) return [];
        var byNumber = stored.ToDictionary(s => s.Number);
        var now = CycleStepNames.All.Select(s => s.Number).FirstOrDefault(n => byNumber.GetValueOrDefault(n)?.DoneOn is null);
        return [.. CycleStepNames.All.Select(s => StepOf(s.Number, s.Name, s.Stage, byNumber.GetValueOrDefault(s.Number), s.Number == now))];
    }

    YearStep StepOf(int number, string name, Stage stage, CycleStep? step, bool isNow) => step switch
    {
        { DoneOn: { } done } => new(number, name, stage, done.ToString("MMM yyyy", British), YearStepState.Done, step.EvidenceUrl),
        { DueOn: { } due } when due < Today => new(number, name, stage, $"Was due {due.ToString("d MMM", British)}", YearStepState.Overdue, step.EvidenceUrl),
        { DueOn: { } due } => new(number, name, stage, $"Due {due.ToString("d MMM yyyy", British)}", isNow ? YearStepState.Now : YearStepState.Ahead, step.EvidenceUrl),
        _ => new(number, name, stage, "No date", isNow ? YearStepState.Now : YearStepState.Ahead, step?.EvidenceUrl),
    };

    public string YearInWords
    {
        get
        {
            var overdue = Steps.Count(s => s.State == YearStepState.Overdue);
            var current = Steps.FirstOrDefault(s => s.State is YearStepState.Now or YearStepState.Overdue);
            var late = overdue == 0 ? "No step is overdue." : overdue == 1 ? "One step is overdue." : $"{overdue} steps are overdue.";
            return current is null ? "All seventeen steps are done." : $"{current.Name}: {Lower(current.When)}. {late}";
        }
    }

    public string DueInWords(DateOnly due)
    {
        var days = due.DayNumber - Today.DayNumber;
        return days switch
        {
            < 0 => $"Was due {due.ToString("d MMM", British)}",
            0 => "Due today",
            1 => "Due tomorrow",
            < 7 => $"Due {due.ToString("dddd", British)}",
            _ => $"Due {due.ToString("d MMM", British)}",
        };
    }

    public Tone ToneOf(DateOnly due) => due < Today ? Tone.Bad : due.DayNumber - Today.DayNumber < 7 ? Tone.Late : default;

    public SvgContent DrawingOf(PriorityFigure row) => SvgContent.FromDrawing(ChartSvg.Draw(new Sparkline
    {
        Title = row.Name,
        Description = $"{row.Name}, the last twelve months",
        SeriesName = "Records",
        Points = [.. row.LastTwelve.Select((count, i) => Point(Figures!.Month.AddMonths(i - row.LastTwelve.Count + 1), count))],
    }, 132));

    public static Signal SignalOf(PriorityFigure row) => Enum.Parse<Signal>(row.Signal.ToString());

    static ChartPoint Point(Month month, int? count) => new(month.ShortName[..3], count) { FullLabel = month.LongName };

    static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
