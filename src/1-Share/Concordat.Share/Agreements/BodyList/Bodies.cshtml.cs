using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements.BodyList;

/// <summary>The bodies of the partnership by their standing on a day.</summary>
[Authorize]
internal sealed class BodiesModel(AgreementReader reader, Connections connections, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    Dictionary<Guid, string> _signatories = [];
    IReadOnlyList<Body> _bodies = [];

    [BindProperty(SupportsGet = true)] public DateOnly? On { get; set; }

    public DateOnly Day => On ?? London.Today(clock);
    public IReadOnlyList<BodyKind> Kinds { get; private set; } = [];
    public bool MayChange => BodyRights.MayChange(session);
    public IEnumerable<IGrouping<string, Body>> Groups => _bodies.Where(b => b.Standing is not null).GroupBy(b => b.Standing!).OrderBy(g => Array.IndexOf([.. Standing.All], g.Key));
    public IReadOnlyList<Body> Gone => [.. _bodies.Where(b => b.Standing is null)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return NotFound();
        On ??= London.Today(clock);
        _bodies = await reader.BodiesAsync(Day, cancellation);
        Kinds = await AgencyStandings.KindsAsync(connections, cancellation);
        var people = await directory.ReadAsync(cancellation);
        _signatories = (await db.Set<Signatory>().AsNoTracking().ToListAsync(cancellation)).Where(s => s.IsSignatoryOn(Day)).GroupBy(s => s.AgencyId)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(s => people.NameOf(s.UserId)).Order(StringComparer.CurrentCulture)));
        return Page();
    }

    public static string Heading(string standing) => standing switch
    {
        Standing.ResponsibleAuthority => "Responsible authorities",
        Standing.CooperatingBody => "Co-operating bodies",
        Standing.Invitee => "Invitees",
        _ => "Others",
    };

    public string KindName(Agency agency) => Kinds.FirstOrDefault(k => k.Key == agency.KindKey)?.Name ?? "";

    public string SignatoriesOf(Guid agency) => _signatories.GetValueOrDefault(agency, "none named");

    public string Successor(Agency agency) => _bodies.FirstOrDefault(b => b.Agency.Id == agency.SucceededBy) is { } successor ? $", succeeded by {successor.Agency.Name}" : "";
}

/// <summary>Who may change bodies, their standing and their signatories.</summary>
internal static class BodyRights
{
    public static bool MayChange(Session session) => session.Has(Role.Coordinator) || session.Has(Role.Administrator);
}
