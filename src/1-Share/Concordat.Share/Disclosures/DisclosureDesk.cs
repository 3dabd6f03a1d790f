using System.Text.Json;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures;

/// <summary>What every page of a disclosure needs: the record within reach, who the people are, and the mark that reading leaves.</summary>
internal sealed class DisclosureDesk(
    ConcordatDb db, RunningNumbers numbers, Session session, MemberDirectory directory, DisclosureAgreements agreements, AuditLog audit, Sealer sealer, TimeProvider clock)
{
    /// <summary>Roles that work with named people; the others cannot ask, receive or decide.</summary>
    public static IReadOnlyList<string> Workers { get; } = [Role.Coordinator, Role.Chair, Role.Practitioner];

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The record; null when there is none or the person need not know of it. An approval whose last day has passed runs out here.</summary>
    public async Task<Disclosure?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Disclosure>().SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } found) return null;
        if (found.State != DisclosureState.Approved || found.ExpiresOn >= Today || found.RestrictedAt is not null) return found;
        found.Expire(Now);
        await db.SaveChangesAsync(cancellation);
        return found;
    }

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    /// <summary>An empty draft of the person who is acting.</summary>
    public async Task<Disclosure> StartAsync(CancellationToken cancellation)
    {
        var draft = new Disclosure(session.Partnership, Guid.CreateVersion7(), await numbers.NextAsync(RunningNumbers.Disclosure, cancellation), session.User, session.AgencyId!.Value, Now);
        db.Add(draft);
        await db.SaveChangesAsync(cancellation);
        return draft;
    }

    public SealedContent? Seal(DisclosureSubject subject) => subject.IsBlank ? null : sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(subject));

    public SealedContent Seal(byte[] file) => sealer.Seal(file);

    public DisclosureSubject? SubjectOf(Disclosure disclosure) => disclosure.SubjectOf(sealer);

    public byte[] FileOf(Disclosure disclosure) => sealer.Open(disclosure.File!, disclosure.FileKey!);

    public Task<IReadOnlyList<AgreementPurpose>> PurposesAsync(CancellationToken cancellation) => agreements.InForceAsync(Today, cancellation);

    /// <summary>Why nothing more may rest on the agreement of a record; null while it is in force.</summary>
    public async Task<string?> AgreementRefusalAsync(Disclosure disclosure, CancellationToken cancellation) =>
        (await PurposesAsync(cancellation)).Any(p => p.AgreementId == disclosure.AgreementId && p.Purpose == disclosure.Purpose)
            ? null : "D-11: the sharing agreement or this purpose of it is no longer in force. Nothing new may rest on it";

    /// <summary>Leaves the mark of a reading, before anything is shown: where it cannot be left, nothing is shown.</summary>
    public Task ReadAsync(Disclosure disclosure, string reason, CancellationToken cancellation) =>
        audit.RecordAsync(AuditAction.Read, "disclosure", disclosure.Id.ToString(), new { reason, channel = "page" }, cancellation);

    public Task DiscloseAsync(string subject, string id, object detail, CancellationToken cancellation) =>
        audit.RecordAsync(AuditAction.Disclose, subject, id, detail, cancellation);

    /// <summary>The entry of a release, to be saved with it: both or neither.</summary>
    public AuditEntry EntryOfRelease(Disclosure disclosure) =>
        audit.Entry(AuditAction.Disclose, "disclosure", disclosure.Id.ToString(), new { recipient = disclosure.RecipientId, file = disclosure.FileSha256, channel = "release" });

    public Task RefusedAsync(Disclosure disclosure, string code, CancellationToken cancellation) =>
        audit.RecordAsync(AuditAction.Refuse, "disclosure", disclosure.Id.ToString(), new { code }, cancellation);

    public bool IsRequester(Disclosure disclosure) => disclosure.RequesterId == session.UserId;

    public bool IsDecider(Disclosure disclosure) => disclosure.DeciderId == session.UserId && disclosure.HolderAgencyId == session.AgencyId;

    public bool Checks => session.Has(Role.InformationGovernance);

    public bool MayAsk => Workers.Any(session.Has);
}
