using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Cycle;

/// <summary>One version of the partnership's three-year plan: the plan itself, or a yearly refresh of it. Earlier versions stay as they were.</summary>
public sealed class PlanVersion(
    Guid partnershipId, int number, DateOnly periodFrom, DateOnly periodTo, DateOnly agreedOn, string added, string dropped, string? url,
    DateOnly summaryDueOn, Guid recordedBy, DateTime recordedAt)
{
    /// <summary>Years that a plan covers.</summary>
    public const int Years = 3;

    /// <summary>Days after its agreement by which a version's summary is published unless somebody sets another day.</summary>
    public const int SummaryDays = 28;

    /// <summary>Longest words of one field, characters.</summary>
    public const int LongestWords = 1000;

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private set; } = number;
    public DateOnly PeriodFrom { get; private set; } = periodFrom;
    public DateOnly PeriodTo { get; private set; } = periodTo;
    public DateOnly AgreedOn { get; private set; } = agreedOn;

    /// <summary>Priorities that it adds; for a new plan, all of them.</summary>
    [NotInAudit] public string Added { get; private set; } = added;

    /// <summary>Priorities that it drops, with the reason; empty for none.</summary>
    [NotInAudit] public string Dropped { get; private set; } = dropped;

    /// <summary>Where the plan stands; null for none.</summary>
    public string? Url { get; private set; } = url;
    public DateOnly SummaryDueOn { get; private set; } = summaryDueOn;
    public Guid RecordedBy { get; private set; } = recordedBy;
    public DateTime RecordedAt { get; private set; } = recordedAt;
    public DateOnly? SummaryPublishedOn { get; private set; }

    /// <summary>Progress since the last summary, as the summary tells it.</summary>
    [NotInAudit] public string? SummaryProgress { get; private set; }
    public string? SummaryUrl { get; private set; }

    /// <summary>The day by which a refresh, or a new plan, is agreed: a year after this one, and not after its period.</summary>
    public DateOnly RefreshDueOn => AgreedOn.AddYears(1) < PeriodTo ? AgreedOn.AddYears(1) : PeriodTo;

    public bool IsSummaryOverdueOn(DateOnly today) => SummaryPublishedOn is null && SummaryDueOn < today;

    /// <summary>The last day of three years from a day on.</summary>
    public static DateOnly EndOf(DateOnly from) => from.AddYears(Years).AddDays(-1);

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
    }
}
