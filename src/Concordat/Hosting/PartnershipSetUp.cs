using Concordat.Partnership;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Confidentiality;
using Concordat.Partnership.Members;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.SignIn;
using Microsoft.AspNetCore.Identity;

namespace Concordat.Hosting;

/// <summary>A partnership to set up: its agencies, people and priorities.</summary>
internal sealed record NewPartnership(
    string Name, string Marking, bool IsDemonstration, DateOnly From,
    IReadOnlyList<NewAgency> Agencies, IReadOnlyList<NewMember> Members, IReadOnlyList<NewPriority> Priorities)
{
    /// <summary>True where everybody has accepted the confidentiality terms already, as in the demonstration.</summary>
    public bool HasAcceptedTerms { get; init; }
}

/// <param name="Standing">responsible authority, co-operating body, invitee or other.</param>
/// <param name="KindKey">Key of its kind, by which the law counts it; null for none.</param>
internal sealed record NewAgency(string Key, string Name, string ShortName, string Standing, string? KindKey = null);

internal sealed record NewMember(string DisplayName, string Email, string JobTitle, string AgencyKey, string[] Roles);

internal sealed record NewPriority(string Name, string ThemeKey);

/// <summary>Sets up a partnership with its accounts: for the demonstration, for a new installation, for tests.</summary>
internal sealed class PartnershipSetUp(ConcordatDb db, UserManager<ConcordatUser> users, Session session)
{
    /// <summary>Creates the partnership and everybody in it; returns its id.</summary>
    /// <exception cref="ArgumentException">An account cannot be made; the message says why.</exception>
    public async Task<Guid> CreateAsync(NewPartnership wanted, string password, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        session.ActAs(new(Guid.Empty, id, Guid.Empty, "", [Role.Administrator]), "set up the partnership");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(new CommunitySafetyPartnership(id, wanted.Name, wanted.Marking, wanted.IsDemonstration));
        var agencies = wanted.Agencies.ToDictionary(a => a.Key, a => new Agency(id, Guid.CreateVersion7(), a.Key, a.Name, a.ShortName, a.Standing, wanted.From));
        foreach (var agency in wanted.Agencies) agencies[agency.Key].IsOf(agency.KindKey);
        db.AddRange(agencies.Values);
        await db.SaveChangesAsync(cancellation);
        foreach (var member in wanted.Members)
        {
            var user = new ConcordatUser { UserName = member.Email, Email = member.Email, EmailConfirmed = true };
            var result = await users.CreateAsync(user, password);
            if (!result.Succeeded)
                throw new ArgumentException($"The account {member.Email} cannot be made: {string.Join(" ", result.Errors.Select(e => e.Description))}");
            db.Add(new Member(id, user.Id, agencies[member.AgencyKey].Id, member.DisplayName, member.JobTitle, member.Roles, wanted.From));
            // By the true clock, which the database asks, and not by the one that plays a demonstration.
            if (wanted.HasAcceptedTerms) db.Add(new ConfidentialityAnswer(id, Guid.CreateVersion7(), user.Id, ConfidentialityTerms.StandardNumber, accepted: true, TimeProvider.System.GetUtcNow().UtcDateTime));
        }
        for (var i = 0; i < wanted.Priorities.Count; i++)
            db.Add(new Priority(id, Guid.CreateVersion7(), i + 1, wanted.Priorities[i].Name, wanted.Priorities[i].ThemeKey, wanted.From));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }
}
