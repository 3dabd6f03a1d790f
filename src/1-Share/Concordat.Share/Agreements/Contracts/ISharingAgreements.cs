using Concordat.Gate.Sets;

namespace Concordat.Share.Agreements.Contracts;

/// <summary>What the sharing agreements in force allow on a day. The database holds the same rules below every query.</summary>
public interface ISharingAgreements
{
    /// <summary>Why a body may not send a set on that day, in words that name what is missing ("The sharing agreement waits for the signature of Riverbourne Fire and Rescue"); null where it may.</summary>
    Task<string?> RefusalToSendAsync(Guid agencyId, int setNumber, DateOnly on, CancellationToken cancellation);

    /// <summary>Numbers of the sets that the acting person's agency may read today.</summary>
    Task<IReadOnlyList<int>> ReadableSetsAsync(CancellationToken cancellation);

    /// <summary>The fields of a set that the agreements in force on a day name; null where they permit all of the set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="agencyId">The body that sends, by the agreements under which it may; null for any body, by the agreements under which the set may be read.</param>
    /// <param name="on">The day.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<AgreedFields?> FieldsAsync(SetDefinition set, Guid? agencyId, DateOnly on, CancellationToken cancellation);

    /// <summary>Who supplies which sets, from what day to what day.</summary>
    Task<IReadOnlyList<Supplier>> SuppliersAsync(CancellationToken cancellation);
}

/// <summary>A body that supplies a set to the partnership.</summary>
public sealed record Supplier(Guid AgencyId, string AgencyName, int SetNumber, DateOnly From, DateOnly? To);
