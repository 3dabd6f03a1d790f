using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements;

/// <summary>What the pages of one version of an agreement share.</summary>
internal abstract class AgreementPage(AgreementReader reader, AgreementDesk desk, Session session, TimeProvider clock) : PageModel
{
    IReadOnlyList<Body> _bodies = [];

    [FromRoute] public Guid Id { get; set; }

    public AgreementRecord Record { get; private set; } = null!;
    public VersionRecord Version { get; private set; } = null!;
    public IReadOnlyList<SharingPurpose> Purposes { get; private set; } = [];
    public DateOnly Today => London.Today(clock);
    public bool MayWrite => desk.MayWrite;
    protected AgreementReader Reader => reader;
    protected AgreementDesk Desk => desk;
    protected Session Session => session;

    /// <summary>Every body that is or was of the partnership, with its standing today.</summary>
    public IReadOnlyList<Body> Bodies => _bodies;

    public string BodyName(Guid agency) => _bodies.FirstOrDefault(b => b.Agency.Id == agency)?.Agency.Name ?? "a body that is no longer listed";

    public string? StandingOf(Guid agency) => _bodies.FirstOrDefault(b => b.Agency.Id == agency)?.Standing;

    public string PurposeName(string key) => Purposes.FirstOrDefault(p => p.Key == key)?.Name ?? key;

    public string Address(int? number = null) => $"/share/agreements/{Id}" + (number is { } n ? $"?version={n}" : "");

    public string ActAddress(string act) => $"/share/agreements/{Id}/versions/{Version.Version.Number}/{act}";

    /// <summary>Reads the agreement and one of its versions, the one that speaks for it by default; false when there is none.</summary>
    protected async Task<bool> FindAsync(int? number, CancellationToken cancellation)
    {
        if (await reader.FindAsync(Id, Today, cancellation) is not { } record) return false;
        if ((number is { } n ? record.Find(n) : record.Head) is not { } version) return false;
        (Record, Version) = (record, version);
        _bodies = await reader.BodiesAsync(Today, cancellation);
        Purposes = await reader.PurposesAsync(cancellation);
        return true;
    }
}
