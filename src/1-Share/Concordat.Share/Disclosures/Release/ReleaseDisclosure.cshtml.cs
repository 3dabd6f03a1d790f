using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Release;

/// <summary>What is sent, by the holder itself: words, and a file if there is one, kept sealed under a key of its own.</summary>
/// <remarks>The upload stays in memory: nothing personal reaches a temporary file.</remarks>
[Authorize(Policy = Policies.AskForDisclosures), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
internal sealed class ReleaseDisclosureModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    const int LargestFile = 20 << 20, LargestRequest = LargestFile + (1 << 20);

    [BindProperty, Display(Name = "What you send", Description = "In words, or a description of the file"), StringLength(8000), Required(ErrorMessage = "Enter what you send")]
    public string? Sent { get; set; }

    [BindProperty, Display(Name = "File, if there is one", Description = "Up to 20 MB. It is encrypted before it is stored; only the recipient, you and information governance can open it")]
    public IFormFile? Attachment { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsDecider(Record)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Release, cancellation)) return Page();
        Refusal = await Desk.AgreementRefusalAsync(Record, cancellation);
        if (Refusal is null) await OpenSubjectAsync("decide", cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsDecider(Record)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Release, cancellation)) return Page();
        if (await Desk.AgreementRefusalAsync(Record, cancellation) is { } ended) ModelState.AddModelError("", ended);
        if (Attachment is { Length: > LargestFile }) ModelState.AddModelError(nameof(Attachment), "The file must be 20 MB or smaller. Send less, or in parts");
        if (Attachment is { Length: 0 }) ModelState.AddModelError(nameof(Attachment), "The file is empty. Choose the file you meant");
        if (!ModelState.IsValid)
        {
            await OpenSubjectAsync("decide", cancellation);
            return Page();
        }
        Record.Release(Sent!, Desk.Session.User, Desk.Now);
        if (Attachment is not null) await AttachAsync(Attachment, cancellation);
        Desk.Db.Add(Desk.EntryOfRelease(Record));
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{People.NameAndAgencyOf(Record.RecipientId)} can open it now.", "Released");
        return Redirect(Here);
    }

    async Task AttachAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        await using (var content = file.OpenReadStream()) await content.ReadExactlyAsync(bytes, cancellation);
        Record.Attach(Path.GetFileName(file.FileName), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), Desk.Seal(bytes));
        CryptographicOperations.ZeroMemory(bytes);
    }
}
