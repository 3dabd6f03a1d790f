using System.Globalization;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Home;

/// <summary>The first page: what needs the signed-in person, the next meeting, the latest month, and the year.</summary>
[Authorize]
internal sealed class IndexModel(
    IEnumerable<IDutySource> sources, INextMeeting meetings, CycleReader year, Session session, TimeProvider clock, IPriorityFigures? priorities = null) : PageModel
{
    /// <summary>The most urgent; the others are on the page of all of them.</summary>
    public const int ShownDuties = 7;
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public IReadOnlyList<Duty> Duties { get; private set; } = [];
    public NextMeeting? Meeting { get; private set; }
    public PriorityTable? Figures { get; private set; }
    public IReadOnlyList<YearStep> Steps { get; private set; } = [];
    public DateOnly Today => London.Today(clock);
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    /// <summary>Settings and accounts are no reason to read what the partnership does.</summary>
    public bool MayRead => session.Roles.Any(r => r != Role.Administrator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Duties = await sources.ReadAsync(session, Today, cancellation);
        if (!MayRead) return;
        Meeting = await meetings.FindAsync(cancellation);
        if (priorities is not null && !session.Roles.All(r => r is Role.Executive or Role.Administrator)) Figures = await priorities.LatestAsync(cancellation);
        Steps = CyclePageModel.RingOf(await year.ReadAsync(Today, cancellation));
    }

    public string YearInWords => CyclePageModel.InWordsOf(Steps);

    public string DueInWords(DateOnly due) => DueWords.Of(due, Today);

    public Tone ToneOf(DateOnly due) => DueWords.ToneOf(due, Today);

    public SvgContent DrawingOf(PriorityFigure row) => SvgContent.FromDrawing(ChartSvg.Draw(new Sparkline
    {
        Title = row.Name,
        Description = $"{row.Name}, the last twelve months",
        SeriesName = "Records",
        Points = [.. row.LastTwelve.Select((count, i) => Point(Figures!.Month.AddMonths(i - row.LastTwelve.Count + 1), count))],
    }, 132));

    public static Signal SignalOf(PriorityFigure row) => Enum.Parse<Signal>(row.Signal.ToString());

    static ChartPoint Point(Month month, int? count) => new(month.ShortName[..3], count) { FullLabel = month.LongName };
}
