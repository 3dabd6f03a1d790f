using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Concordat.Share.Disclosures.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Review.Assurance.Rights.Search;

/// <summary>What is held of the person who asks, and what their request allows to be done with it.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class SearchRecordsModel(RightsDesk desk, SubjectSearch search, IThirdParties thirdParties, AccessPack pack) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public List<string> Chosen { get; set; } = [];
    [BindProperty, Display(Name = "Also hide these names", Description = "One on each line"), StringLength(2000, ErrorMessage = "Shorten the list to 2,000 characters")] public string? Hide { get; set; }
    [BindProperty, Display(Name = "What is wrong", Description = "The words as they stand"), StringLength(200)] public string? From { get; set; }
    [BindProperty, Display(Name = "What is right"), StringLength(200)] public string? To { get; set; }
    [BindProperty, Display(Name = "I have read each of these. Erasing cannot be undone")] public bool IsSure { get; set; }

    public RightsRequest Record { get; private set; } = null!;
    public RequestPerson? Person { get; private set; }
    public IReadOnlyList<Find> Finds { get; private set; } = [];
    public string? Refusal { get; private set; }
    public string Here => $"/review/rights/{Id}";
    public IReadOnlyList<string> Words => Person?.Words ?? [];
    public string Scope => Refusal is null ? $"{Finds.Count} {(Finds.Count == 1 ? "place holds" : "places hold")} something." : "";

    IReadOnlyList<string> _hidden = [];
    bool _isPost;

    public string Act => Record.Kind switch { RightsRequest.Access => "pack", RightsRequest.Correction => "correct", RightsRequest.Restriction => "restrict", _ => "erase" };
    public string Verb => Record.Kind switch { RightsRequest.Access => "put into the pack", RightsRequest.Correction => "correct", RightsRequest.Restriction => "restrict", _ => "erase" };

    public bool IsChosen(Find find) => MayChoose(find) && (_isPost ? Chosen.Contains(find.Id) : Record.Kind == RightsRequest.Access);

    public bool MayChoose(Find find) => Record.Kind switch
    {
        RightsRequest.Access => true,
        RightsRequest.Restriction => find.Place == Find.Disclosure,
        RightsRequest.Correction => find.CanChange && find.Place != Find.File,
        _ => find.CanChange,
    };

    public static string WhyNot(Find find) => !find.CanChange ? "A member’s own name and account are changed by the administrator."
        : find.Place == Find.File ? "A file is kept as it was sent. Ask the body that sent it to send it again." : "Only disclosures can be restricted. Other records can be corrected or erased.";

    /// <summary>Text as it will be handed out; as it stands where it is to be corrected or erased.</summary>
    public string AsShown(string text) => Record.Kind == RightsRequest.Access ? thirdParties.Hide(text, Person!.Own, _hidden) : text;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        return Page();
    }

    public async Task<IActionResult> OnPostLookAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPackAsync(CancellationToken cancellation)
    {
        if (!await ReadyAsync(RightsRequest.Access, cancellation)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var chosen = Picked();
        var file = await pack.WriteAsync(Record, Person!, chosen, text => thirdParties.Hide(text, Person!.Own, _hidden), cancellation);
        await desk.LogAsync(AuditAction.Disclose, Record, new { to = "the person", items = chosen.Count, leftOut = Finds.Count - chosen.Count, format = "docx" }, cancellation);
        return File(file, AccessPack.MediaType, $"{Record.Reference}-what-is-held.docx");
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellation)
    {
        if (!await ReadyAsync(RightsRequest.Correction, cancellation)) return NotFound();
        if ((From ?? "").Trim().Length < 2) ModelState.AddModelError(nameof(From), "Enter the words that are wrong, as they stand");
        if (string.IsNullOrWhiteSpace(To)) ModelState.AddModelError(nameof(To), "Enter what is right");
        if (!ModelState.IsValid) return Page();
        var changed = await search.CorrectAsync(Record, Picked(), From!.Trim(), To!.Trim(), cancellation);
        TempData.Done($"{changed} {(changed == 1 ? "record is" : "records are")} corrected. Tell those to whom it was disclosed.");
        return Redirect(Here);
    }

    public Task<IActionResult> OnPostRestrictAsync(CancellationToken cancellation) => RestrictAsync(true, cancellation);

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken cancellation) => RestrictAsync(false, cancellation);

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken cancellation)
    {
        if (!await ReadyAsync(RightsRequest.Erasure, cancellation)) return NotFound();
        if (!IsSure) ModelState.AddModelError(nameof(IsSure), "Confirm that you have read each of these");
        if (!ModelState.IsValid) return Page();
        var (before, after) = await search.EraseAsync(Record, Person!, Picked(), cancellation);
        TempData.Done($"{before} {(before == 1 ? "place" : "places")} before, {after} after. The proof stands below.", "Erased");
        return Redirect(Here);
    }

    async Task<IActionResult> RestrictAsync(bool restricted, CancellationToken cancellation)
    {
        if (!await ReadyAsync(RightsRequest.Restriction, cancellation)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var changed = await search.RestrictAsync(Record, Picked(), restricted, cancellation);
        TempData.Done($"{changed} {(changed == 1 ? "disclosure is" : "disclosures are")} {(restricted ? "restricted" : "released from the restriction")}.");
        return Redirect(Here);
    }

    List<Find> Picked() => [.. Finds.Where(f => MayChoose(f) && Chosen.Contains(f.Id))];

    async Task<bool> ReadyAsync(string kind, CancellationToken cancellation)
    {
        // What the request does not ask for is not there, and nothing is read to say so.
        if ((await desk.FindAsync(Id, cancellation))?.Kind != kind || !await LoadAsync(cancellation)) return false;
        if (Refusal is not null) ModelState.AddModelError("", Refusal);
        else if (Picked().Count == 0) ModelState.AddModelError(nameof(Chosen), $"Select at least one thing to {Verb}");
        return true;
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, _isPost) = (found, !Microsoft.AspNetCore.Http.HttpMethods.IsGet(Request.Method));
        Refusal = !found.IsOpen ? "Q-ANSWERED: this request was answered. Record a new one if the person asks again" : null;
        if (Refusal is not null) return true;
        Person = await desk.OpenAsync(found, "search", cancellation);
        if (Person is null) return true;
        Finds = await search.FindAsync(found, Person, cancellation);
        var people = await desk.PeopleAsync(cancellation);
        _hidden = [.. (Hide ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. people.On(desk.Today).Select(m => m.DisplayName)];
        if (found.SearchedAt is null)
        {
            found.Searched(desk.Now);
            await desk.Db.SaveChangesAsync(cancellation);
        }
        return true;
    }
}
