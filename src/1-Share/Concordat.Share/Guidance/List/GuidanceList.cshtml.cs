using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Guidance.List;

/// <summary>The library of guidance, searched by words.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class GuidanceListModel(GuidanceShelf shelf, MemberDirectory directory) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "Words in it")] public string? Q { get; set; }

    public GuidanceShelf Shelf => shelf;
    public IReadOnlyList<GuidanceNote> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellation) => (Rows, People) = (await shelf.FindAsync(Q, cancellation), await directory.ReadAsync(cancellation));
}
