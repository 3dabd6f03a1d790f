using Concordat.Partnership.Agencies;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements;

/// <summary>Signatures, approvals and reviews that wait for the person who is acting.</summary>
internal sealed class AgreementDuties(AgreementReader reader, AgreementDesk desk, ConcordatDb db, Session session) : IDutySource
{
    const int DaysAhead = 30;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        var isSignatory = (await db.Set<Signatory>().AsNoTracking().Where(s => s.UserId == session.User && s.AgencyId == session.AgencyId).ToListAsync(cancellation)).Any(s => s.IsSignatoryOn(today));
        if (!isSignatory && !desk.MayWrite) return [];
        var agreements = await reader.AllAsync(today, cancellation);
        var standing = (await reader.BodiesAsync(today, cancellation)).FirstOrDefault(b => b.Agency.Id == session.AgencyId)?.Standing;
        return [.. agreements.SelectMany(a => a.Versions.Select(v => DutyOf(a.Agreement, v, isSignatory, standing, today))).OfType<Duty>()];
    }

    Duty? DutyOf(Agreement agreement, VersionRecord v, bool isSignatory, string? standing, DateOnly today)
    {
        var (address, signed) = ($"/share/agreements/{agreement.Id}?version={v.Version.Number}", v.Signatures.Any(s => s.AgencyId == session.AgencyId && s.WithdrawnOn is null));
        var state = v.Standing.State;
        // Only a responsible authority must sign; the others are not pressed.
        if (isSignatory && !signed && standing == Standing.ResponsibleAuthority && state is AgreementState.ForSignature)
            return new($"Sign “{agreement.Title}” for your body", "It is not in force before every responsible authority has signed.", address, v.Version.StartsOn);
        if (desk.MayWrite && state == AgreementState.ForApproval && v.Version.WrittenBy != session.User)
            return new($"Approve or send back “{agreement.Title}”", $"Version {v.Version.Number} by {v.Version.WrittenByName} waits for approval.", address);
        var mustReview = state is AgreementState.InForce or AgreementState.ReviewOverdue or AgreementState.ReviewLapsed
            && ((isSignatory && signed) || session.Has(Role.Coordinator)) && v.Standing.ReviewDue <= today.AddDays(DaysAhead);
        return mustReview ? new($"Review “{agreement.Title}”", v.Standing.Reason is { } reason ? $"It {reason}." : "Keep it as it is, or begin a new version.", address, v.Standing.ReviewDue) : null;
    }
}
