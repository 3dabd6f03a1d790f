using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Incidents.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Series.List;

/// <summary>All series, and the search that proposes new ones.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SeriesListModel(ConcordatDb db, SeriesDesk desk, IncidentQuery incidents) : PageModel
{
    /// <summary>proposed, confirmed or dismissed; null shows all.</summary>
    [BindProperty(SupportsGet = true)] public string? State { get; set; }

    [BindProperty, Display(Name = "Theme")] public string? Theme { get; set; }
    [BindProperty, Display(Name = "Last month")] public string? To { get; set; }
    [BindProperty, Display(Name = "Months looked at", Description = "1 to 12.")] public string? Months { get; set; } = "3";
    [BindProperty, Display(Name = "Nearer than, metres", Description = "50 to 2,000.")] public string? Metres { get; set; } = "200";
    [BindProperty, Display(Name = "Fewer days apart than", Description = "1 to 62. Records known to the month alone must be of one month.")] public string? Days { get; set; } = "14";
    [BindProperty, Display(Name = "Fewest records", Description = "3 to 50.")] public string? Fewest { get; set; } = "4";

    public IReadOnlyList<(CrimeSeries Series, int Members)> Series { get; private set; } = [];
    public IReadOnlyList<Choice> MonthChoices { get; private set; } = [];
    public static IReadOnlyList<Choice> Themes { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];
    public bool MayWrite => desk.MayWrite;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        To = MonthChoices is [var latest, ..] ? latest.Value : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!desk.MayWrite) return Forbid();
        await LoadAsync(cancellation);
        if (ThemeList.Find(Theme ?? "") is null) ModelState.AddModelError(nameof(Theme), "Choose a theme");
        if (MonthChoices.All(m => m.Value != To)) ModelState.AddModelError(nameof(To), "Choose a month that is held");
        var (months, metres, days, fewest) = (Whole(nameof(Months), Months, 1, 12), Whole(nameof(Metres), Metres, 50, 2000), Whole(nameof(Days), Days, 1, 62), Whole(nameof(Fewest), Fewest, 3, 50));
        if (!ModelState.IsValid) return Page();
        var to = Month.Parse(To!);
        try
        {
            var (found, tooLarge) = await desk.ProposeAsync(ThemeList.Find(Theme!)!, to.AddMonths(1 - months), to, new(metres, days, fewest), cancellation);
            TempData.Done($"{Told(found)}{(tooLarge == 0 ? "" : $" {tooLarge} {(tooLarge == 1 ? "group was" : "groups were")} left out for having more than {SeriesFinder.Largest} records: ask for records that lie nearer together.")}", "Looked");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            ModelState.AddModelError("", "Somebody looked for series at the same moment. Look at the list, then look again");
            db.ChangeTracker.Clear();
            await LoadAsync(cancellation);
            return Page();
        }
        return Redirect("/understand/series?state=proposed");
    }

    static string Told(int found) => found == 0 ? "Nothing new lies so near together. Widen the search, or look at another theme."
        : $"{found} {(found == 1 ? "series is" : "series are")} proposed. Where records are many, some lie together by chance: look at each.";

    int Whole(string field, string? typed, int least, int most)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        ModelState.AddModelError(field, $"Enter a whole number from {least} to {most}");
        return 0;
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        const int MostShown = 200;
        MonthChoices = [.. (await incidents.HeldAsync(cancellation)).All.Months.Reverse().Select(m => new Choice(m.ToString(), m.LongName))];
        var series = await db.Set<CrimeSeries>().AsNoTracking().Where(s => State == null || s.State == State).OrderByDescending(s => s.Number).Take(MostShown).ToListAsync(cancellation);
        var ids = series.Select(s => s.Id).ToList();
        var changes = (await db.Set<SeriesChange>().AsNoTracking().Where(c => ids.Contains(c.SeriesId)).OrderBy(c => c.Number).ToListAsync(cancellation)).ToLookup(c => c.SeriesId);
        Series = [.. series.Select(s => (s, SeriesDesk.Members(changes[s.Id]).Count))];
    }
}
