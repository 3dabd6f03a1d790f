using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>Takes a file for one set and quarter. The form is read by hand: the framework's own reading would put it on disk.</summary>
[Authorize(Policy = Policies.SendReturns), Uploads]
[IgnoreAntiforgeryToken]
[NoFormBinding]
public sealed class SendFileModel(ReturnSending sending, SendingRoom room, QuarterState quarters, ReturnMoves moves, SentReturns returns, Session session, IAntiforgery antiforgery, Sets.AgreementGrace grace) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "agency")] public Guid Agency { get; set; }
    [BindProperty(SupportsGet = true, Name = "answers")] public Guid? Answers { get; set; }

    [Display(Name = "The file", Description = "CSV, an Excel workbook, GeoJSON, or a ZIP with one of them; 150 MB at most.")]
    [BindNever]
    public new IFormFile? File { get; set; }

    public SetDefinition Set { get; private set; } = null!;
    public SetPeriod Period { get; private set; }
    public BoardRow? Row { get; private set; }
    public (string Code, string Words)? Refusal { get; private set; }
    public string Token { get; private set; } = "";
    public IReadOnlyList<string> Late { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation)) return NotFound();
        Refusal = await sending.RefusalAsync(Parcel(true), cancellation);
        Late = await grace.ReadAsync(Agency, set, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation)) return NotFound();
        try
        {
            await using var form = await UploadForm.ReadAsync(Request, IsTrustedAsync, cancellation);
            if (form is null) return BadRequest();
            if (form.File is not { } file) throw new FileProblemException("The file", "none was chosen", "Select a file");
            if (Guid.TryParse(form.Fields.GetValueOrDefault("answers"), out var answers))
            {
                if (await returns.FindAsync(answers, cancellation) is not { } answered || answered.AgencyId != Agency || answered.Set.Number != set || answered.Period != Period) return NotFound();
                Answers = answers;
            }
            var passing = await room.StartAsync(session, Parcel(form.Fields.GetValueOrDefault("choice") != "all"), form.FileName, form.Take());
            return Redirect($"/share/returns/sending/{passing.Id}");
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(File), problem.Message);
            return Page();
        }
    }

    async Task<bool> LoadAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (Agency == Guid.Empty) Agency = session.AgencyId ?? Guid.Empty;
        if (!Quarters.TryParse(quarter, out var period) || !moves.MaySendFor(Agency)) return false;
        (Set, Period) = (SetCatalogue.Standard.Statutory(set), period);
        Row = (await quarters.FindAsync(Agency, set, period, cancellation))?.Row;
        Token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken!;
        return Row is not null;
    }

    Parcel Parcel(bool takesGoodRows) => new(Agency, Set, Period, "file", takesGoodRows, Answers);

    async Task<bool> IsTrustedAsync(IReadOnlyDictionary<string, string> fields)
    {
        // Found in the header, the check does not read the form.
        Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault("__RequestVerificationToken") ?? "none";
        return await antiforgery.IsRequestValidAsync(HttpContext);
    }
}
