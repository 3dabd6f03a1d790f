using Concordat.Partnership.Areas;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
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
public sealed class LayerListModel(ConcordatDb db, Session session, GazetteerStore gazetteer, PostcodeDesk postcodes, PlaceQueue queue, LayerDesk layers) : PageModel
{
    public IReadOnlyList<LayerRow> Layers { get; private set; } = [];
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public int Places { get; private set; }
    public int Postcodes { get; private set; }
    public (int Questions, int Rows) Waiting { get; private set; }
    public IReadOnlyList<BoundaryChange> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Layers = await db.Set<AreaLayer>().OrderBy(l => l.Kind).ThenByDescending(l => l.ValidFrom)
            .Select(l => new LayerRow(l.Id, l.Name, l.Kind, l.Source, l.ValidFrom, l.ValidTo, db.Set<Area>().Count(a => a.PartnershipId == l.PartnershipId && a.LayerId == l.Id)))
            .ToListAsync(cancellation);
        Places = (await gazetteer.KindsAsync(cancellation)).Sum(k => k.Places);
        Postcodes = (await postcodes.HeldAsync(cancellation)).Areas.Sum(a => a.Postcodes);
        Waiting = await queue.WaitingAsync(null, cancellation);
        Changes = await layers.ListAsync(cancellation);
    }
}
