using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Advice.List;

/// <summary>The forum: questions with their answers, searched by words.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AdviceListModel(AdviceDesk desk) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true), Display(Name = "Words in the question or an answer")] public string? Q { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Only those with a position")] public bool Settled { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<AdviceQuestion> Rows { get; private set; } = [];
    public IReadOnlySet<Guid> WithPosition { get; private set; } = new HashSet<Guid>();
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || Settled;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (Rows, Total, WithPosition) = await desk.FindAsync(Q, Settled, PageNumber, PageSize, cancellation);
        People = await desk.PeopleAsync(cancellation);
    }
}
