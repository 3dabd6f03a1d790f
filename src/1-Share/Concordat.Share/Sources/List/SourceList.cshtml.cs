using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Share.Sources.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Sources.List;

/// <summary>The sources, what each adds, whether its review is due, and which products use it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class SourceListModel(SourceDesk desk) : PageModel
{
    public bool MayEnter => desk.MayEnter;
    public DateOnly Today => desk.Today;
    public IReadOnlyList<Source> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public ILookup<string, SourceUse> Uses { get; private set; } = Array.Empty<SourceUse>().ToLookup(u => u.Key);
    public IReadOnlyList<KnownSource> NotEntered { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (Rows, People, Uses) = (await desk.AllAsync(cancellation), await desk.PeopleAsync(cancellation), await desk.UsesAsync(cancellation));
        NotEntered = [.. (await desk.KnownAsync(cancellation)).Where(k => Rows.All(r => r.Key != k.Key))];
    }
}
