using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Registers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Similar.Show;

/// <summary>Our area among similar ones: rank, distance from the mean and interval of the rate, by period and beside our own trend.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SimilarAreasModel(ConcordatDb db, Session session, SimilarDesk desk, StrategicDesk strategic, ISmallNumbers smallNumbers, AuditLog audit, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "family")] public string? FamilyKey { get; set; }
    [FromQuery(Name = "theme")] public string? ThemeKey { get; set; }

    /// <summary>As <see cref="FamilyPeriod.Key"/>; the latest where nothing is given.</summary>
    [FromQuery(Name = "period")] public string? PeriodKey { get; set; }

    [BindProperty, Display(Name = "Strategic assessment")] public Guid? Assessment { get; set; }

    public IReadOnlyList<AreaFamily> Families { get; private set; } = [];
    public AreaFamily? Family { get; private set; }

    /// <summary>A later list of the same name; null where this is the newest.</summary>
    public AreaFamily? Newer { get; private set; }
    public Theme Theme { get; private set; } = ThemeList.All[0];
    public IReadOnlyList<PeriodStanding> Standings { get; private set; } = [];
    public PeriodStanding? Chosen { get; private set; }
    public IReadOnlyList<OwnYear> OwnYears { get; private set; } = [];
    public IReadOnlyList<Choice> Drafts { get; private set; } = [];
    public bool MayKeep => desk.MayKeep;
    public bool MayTake => strategic.MayKeepRegisters;

    string Query => $"family={Family!.Id}&theme={Theme.Key}&period={Chosen?.Period.Key}";
    public string DownloadUrl => $"/understand/explore/similar?handler=Download&{Query}";
    public string TakeUrl => $"/understand/explore/similar?handler=Take&{Query}";

    public static string Beside(MemberStanding member) => member.Apart switch { > 0 => "Below ours by more than chance", < 0 => "Above ours by more than chance", _ => "No further apart than chance" };

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>The table as a file to keep.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Chosen is not { Standing: { } standing } chosen) return NotFound();
        await audit.RecordAsync(AuditAction.Disclose, "similar-areas", Family!.Id.ToString(), new { theme = Theme.Key, areas = standing.Members.Count }, cancellation);
        return File(CsvTableWriter.ToBytes([new("Rank", ColumnKind.Number), new("Area code"), new("Area"), new("Ours"), new("Theme"), new("From"), new("To"), new("Count", ColumnKind.Number), new("Residents", ColumnKind.Number),
            new("Rate a year for each 1,000 residents", ColumnKind.Number), new("95% from", ColumnKind.Number), new("95% to", ColumnKind.Number), new("Family"), new("Family as at"), new("Source")],
            standing.Members.Select(m => (IReadOnlyList<Cell>)[Cell.Of(m.Rank), Cell.Of(m.Member.Code), Cell.Of(m.Member.Name), Cell.Of(m == standing.Ours ? "yes" : "no"), Cell.Of(Theme.Name), Cell.Of(chosen.Period.From.ToString()), Cell.Of(chosen.Period.To.ToString()),
                Cell.Of((double)m.Member.Count, 0), Cell.Of((double)m.Member.Residents, 0), Cell.Of(m.Rate.Rate, 2), Cell.Of(m.Rate.Low, 2), Cell.Of(m.Rate.High, 2), Cell.Of(Family.Name), Cell.Of(Family.AsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Cell.Of(string.Join("; ", chosen.Loads.Select(l => l.Source)))])), "text/csv", $"similar-areas-{Theme.Key}-{chosen.Period.Key}.csv");
    }

    /// <summary>Puts the table into the register of similar areas of a strategic assessment that is being written.</summary>
    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancellation)
    {
        if (!MayTake) return Forbid();
        await LoadAsync(cancellation);
        if (Chosen is not { Standing: { } standing } chosen) return NotFound();
        if (Drafts.All(d => d.Value != Assessment?.ToString())) ModelState.AddModelError(nameof(Assessment), "Choose a strategic assessment that is being written");
        if (!ModelState.IsValid) return Page();
        var name = $"{Family!.Name}, {chosen.Period.Name}";
        var register = RegisterList.Find(RegisterList.Similar)!;
        var fewest = await smallNumbers.ThresholdAsync(cancellation);
        var lines = standing.Members.Select(m => register.Read(key => key switch
        {
            "theme" => Theme.Key,
            "family" => name,
            "as-at" => Family.AsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "area" => m.Member.Name,
            "rate" => m.Rate.Rate.ToString("0.###", CultureInfo.InvariantCulture),
            _ => m == standing.Ours ? "yes" : "no",
        }, fewest).Line).ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        var entries = await db.Set<StrategicEntry>().Where(e => e.AssessmentId == Assessment && e.Register == RegisterList.Similar && e.RemovedAt == null).ToListAsync(cancellation);
        foreach (var entry in entries.Where(e => Line.Of(e.Content) is var line && line["theme"] == Theme.Key && line["family"] == name && line["as-at"] == lines[0]["as-at"])) entry.Remove(session, now);
        var position = entries.Select(e => e.Position).DefaultIfEmpty().Max();
        foreach (var line in lines) db.Add(strategic.NewEntry(Assessment!.Value, RegisterList.Similar, ++position, line));
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            ModelState.AddModelError(nameof(Assessment), "Somebody changed or moved on that assessment at the same moment. Look at it, then put the areas in again");
            return Page();
        }
        TempData.Done($"{lines.Count} areas are in the assessment’s table of similar areas.", "Taken");
        return Redirect($"/understand/strategic/{Assessment}/registers/{RegisterList.Similar}");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        Families = await desk.FamiliesAsync(cancellation);
        Family = Families.FirstOrDefault(f => f.Id.ToString() == FamilyKey) ?? Families.OrderByDescending(f => f.AsAt).FirstOrDefault();
        if (Family is not { } family) return;
        Newer = Families.Where(f => f.Name.Equals(family.Name, StringComparison.OrdinalIgnoreCase) && f.AsAt > family.AsAt).MaxBy(f => f.AsAt);
        Theme = ThemeList.Find(ThemeKey ?? "") ?? ThemeList.Find("burglary")!;
        Standings = await desk.StandingsAsync(family, Theme.Key, cancellation);
        Chosen = Standings.FirstOrDefault(s => s.Period.Key == PeriodKey) ?? (Standings.Count > 0 ? Standings[0] : null);
        if (Chosen is { } chosen) OwnYears = await desk.OwnYearsAsync(Theme.Key, chosen.Period.To, cancellation);
        if (MayTake)
            Drafts = [.. (await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Status == StrategicStatus.Commissioned || a.Status == StrategicStatus.Draft).OrderByDescending(a => a.Year).ToListAsync(cancellation))
                .Select(a => new Choice(a.Id.ToString(), $"{a.Year}, number {a.Number}"))];
    }
}
