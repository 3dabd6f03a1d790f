using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.ContextSets.Show;

/// <summary>One version of a contextual set; those who keep records may withdraw it with a reason.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowContextModel(ContextStore store, PlainWords plain) : PageModel
{
    public const int PageSize = 50;

    [FromRoute] public Guid Id { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;
    [BindProperty, Display(Name = "Why it is withdrawn"), StringLength(500, ErrorMessage = "Shorten the reason to 500 characters")] public string? Because { get; set; }

    public ContextLoad Load { get; private set; } = null!;
    public bool MayLoad => store.MayLoad;
    public IReadOnlyList<ContextFigure> Figures { get; private set; } = [];
    public int Total { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!store.MayLoad || !await ReadAsync(cancellation)) return NotFound();
        plain.Require(ModelState, nameof(Because), Because, "Enter why it is withdrawn");
        if (!ModelState.IsValid) return Page();
        var isDone = await store.WithdrawAsync(Id, Because!.Trim(), cancellation);
        TempData.Done(isDone ? "It counts in no figure any more; an earlier version does again, where there is one." : "It was withdrawn already.", "Withdrawn");
        return Redirect($"/share/context/{Id}");
    }

    async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await store.FindAsync(Id, cancellation) is not { } found) return false;
        (Load, PageNumber) = (found, Math.Clamp(PageNumber, 1, 100_000));
        (Figures, Total) = await store.FiguresAsync(new(null, null, null, null, Id), PageNumber, PageSize, cancellation);
        return true;
    }
}
