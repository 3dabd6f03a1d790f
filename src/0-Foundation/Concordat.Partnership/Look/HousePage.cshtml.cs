using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Look;

/// <summary>The administrator chooses how papers look, and sees it on a specimen.</summary>
[Authorize(Policy = Policies.Administer), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
public sealed partial class HousePageModel(ConcordatDb db, Session session, PaperFiles papers, ISiteContext site, TimeProvider clock) : PageModel
{
    const int MostBytes = 1024 * 1024, LargestRequest = 4 * MostBytes;
    const string Concordats = "#0c313b";

    [BindProperty, Display(Name = "Colour of the cover", Description = "Six letters or digits behind a #, such as #0c313b. White words must be readable on it.")] public string? Colour { get; set; }
    [BindProperty, Display(Name = "Logo", Description = "A PNG file of 1 MB or less. It stands on white, at most 70 mm wide and 24 mm high.")] public IFormFile? Upload { get; set; }
    [BindProperty] public uint Version { get; set; }

    public bool HasLogo { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var style = await FindAsync(cancellation);
        (Colour, Version) = (style?.Colour ?? Concordats, style?.Version ?? 0);
    }

    /// <summary>A page or two to look at before anything is issued.</summary>
    public async Task<IActionResult> OnGetSpecimenAsync(CancellationToken cancellation) => File(await papers.DocxAsync(Specimen(), cancellation), DocxWriter.MediaType, "specimen.docx");

    public async Task<IActionResult> OnGetLogoAsync(CancellationToken cancellation) => await FindAsync(cancellation) is { Logo: { } logo } ? File(logo, "image/png") : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var style = await FindAsync(cancellation);
        var colour = (Colour ?? "").Trim().ToLowerInvariant();
        if (!Hex().IsMatch(colour)) ModelState.AddModelError(nameof(Colour), "The colour must be a # and six letters a to f or digits, such as #0c313b");
        else if (House.ContrastWithWhite(colour) is < House.LeastContrast and var contrast)
            ModelState.AddModelError(nameof(Colour), $"White words cannot be read on {colour}: their contrast is {contrast:0.0}, and {House.LeastContrast:0.0} is the least. Choose a darker colour");
        var logo = await ReadAsync(cancellation);
        if (!ModelState.IsValid) return Page();
        if (style is null) db.Add(style = new(session.Partnership));
        else db.Entry(style).Property(s => s.Version).OriginalValue = Version;
        style.Change(colour, session.User, clock.GetUtcNow().UtcDateTime);
        if (logo is not null) style.Bear(logo);
        return await SaveAsync("The look of the partnership’s papers is changed.", cancellation);
    }

    public async Task<IActionResult> OnPostNoLogoAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { Logo: not null } style) return NotFound();
        db.Entry(style).Property(s => s.Version).OriginalValue = Version;
        style.Bear(null);
        style.Change(style.Colour, session.User, clock.GetUtcNow().UtcDateTime);
        return await SaveAsync("The logo is gone. Concordat’s mark stands in its place.", cancellation);
    }

    async Task<IActionResult> SaveAsync(string words, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError(nameof(Colour), "Somebody else changed it while you did. Open the page again to see how it looks now");
            return Page();
        }
        TempData.Done(words);
        return RedirectToPage();
    }

    async Task<HouseStyle?> FindAsync(CancellationToken cancellation)
    {
        var style = await db.Set<HouseStyle>().SingleOrDefaultAsync(cancellation);
        HasLogo = style?.Logo is not null;
        return style;
    }

    async Task<CleanPhoto?> ReadAsync(CancellationToken cancellation)
    {
        if (Upload is null) return null;
        if (Upload.Length > MostBytes)
        {
            ModelState.AddModelError(nameof(Upload), "The logo must be 1 MB or smaller. Make it smaller and send it again");
            return null;
        }
        var bytes = new byte[Upload.Length];
        await using (var stream = Upload.OpenReadStream()) await stream.ReadExactlyAsync(bytes, cancellation);
        var (logo, fault) = PhotoCleaner.Clean(bytes);
        if (fault is null && logo!.MediaType != "image/png") fault = "The logo must be a PNG file. Save it as PNG and send that";
        if (fault is not null) ModelState.AddModelError(nameof(Upload), fault);
        return logo;
    }

    Report Specimen() => new()
    {
        Title = "Specimen",
        Subtitle = "How papers look",
        Partnership = site.PartnershipName,
        Marking = site.Marking,
        Status = "Specimen",
        Version = "1",
        WrittenBy = session.DisplayName,
        Handling = new("For the administrator.", "There is nothing in it to pass on."),
        Date = London.Today(clock),
        Sections = [new() { Heading = "What a section looks like", Blocks = [new Paragraph("The cover shows the colour and the logo. Charts and maps keep their own colours, which can be told apart without colour.")] }],
    };

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hex();
}
