namespace Concordat.Platform.Access;

/// <summary>Who is acting, for whom and why: set once for a request or a job, and carried to the database with every connection.</summary>
/// <remarks>Row-level security reads it. With nothing set the database shows no rows.</remarks>
public sealed class Session
{
    public Guid? UserId { get; private set; }
    public Guid? PartnershipId { get; private set; }
    public Guid? AgencyId { get; private set; }
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Name as people read it: "Imara Fenwright". Empty when nobody is signed in.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Why the data is used. Reads and changes are refused by the database while it is empty.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>True while the job worker looks for work across partnerships.</summary>
    public bool IsWorker { get; private set; }

    /// <summary>The partnership of a member who is acting.</summary>
    /// <exception cref="InvalidOperationException">No partnership is set.</exception>
    public Guid Partnership => PartnershipId ?? throw new InvalidOperationException("No partnership is set for this session.");

    /// <summary>The person who is acting.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Guid User => UserId ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Acts as a member of a partnership.</summary>
    public void ActAs(Membership membership, string purpose)
    {
        (UserId, PartnershipId, AgencyId) = (membership.UserId, membership.PartnershipId, membership.AgencyId);
        (Roles, DisplayName, Purpose) = (membership.Roles, membership.DisplayName, purpose);
    }

    /// <summary>States another purpose for what follows: a person's rights, or retention.</summary>
    /// <exception cref="InvalidOperationException">Nobody is acting.</exception>
    public void ActFor(string purpose) => Purpose = UserId is null ? throw new InvalidOperationException("Nobody is signed in.") : purpose;

    /// <summary>Acts as the signed-in person before a partnership is known.</summary>
    public void ActAsUser(Guid userId) => UserId = userId;

    /// <summary>Acts as the worker, which takes jobs of every partnership but reads nothing else.</summary>
    public void ActAsWorker() => IsWorker = true;
}

/// <summary>What a person is in a partnership on a day.</summary>
/// <param name="Roles">Values of <see cref="Role"/>.</param>
public sealed record Membership(Guid UserId, Guid PartnershipId, Guid AgencyId, string DisplayName, IReadOnlyList<string> Roles)
{
    /// <summary>False until the person has accepted the present confidentiality terms within a year: the site shows them those and nothing else.</summary>
    public bool HasAcceptedTerms { get; init; } = true;
}

/// <summary>Finds what the signed-in person is; the partnership's member list answers.</summary>
public interface IMembershipSource
{
    /// <summary>The membership in force now; null when the person belongs to no partnership.</summary>
    Task<Membership?> FindAsync(Guid userId, CancellationToken cancellation);
}
