using Concordat.Partnership.Duties;
using Concordat.Platform.Access;

namespace Concordat.Review.Assurance.Retention;

/// <summary>What has been kept past its review date.</summary>
internal sealed class RetentionDuties(RetentionDesk desk, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.InformationGovernance)) return [];
        var overdue = (await desk.HeldAsync(cancellation)).Where(h => h.DueOn < today).ToList();
        return overdue.Count == 0 ? [] : [new("Review what is kept past its time", $"{overdue.Count} {(overdue.Count == 1 ? "item is" : "items are")} overdue.", "/review/retention?time=overdue", overdue[0].DueOn)];
    }
}
