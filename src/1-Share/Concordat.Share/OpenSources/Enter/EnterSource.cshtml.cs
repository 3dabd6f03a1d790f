using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.OpenSources.Enter;

/// <summary>Enters an open source, or corrects one with a reason.</summary>
/// <remarks>The upload stays in memory until its words were looked through.</remarks>
[Authorize(Policy = Policies.KeepRecords), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
internal sealed class EnterSourceModel(OpenSourceDesk desk) : PageModel
{
    const int LargestRequest = CapturedFile.Most + (1 << 20), MostCapture = 20_000;

    [FromRoute] public Guid? Id { get; set; }

    /// <summary>The version that the form was filled from.</summary>
    [BindProperty] public uint Version { get; set; }
    [BindProperty, Display(Name = "Kind of source")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Title"), StringLength(300, ErrorMessage = "Shorten the title to 300 characters")] public string? Title { get; set; }
    [BindProperty, Display(Name = "Address", Description = "Of the page; for a paper, its name, date and page"), StringLength(1000, ErrorMessage = "Shorten the address to 1,000 characters")] public string? Address { get; set; }
    [BindProperty, Display(Name = "Seen on", Description = "For example, 27 3 2026")] public DateOnly? SeenOn { get; set; }
    [BindProperty, Display(Name = "What it says", Description = "As you read it. Leave it empty where you keep a file instead"), StringLength(MostCapture, ErrorMessage = "Shorten it to 20,000 characters, or keep it as a file")] public string? Capture { get; set; }
    [BindProperty, Display(Name = "File as read (optional)", Description = "Text, PDF, PNG or JPEG, up to 10 MB")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "How far is the source relied on?")] public string? SourceGrade { get; set; }
    [BindProperty, Display(Name = "How does the source know?")] public string? InformationGrade { get; set; }
    [BindProperty, Display(Name = "Theme (optional)")] public string? ThemeKey { get; set; }
    [BindProperty, Display(Name = "Place (optional)"), StringLength(200, ErrorMessage = "Shorten the place to 200 characters")] public string? Place { get; set; }
    [BindProperty, Display(Name = "Note (optional)", Description = "What it shows, or how far it goes"), StringLength(2000, ErrorMessage = "Shorten the note to 2,000 characters")] public string? Note { get; set; }
    [BindProperty, Display(Name = "Names and other personal details in it", Description = "A PDF or picture cannot be searched for them: look through it yourself")] public string? Names { get; set; } = "remove";
    [BindProperty, Display(Name = "Why it is corrected"), StringLength(500, ErrorMessage = "Shorten the reason to 500 characters")] public string? Because { get; set; }

    public OpenSource? Held { get; private set; }
    public string Back => Id is null ? "/share/open-sources" : $"/share/open-sources/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Held is not { } held) return Page();
        (Kind, Title, Address, SeenOn, Capture, ThemeKey, Place, Note, Version) = (held.Kind, held.Title, held.Address, held.SeenOn, held.Capture, held.ThemeKey, held.Place, held.Note, held.Version);
        (SourceGrade, InformationGrade, Names) = (held.SourceGrade.ToString(CultureInfo.InvariantCulture), held.InformationGrade, held.Names == OpenSource.Confirmed ? "keep" : "remove");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Check();
        var file = await FileAsync(cancellation);
        if (ModelState.IsValid) CheckNames(file);
        if (!ModelState.IsValid) return Page();
        try
        {
            if (Held is null) Held = await desk.EnterAsync(Words(file), file, cancellation);
            else await desk.CorrectAsync(Held, Words(file), Because!, file, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", "Somebody corrected or withdrew it meanwhile. Open it again and look before you save");
            return Page();
        }
        TempData.Done($"{Held.Reference} stands in the register.", Id is null ? "Entered" : "Corrected");
        return Redirect($"/share/open-sources/{Held.Id}");
    }

    void Check()
    {
        if (!OpenSourceChoices.Kinds.Holds(Kind)) ModelState.AddModelError(nameof(Kind), "Choose the kind of source");
        Require(nameof(Title), Title, "Enter its title");
        Require(nameof(Address), Address, "Enter its address");
        if (SeenOn is null && ModelState[nameof(SeenOn)]?.Errors.Count is null or 0) ModelState.AddModelError(nameof(SeenOn), "Enter the day on which you saw it");
        if (SeenOn > desk.Today) ModelState.AddModelError(nameof(SeenOn), "The day must be today or in the past");
        if (string.IsNullOrWhiteSpace(Capture) && Upload is null && Held?.FileId is null) ModelState.AddModelError(nameof(Capture), "Enter what it says, or choose a file");
        if (!OpenSourceChoices.SourceGrades.Holds(SourceGrade)) ModelState.AddModelError(nameof(SourceGrade), "Choose how far the source is relied on");
        if (!OpenSourceChoices.InformationGrades.Holds(InformationGrade)) ModelState.AddModelError(nameof(InformationGrade), "Choose how the source knows");
        if (!string.IsNullOrEmpty(ThemeKey) && !OpenSourceChoices.Themes.Holds(ThemeKey)) ModelState.AddModelError(nameof(ThemeKey), "Choose a theme from the list");
        if (!OpenSourceChoices.NamesChoices.Holds(Names)) ModelState.AddModelError(nameof(Names), "Choose whether personal details are taken out or stay");
        if (Held is null) return;
        Require(nameof(Because), Because, "Enter why it is corrected");
        if (desk.PersonIn(Because) is { } kind) ModelState.AddModelError(nameof(Because), $"This seems to hold {kind}. Take it out");
        if (Version != Held.Version) ModelState.AddModelError("", "Somebody corrected it meanwhile. Open it again and look before you save");
    }

    void Require(string field, string? words, string message)
    {
        if (string.IsNullOrWhiteSpace(words)) ModelState.AddModelError(field, message);
    }

    async Task<CapturedFile?> FileAsync(CancellationToken cancellation)
    {
        if (Upload is null) return null;
        if (Upload.Length is 0 or > CapturedFile.Most)
        {
            ModelState.AddModelError(nameof(Upload), Upload.Length == 0 ? "The file is empty. Choose the file you meant" : "The file must be 10 MB or smaller");
            return null;
        }
        using var bytes = new MemoryStream((int)Upload.Length);
        await using (var content = Upload.OpenReadStream()) await content.CopyToAsync(bytes, cancellation);
        var name = desk.Clean(Path.GetFileName(Upload.FileName))!;
        if (CapturedFile.Of(name, bytes.ToArray()) is { } file) return file;
        ModelState.AddModelError(nameof(Upload), "The file must be text, a PDF, a PNG or a JPEG");
        return null;
    }

    // A file is kept as it was read, so nothing can be taken out of it.
    void CheckNames(CapturedFile? file)
    {
        if (Names == "keep" || file is null) return;
        if (file.Text is null) ModelState.AddModelError(nameof(Names), "Look through the file, and say that what is in it may stay: a PDF or picture cannot be searched");
        else if (desk.PersonIn(file.Text) is { } kind) ModelState.AddModelError(nameof(Names), $"The file seems to hold {kind}. Say that it may stay, or enter the words instead of the file");
    }

    OpenSourceWords Words(CapturedFile? file)
    {
        string?[] written = [Title, Capture, Place, Note];
        var isFound = Array.Exists(written, w => desk.PersonIn(w) is not null);
        var stays = Names == "keep";
        // What was confirmed of a file stays so while the file does.
        var isConfirmed = stays ? isFound || file is not null || Held is { FileId: not null, Names: OpenSource.Confirmed } : file is null && Held is { FileId: not null, Names: OpenSource.Confirmed };
        string? Kept(string? words) => string.IsNullOrWhiteSpace(words) ? null : stays ? words.ReplaceLineEndings("\n").Trim() : desk.Clean(words.ReplaceLineEndings("\n").Trim());
        return new(Kind!, Kept(Title)!, Address!.Trim(), SeenOn!.Value, Kept(Capture), short.Parse(SourceGrade!, CultureInfo.InvariantCulture), InformationGrade!, string.IsNullOrEmpty(ThemeKey) ? null : ThemeKey,
            Kept(Place), Kept(Note), isConfirmed ? OpenSource.Confirmed : isFound && !stays ? OpenSource.Removed : OpenSource.NoNames);
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (Id is not { } id) return true;
        Held = await desk.FindAsync(id, cancellation);
        return Held is { WithdrawnAt: null };
    }
}
