using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Cycle;

/// <summary>One version of the partnership's three-year plan: the plan itself, or a yearly refresh of it. Earlier versions stay as they were.</summary>
public sealed class PlanVersion(
    Guid partnershipId, int number, DateOnly periodFrom, DateOnly agreedOn, string added, string dropped, string? url,
    Guid recordedBy, DateTime recordedAt)
{
    /// <summary>Years that a plan covers.</summary>
    public const int Years = 3;

    /// <summary>Days after its agreement by which a version's summary is published.</summary>
    public const int SummaryDays = 28;

    /// <summary>Longest words of one field, characters.</summary>
    public const int LongestWords = 1000;

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private set; } = number;
    public DateOnly PeriodFrom { get; private set; } = periodFrom;

    /// <summary>The last day of its three years.</summary>
    public DateOnly PeriodTo => PeriodFrom.AddYears(Years).AddDays(-1);
    public DateOnly AgreedOn { get; private set; } = agreedOn;

    /// <summary>Priorities that it adds; for a new plan, all of them.</summary>
    [NotInAudit] public string Added { get; private set; } = added;

    /// <summary>Priorities that it drops, with the reason; empty for none.</summary>
    [NotInAudit] public string Dropped { get; private set; } = dropped;

    /// <summary>Where the plan stands; null for none.</summary>
    public string? Url { get; private set; } = url;
    public DateOnly SummaryDueOn => AgreedOn.AddDays(SummaryDays);
    public Guid RecordedBy { get; private set; } = recordedBy;
    public DateTime RecordedAt { get; private set; } = recordedAt;
    public DateOnly? SummaryPublishedOn { get; private set; }

    /// <summary>Progress since the last summary, as the summary tells it.</summary>
    [NotInAudit] public string? SummaryProgress { get; private set; }
    public string? SummaryUrl { get; private set; }

    /// <summary>The day by which a refresh, or a new plan, is agreed: a year after this one, and not after its period.</summary>
    public DateOnly RefreshDueOn => AgreedOn.AddYears(1) < PeriodTo ? AgreedOn.AddYears(1) : PeriodTo;

    public bool IsSummaryOverdueOn(DateOnly today) => SummaryPublishedOn is null && SummaryDueOn < today;

    /// <summary>True where it refreshes a plan among the versions before it, instead of beginning another three years.</summary>
    public bool IsRefreshAmong(IEnumerable<PlanVersion> versions) => versions.Any(v => v.Number < Number && v.PeriodFrom == PeriodFrom);

    /// <summary>Says that the public summary is out.</summary>
    public void Publish(DateOnly on, string progress, string url) => (SummaryPublishedOn, SummaryProgress, SummaryUrl) = (on, progress, url);
}

internal sealed class PlanVersionMapping : IEntityTypeConfiguration<PlanVersion>
{
    public void Configure(EntityTypeBuilder<PlanVersion> version)
    {
        version.ToTable("plan_version", "partnership");
        version.HasKey(v => new { v.PartnershipId, v.Number });
        version.Property(v => v.Number).ValueGeneratedNever();
        version.Ignore(v => v.PeriodTo).Ignore(v => v.SummaryDueOn).Ignore(v => v.RefreshDueOn);
    }
}
