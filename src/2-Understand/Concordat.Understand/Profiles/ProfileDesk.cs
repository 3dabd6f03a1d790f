using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles;

/// <summary>Reads profiles. What the acting person may not read is not there; each opening is logged.</summary>
internal sealed class ProfileDesk(ConcordatDb db, Session session, AuditLog audit)
{
    /// <summary>The profile, its opening logged; null when there is none, or none for this person.</summary>
    public async Task<Profile?> OpenAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Profile>().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } found) return null;
        await audit.RecordAsync(AuditAction.Read, "profile", id.ToString(), new { number = found.Number, edition = found.Edition }, cancellation);
        return found;
    }

    /// <summary>The next number; nobody else gets it before the open transaction ends.</summary>
    public async Task<int> NextNumberAsync(CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select understand.next_profile_number() as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>The edition that would follow a profile; nobody else gets it before the open transaction ends. Null while one of its number is under way.</summary>
    public async Task<int?> NextEditionAsync(Guid profile, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int?>($"select understand.next_profile_edition({profile}) as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>The words of each part: as approved, or as they stand until then.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WordsAsync(Profile profile, CancellationToken cancellation) =>
        profile.Frozen is { } frozen ? RunJson.Read<Dictionary<string, string>>(frozen)
            : await db.Set<ProfilePart>().AsNoTracking().Where(p => p.ProfileId == profile.Id).ToDictionaryAsync(p => p.Part, p => p.Words, cancellation);

    public Task<List<ProfileRecord>> RecordsAsync(Guid profile, CancellationToken cancellation) =>
        db.Set<ProfileRecord>().AsNoTracking().Where(r => r.ProfileId == profile).OrderBy(r => r.OnDay).ThenBy(r => r.MadeAt).ToListAsync(cancellation);

    public Task<List<ProfileReader>> ReadersAsync(Guid profile, CancellationToken cancellation) =>
        db.Set<ProfileReader>().Where(r => r.ProfileId == profile && r.RemovedAt == null).OrderBy(r => r.AddedAt).ToListAsync(cancellation);

    public ProfileReader Reader(Guid profile, Guid user, string reason, DateTime now) => new(session.Partnership, Guid.CreateVersion7(), profile, user, reason, session.User, now);
}

/// <summary>Who may do what with a profile they can open.</summary>
internal static class ProfileRights
{
    static readonly string[] Evidence = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];

    /// <summary>Whether a member's roles let them read evidence, without which no list opens a profile.</summary>
    public static bool ReadsEvidence(this Member member) => member.Roles.Intersect(Evidence).Any();

    public static bool MayCommission(this Session session) => session.Has(Role.Analyst) || session.Has(Role.Coordinator) || session.Has(Role.Chair);

    public static bool MayApproveProfiles(this Session session) => session.Has(Role.Coordinator) || session.Has(Role.Chair);

    /// <summary>Who answers for it now: whoever commissioned or writes it, the co-ordinator and the chair.</summary>
    public static bool MayKeep(this Session session, Profile profile) => profile.AuthorId == session.UserId || profile.CommissionedBy == session.UserId || session.MayApproveProfiles();
}
