using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Home;

/// <summary>Everything that waits for the signed-in person, from every stage, by when it is due.</summary>
[Authorize]
internal sealed class MyWorkModel(IEnumerable<IDutySource> sources, Session session, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;
    const int Week = 7;

    /// <summary>One heading with its duties on this page, and how many it has on all pages.</summary>
    public sealed record Group(string Id, string Name, IReadOnlyList<Duty> Duties, int All);

    [BindProperty(SupportsGet = true), Display(Name = "Due")] public string? When { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Stage")] public string? From { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public static IReadOnlyList<Choice> Times { get; } = [new("overdue", "Overdue"), new("week", "Within a week"), new("later", "Later"), new("none", "No day")];

    public IReadOnlyList<Group> Groups { get; private set; } = [];
    public IReadOnlyList<Choice> Stages { get; private set; } = [];
    public int Total { get; private set; }
    public int Overdue { get; private set; }
    public DateOnly Today => London.Today(clock);
    public int Chosen => (string.IsNullOrEmpty(When) ? 0 : 1) + (string.IsNullOrEmpty(From) ? 0 : 1);
    public string InWords => Total == 1 ? $"1 thing waits for you{(Overdue > 0 ? ", overdue" : "")}." : $"{Total} things wait for you, {Overdue} overdue.";
    public string CsvUrl => $"/my-work?handler=csv&When={Uri.EscapeDataString(When ?? "")}&From={Uri.EscapeDataString(From ?? "")}";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var duties = await ReadAsync(cancellation);
        PageNumber = Math.Max(1, PageNumber);
        Groups = [.. duties.Skip((PageNumber - 1) * PageSize).Take(PageSize).GroupBy(TimeOf).Select(g => new Group(g.Key, g.Key == "none" ? "No day set" : Times.Single(t => t.Value == g.Key).Text, [.. g], duties.Count(d => TimeOf(d) == g.Key)))];
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        var file = CsvTableWriter.ToBytes([new("What"), new("Stage"), new("Note"), new("Due", ColumnKind.Date), new("Overdue"), new("Page")],
            (await ReadAsync(cancellation)).Select(d => (IReadOnlyList<Cell>)[d.Title, StageOf(d), d.Note, Cell.Of(d.DueOn), d.DueOn < Today ? "yes" : "no", d.Url]));
        return File(file, "text/csv", string.Create(CultureInfo.InvariantCulture, $"my-work-{Today:yyyy-MM-dd}.csv"));
    }

    async Task<List<Duty>> ReadAsync(CancellationToken cancellation)
    {
        var all = await sources.ReadAsync(session, Today, cancellation);
        Stages = [.. all.Select(StageOf).Distinct().Order(StringComparer.Ordinal).Select(s => new Choice(s, s))];
        List<Duty> shown = [.. all.Where(d => (string.IsNullOrEmpty(When) || TimeOf(d) == When) && (string.IsNullOrEmpty(From) || StageOf(d) == From))];
        (Total, Overdue) = (shown.Count, shown.Count(d => d.DueOn < Today));
        return shown;
    }

    string TimeOf(Duty duty) => duty.DueOn switch
    {
        null => "none",
        { } due when due < Today => "overdue",
        { } due when due.DayNumber - Today.DayNumber < Week => "week",
        _ => "later",
    };

    /// <summary>The stage whose page does it, in a word; for the year and the settings their own.</summary>
    public static string StageOf(Duty duty) => duty.Url.Split('/', '?') switch
    {
        [_, "share", ..] => nameof(Stage.Share),
        [_, "understand", ..] => nameof(Stage.Understand),
        [_, "decide", ..] => nameof(Stage.Decide),
        [_, "act", ..] => nameof(Stage.Act),
        [_, "review", ..] => nameof(Stage.Review),
        [_, "settings", ..] => "Settings",
        _ => "The year",
    };
}
