using Concordat.Partnership.Agencies;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Members;

/// <summary>Reads who belongs to the partnership, with their agencies.</summary>
public sealed class MemberDirectory(ConcordatDb db, Session session, IEnumerable<IPartnerSystems> systems)
{
    /// <summary>Everybody who is or was a member, and every agency; ask the result who is one on a day.</summary>
    public async Task<People> ReadAsync(CancellationToken cancellation)
    {
        var agencies = await db.Set<Agency>().AsNoTracking().OrderBy(a => a.Name).ToListAsync(cancellation);
        // Whoever is or was in another partnership too sees their own line of it: it is not of this one.
        var members = await db.Set<Member>().AsNoTracking().Where(m => m.PartnershipId == session.PartnershipId).OrderBy(m => m.DisplayName).ToListAsync(cancellation);
        var named = new Dictionary<Guid, string>();
        foreach (var source in systems)
            foreach (var (id, name) in await source.NamesAsync(cancellation)) named[id] = name;
        return new(members, agencies, named);
    }
}

/// <summary>The people and agencies of a partnership, by identity.</summary>
public sealed class People(IReadOnlyList<Member> members, IReadOnlyList<Agency> agencies, IReadOnlyDictionary<Guid, string>? systems = null)
{
    readonly Dictionary<Guid, Member> _members = members.ToDictionary(m => m.UserId);
    readonly Dictionary<Guid, Agency> _agencies = agencies.ToDictionary(a => a.Id);

    /// <summary>Every agency, by name.</summary>
    public IReadOnlyList<Agency> Agencies => agencies;

    /// <summary>Members on a day, by name.</summary>
    public IReadOnlyList<Member> On(DateOnly day) => [.. members.Where(m => m.IsMemberOn(day))];

    /// <summary>Agencies in force on a day, by name.</summary>
    public IReadOnlyList<Agency> AgenciesOn(DateOnly day) => [.. agencies.Where(a => a.ValidFrom <= day && (a.ValidTo is null || a.ValidTo >= day))];

    /// <summary>The member; null when the partnership has none with this identity.</summary>
    public Member? Member(Guid? userId) => userId is { } id ? _members.GetValueOrDefault(id) : null;

    /// <summary>The agency; null when the partnership has none with this identity.</summary>
    public Agency? Agency(Guid? agencyId) => agencyId is { } id ? _agencies.GetValueOrDefault(id) : null;

    /// <summary>"Dana Pellow"; for a partner's system what its key is called.</summary>
    public string NameOf(Guid? userId) => Member(userId)?.DisplayName ?? (userId is { } id && systems?.GetValueOrDefault(id) is { } system ? $"{system} (a partner’s system)" : "somebody who has left");

    /// <summary>"Dana Pellow, Council".</summary>
    public string NameAndAgencyOf(Guid? userId) =>
        Member(userId) is { } member ? $"{member.DisplayName}, {ShortNameOf(member.AgencyId)}" : NameOf(userId);

    /// <summary>The agency in a word: "Council".</summary>
    public string ShortNameOf(Guid? agencyId) => Agency(agencyId)?.ShortName ?? "an agency that has left";
}
