using Concordat.Partnership.Areas;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Places;

/// <summary>One layer in the list.</summary>
public sealed record LayerRow(Guid Id, string Name, string Kind, string Source, DateOnly From, DateOnly? To, int Areas)
{
    public string KindName => LayerDesk.Kinds.FirstOrDefault(k => k.Kind == Kind).Name ?? Kind;
}

/// <summary>All layers of boundaries and of the base map.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class LayerListModel(ConcordatDb db, Session session) : PageModel
{
    public IReadOnlyList<LayerRow> Layers { get; private set; } = [];
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Layers = await db.Set<AreaLayer>().OrderBy(l => l.Kind).ThenByDescending(l => l.ValidFrom)
            .Select(l => new LayerRow(l.Id, l.Name, l.Kind, l.Source, l.ValidFrom, l.ValidTo, db.Set<Area>().Count(a => a.PartnershipId == l.PartnershipId && a.LayerId == l.Id)))
            .ToListAsync(cancellation);
}
