using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Rights.Show;

/// <summary>One request: who asks, by when, what was decided, and the proof of what was done. Opening it is logged.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class ShowRequestModel(RightsDesk desk) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public RightsRequest Record { get; private set; } = null!;
    public RequestPerson? Person { get; private set; }
    public IReadOnlyList<RightsProof> Proofs { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public DateOnly Today => desk.Today;
    public string Here => $"/review/rights/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return NotFound();
        Record = found;
        Person = await desk.OpenAsync(found, "look at the request", cancellation);
        Proofs = await desk.Db.Set<RightsProof>().AsNoTracking().Where(p => p.RequestId == Id).OrderBy(p => p.At).ToListAsync(cancellation);
        People = await desk.PeopleAsync(cancellation);
        return Page();
    }

    public static IEnumerable<(string Term, string Text)> Facts(RequestPerson person) =>
        new (string Term, string? Text)[]
        {
            ("Name", person.Name), ("Other names", person.OtherNames), ("Born", person.BornOn), ("Address", person.Address), ("Reference", person.Reference), ("Contact", person.Contact),
        }.Where(f => !string.IsNullOrWhiteSpace(f.Text)).Select(f => (f.Term, f.Text!));
}
