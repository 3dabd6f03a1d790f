using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Concordat.Partnership;

/// <summary>What the page frame shows of the partnership and the person who is signed in.</summary>
internal sealed class PartnershipSiteContext(Session session, ConcordatDb db, IConfiguration configuration) : ISiteContext
{
    CommunitySafetyPartnership? _partnership;

    public string PartnershipName => Current?.Name ?? configuration["Concordat:Name"] ?? "Concordat";
    public string? UserName => session.UserId is null ? null : session.DisplayName;
    public string? RoleName => session.Roles.Count == 0 ? null : string.Join(" and ", session.Roles);
    public string Marking => Current?.Marking ?? "OFFICIAL";
    public bool IsDemonstration => Current?.IsDemonstration ?? string.Equals(configuration["Concordat:Demonstration"], "true", StringComparison.OrdinalIgnoreCase);
    public IReadOnlyCollection<string> Roles => session.Roles;

    CommunitySafetyPartnership? Current => session.PartnershipId is { } id
        ? _partnership ??= db.Set<CommunitySafetyPartnership>().AsNoTracking().SingleOrDefault(p => p.Id == id)
        : null;
}
