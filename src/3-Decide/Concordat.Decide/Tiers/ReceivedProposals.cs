using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers;

/// <summary>What a district proposed, as the county sees it.</summary>
internal sealed record ReceivedProposal(
    Guid Id, Guid DistrictId, string FromName, string Name, string Why, string? Block, string State, DateTime ProposedAt, string? Answer, string? CountyName, DateTime? AnsweredAt, DateOnly? AgreementOn, Guid? CountyPriorityId);

/// <summary>Reads what the districts of a county proposed; nothing where the area is no county.</summary>
internal static class ReceivedProposals
{
    /// <summary>A page of them, the latest first.</summary>
    /// <param name="db">The context.</param>
    /// <param name="id">One of them; null for all.</param>
    /// <param name="onlyOpen">Whether to leave out what is answered or withdrawn.</param>
    /// <param name="skip">How many to leave out before the first.</param>
    /// <param name="most">How many at most; null for all.</param>
    public static IQueryable<ReceivedProposal> ProposalsReceived(this ConcordatDb db, Guid? id = null, bool onlyOpen = false, int skip = 0, int? most = null) => db.Database.SqlQuery<ReceivedProposal>($"""
        select id as "Id", district_id as "DistrictId", from_name as "FromName", name as "Name", why as "Why", block as "Block", state as "State", proposed_at as "ProposedAt",
          answer as "Answer", county_name as "CountyName", answered_at as "AnsweredAt", agreement_on as "AgreementOn", county_priority_id as "CountyPriorityId" from decide.proposals_received({id}::uuid, {onlyOpen}, {skip}, {most}::integer)
        """);
}
