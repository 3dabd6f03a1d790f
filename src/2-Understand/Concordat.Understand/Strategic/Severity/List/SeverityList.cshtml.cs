using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Concordat.Understand.Explore.Similar;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Strategic.Severity.List;

/// <summary>The tables of severity that are held, and a form to load another: all of its rows or none.</summary>
[Authorize(Policy = Policies.ReadEvidence), Uploads]
[RequestSizeLimit(SimilarUpload.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = SimilarUpload.LargestRequest, MemoryBufferThreshold = SimilarUpload.LargestRequest)]
internal sealed class SeverityListModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Name", Description = "Such as Cambridge Crime Harm Index. A name that is held already gets its next version.")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Who published the weights, and where.")] public string? Source { get; set; }
    [BindProperty, Display(Name = "Licence", Description = "On what terms the partnership may use them.")] public string? Licence { get; set; }
    [BindProperty, Display(Name = "Published on")] public DateOnly? AsAt { get; set; }
    [BindProperty, Display(Name = "File", Description = "CSV or a workbook with the columns theme or offence code, and weight; count, source and year where they are known.")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "Or write the rows", Description = "With the headings in the first line.")] public string? Typed { get; set; }

    public IReadOnlyList<SeverityTable> Tables { get; private set; } = [];
    public IReadOnlyList<RowFault> Faults { get; private set; } = [];
    public bool MayLoad => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayLoad) return Forbid();
        await LoadAsync(cancellation);
        var (name, source, licence) = (Words(nameof(Name), Name, SeverityTable.LongestName, "Give the table a name"), Words(nameof(Source), Source, SeverityTable.LongestSource, "Say who published the weights"),
            Words(nameof(Licence), Licence, SeverityTable.LongestLicence, "Say on what terms they may be used"));
        if (AsAt is null || AsAt > London.Today(clock)) ModelState.AddModelError(nameof(AsAt), "Enter the day of the publication, today or before");
        if (SimilarUpload.Of(Upload, Typed, "") is not { } sent)
        {
            ModelState.AddModelError(nameof(Upload), SimilarUpload.Refusal);
            return Page();
        }
        (var rows, Faults) = SeverityFile.Read(sent);
        if (Faults.Count > 0) ModelState.AddModelError(nameof(Upload), SimilarUpload.Faulty(Faults));
        if (!ModelState.IsValid) return Page();
        // A name is the same whatever its capitals, and keeps those of its first version.
        var earlier = Tables.Where(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).MaxBy(t => t.Version);
        var table = new SeverityTable(session.Partnership, Guid.CreateVersion7(), earlier?.Name ?? name, (earlier?.Version ?? 0) + 1, source, licence, AsAt!.Value, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        db.Add(table);
        db.AddRange(rows.Select(r => new SeverityWeight(session.Partnership, table.Id, r.Row, r.Theme, r.Offence, r.Weight, r.Count, r.Source, r.Year)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(Name), "Somebody loaded this table at the same moment. Look at theirs first");
            await LoadAsync(cancellation);
            return Page();
        }
        TempData.Done($"{table.Name}, version {table.Version}, is loaded: {rows.Count:N0} rows. Choose it on the ranking of an assessment.", "Loaded");
        return Redirect(table.Url);
    }

    string Words(string field, string? typed, int longest, string problem)
    {
        var words = (typed ?? "").Trim();
        if (words.Length == 0 || words.Length > longest) ModelState.AddModelError(field, words.Length == 0 ? problem : $"Use {longest} characters or fewer");
        return words;
    }

    async Task LoadAsync(CancellationToken cancellation) =>
        Tables = await db.Set<SeverityTable>().AsNoTracking().OrderBy(t => t.Name).ThenByDescending(t => t.Version).ToListAsync(cancellation);
}
