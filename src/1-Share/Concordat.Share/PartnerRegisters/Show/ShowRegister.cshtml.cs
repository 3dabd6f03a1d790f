using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Files;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.PartnerRegisters.Show;

/// <summary>One register with who asked it; its own body lists and closes it.</summary>
/// <remarks>The upload stays in memory: nothing personal reaches a temporary file.</remarks>
[Authorize(Policy = Policies.ReachDisclosures), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
internal sealed class ShowRegisterModel(RegisterDesk desk) : PageModel
{
    public const int PageSize = 50;
    const int LargestFile = 20 << 20, LargestRequest = LargestFile + (1 << 20);

    [FromRoute] public Guid Id { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;
    [BindProperty, Display(Name = "List", Description = "CSV or workbook with the columns name and date of birth, or address and postcode. Up to 20 MB. It takes the place of the list before; the file is read in memory and not kept")] public IFormFile? Upload { get; set; }

    public PartnerRegister Record { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public IReadOnlyList<LookUp> Log { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyList<(int Row, string Message)> Faults { get; private set; } = [];
    public bool IsHolder => desk.IsHolder(Record);
    public bool SeesAll => IsHolder || desk.Session.Has(Role.InformationGovernance);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostListAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsHolder || Record.ClosedAt is not null) return NotFound();
        if (Upload is null)
        {
            ModelState.AddModelError(nameof(Upload), "Select a list");
            return Page();
        }
        if (Upload.Length > LargestFile)
        {
            ModelState.AddModelError(nameof(Upload), "The list must be 20 MB or smaller. Send it as CSV, or open a register for each part");
            return Page();
        }
        try
        {
            await using var content = Upload.OpenReadStream();
            var read = RegisterFile.Read(content, Path.GetFileName(Upload.FileName), Record.SubjectKind, desk.Today);
            Faults = read.Faults;
            if (read.Faults.Count > 0) ModelState.AddModelError(nameof(Upload), $"{read.Faults.Count:N0} {(read.Faults.Count == 1 ? "row" : "rows")} could not be read; the list before still stands. Mend {(read.Faults.Count == 1 ? "it" : "them")} and send the list again");
            else if (read.Forms.Count == 0) ModelState.AddModelError(nameof(Upload), "The list has no rows; the list before still stands. To end the register, close it");
            if (!ModelState.IsValid) return Page();
            var entries = await desk.ListAsync(Record, read.Forms, cancellation);
            TempData.Done($"{entries:N0} entries. Nothing of the file was kept but their keyed hashes.", "Listed");
            return Redirect($"/share/look-up/registers/{Id}");
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(Upload), problem.Message);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsHolder || Record.ClosedAt is not null) return NotFound();
        await desk.CloseAsync(Record, cancellation);
        TempData.Done("The list and its key are destroyed.", "Closed");
        return Redirect($"/share/look-up/registers/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, People, PageNumber) = (found, await desk.PeopleAsync(cancellation), Math.Clamp(PageNumber, 1, 100_000));
        var log = desk.Db.Set<LookUp>().AsNoTracking().Where(l => l.RegisterId == Id);
        Total = await log.CountAsync(cancellation);
        Log = await log.OrderByDescending(l => l.At).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        return true;
    }
}
