using System.Text.Json;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Rights;

/// <summary>What every page of a rights request needs: the request, who it is about, and the mark that reading leaves.</summary>
internal sealed class RightsDesk(ConcordatDb db, Session session, AuditLog audit, MemberDirectory directory, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The purpose under which a person's data is reached.</summary>
    public const string Purpose = "rights of a person";
    readonly IDataProtector _protector = protection.CreateProtector("Concordat.Review.Rights");

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    /// <summary>The request, and from here on the purpose of a person's rights; null when there is none.</summary>
    public Task<RightsRequest?> FindAsync(Guid id, CancellationToken cancellation)
    {
        session.ActFor(Purpose);
        return db.Set<RightsRequest>().SingleOrDefaultAsync(r => r.Id == id, cancellation);
    }

    public async Task<RightsRequest> RecordAsync(string kind, DateOnly receivedOn, DateOnly? identityCheckedOn, RequestPerson person, CancellationToken cancellation)
    {
        session.ActFor(Purpose);
        var number = (await db.Set<RightsRequest>().MaxAsync(r => (int?)r.Number, cancellation) ?? 0) + 1;
        var request = new RightsRequest(session.Partnership, Guid.CreateVersion7(), number, kind, receivedOn, RightsRequest.DueAfter(receivedOn), session.User, Now);
        request.IsOf(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(person)));
        if (identityCheckedOn is { } day) request.CheckedIdentity(day);
        db.Add(request);
        await db.SaveChangesAsync(cancellation);
        return request;
    }

    /// <summary>Who a request is about; the reading is logged before anything is shown. Null once erased.</summary>
    public async Task<RequestPerson?> OpenAsync(RightsRequest request, string reason, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Read, "rights request", request.Id.ToString(), new { reason, channel = "page" }, cancellation);
        return request.Person is null ? null : JsonSerializer.Deserialize<RequestPerson>(_protector.Unprotect(request.Person));
    }

    public Task LogAsync(string action, RightsRequest request, object detail, CancellationToken cancellation) =>
        audit.RecordAsync(action, "rights request", request.Id.ToString(), detail, cancellation);

    /// <summary>The reading of one disclosure that a search opened.</summary>
    public Task ReadDisclosureAsync(string disclosure, CancellationToken cancellation) =>
        audit.RecordAsync(AuditAction.Read, "disclosure", disclosure, new { reason = "rights", channel = "search" }, cancellation);

    /// <summary>Notes what an act left behind; saved with the next change of the context.</summary>
    public void Prove(RightsRequest request, string act, string place, int before, int after) =>
        db.Add(new RightsProof(session.Partnership, Guid.CreateVersion7(), request.Id, null, act, place, before, after, Now, session.User));
}
