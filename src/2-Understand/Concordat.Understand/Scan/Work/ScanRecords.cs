using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Scan.Work;

/// <summary>A version of a rule that the partnership set; version 1 is the program's own. Only added to.</summary>
internal sealed class ScanRuleVersion(Guid partnershipId, string rule, int version, double threshold, DateOnly fromOn, string reason, Guid madeBy, string madeByName, DateTime madeAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public string Rule { get; private set; } = rule;
    public int Version { get; private set; } = version;
    public double Threshold { get; private set; } = threshold;
    public DateOnly FromOn { get; private set; } = fromOn;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid MadeBy { get; private set; } = madeBy;
    public string MadeByName { get; private set; } = madeByName;
    public DateTime MadeAt { get; private set; } = madeAt;
}

/// <summary>In whose name the scan runs by itself, from when. Only added to; the last holds.</summary>
internal sealed class ScanKeeper(Guid partnershipId, Guid id, Guid userId, string userName, DateTime namedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid UserId { get; private set; } = userId;
    public string UserName { get; private set; } = userName;
    public DateTime NamedAt { get; private set; } = namedAt;
}

/// <summary>A scan as it was made: its rules and what became of each. Written once, never changed.</summary>
internal sealed class ScanRun(Guid partnershipId, Guid id, ScanKind kind, int month, int dataVersion, string softwareVersion, string rules, string outcomes, Guid madeBy, string madeByName, DateTime madeAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public ScanKind Kind { get; private set; } = kind;
    public int Month { get; private set; } = month;
    public int DataVersion { get; private set; } = dataVersion;
    public string SoftwareVersion { get; private set; } = softwareVersion;

    /// <summary>JSON: the rules in force.</summary>
    public string Rules { get; private set; } = rules;

    /// <summary>JSON of <see cref="ScanInputs"/>; null for scans of a time before they were kept.</summary>
    public string? Inputs { get; init; }

    /// <summary>JSON: the breaks in series that it kept to.</summary>
    public string Breaks { get; init; } = "[]";

    /// <summary>JSON: what became of each rule.</summary>
    [NotInAudit] public string Outcomes { get; private set; } = outcomes;
    public Guid MadeBy { get; private set; } = madeBy;
    public string MadeByName { get; private set; } = madeByName;
    public DateTime MadeAt { get; private set; } = madeAt;

    public Month LastMonth => new(Month);
}

/// <summary>What a scan was made from beside its records and rules, kept so that it can be made again.</summary>
/// <param name="Ground">Boundary, threshold and cut.</param>
/// <param name="Wards">The wards in force.</param>
internal sealed record ScanInputs(RunGround Ground, IReadOnlyList<ScannedWard> Wards);

/// <summary>A ward by its number in the partnership's layers.</summary>
internal sealed record ScannedWard(int Id, string Name);

/// <summary>Why a scan was made: each month, each quarter over all sets, or because somebody asked.</summary>
internal enum ScanKind { Month, Quarter, Asked }

/// <summary>Something a scan found, kept until somebody takes it up or dismisses it with a reason.</summary>
internal sealed class ScanHit(Guid partnershipId, Guid id, int number, Guid scanId, string rule, int version, string pattern, int month, string title, string sentence, string[] facts)
{
    public const int LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1, 2, 3 … in the partnership.</summary>
    public int Number { get; private set; } = number;
    public Guid ScanId { get; private set; } = scanId;
    public string Rule { get; private set; } = rule;
    public int Version { get; private set; } = version;
    public string Pattern { get; private set; } = pattern;
    public int Month { get; private set; } = month;
    public string? ThemeKey { get; init; }
    [NotInAudit] public string? Place { get; init; }
    public double? Observed { get; init; }
    public double? Expected { get; init; }
    public double? Bound { get; init; }
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    [NotInAudit] public string[] Facts { get; private set; } = facts;
    [NotInAudit] public string? RecordsQuery { get; init; }
    public HitState State { get; private set; } = HitState.Open;
    [NotInAudit] public string? Reason { get; private set; }

    /// <summary>The finding it became; null where it was taken up otherwise, or not.</summary>
    public Guid? FindingId { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    public Month AboutMonth => new(Month);

    /// <summary>Decides on it, once; the caller has asked whether it is open and whether the person may.</summary>
    public void Decide(HitState state, string reason, Guid? finding, Session session, DateTime now) =>
        (State, Reason, FindingId, DecidedBy, DecidedByName, DecidedAt) = (state, reason.Trim(), finding, session.User, session.DisplayName, now);
}

/// <summary>Where a hit stands.</summary>
internal enum HitState { Open, TakenUp, Dismissed }

/// <summary>A hit's state in words, on screens and in the database.</summary>
internal static class HitWords
{
    public static string Words(this HitState state) => state == HitState.TakenUp ? "taken up" : state.ToString().ToLowerInvariant();

    public static HitState Read(string words) => words == "taken up" ? HitState.TakenUp : Enum.Parse<HitState>(words, ignoreCase: true);

    public static bool MayDecideHits(this Session session) => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
}

internal sealed class ScanRuleVersionMapping : IEntityTypeConfiguration<ScanRuleVersion>
{
    public void Configure(EntityTypeBuilder<ScanRuleVersion> rule)
    {
        rule.ToTable("scan_rule", "understand");
        rule.HasKey(r => new { r.PartnershipId, r.Rule, r.Version });
    }
}

internal sealed class ScanKeeperMapping : IEntityTypeConfiguration<ScanKeeper>
{
    public void Configure(EntityTypeBuilder<ScanKeeper> keeper)
    {
        keeper.ToTable("scan_keeper", "understand");
        keeper.HasKey(k => new { k.PartnershipId, k.Id });
    }
}

internal sealed class ScanRunMapping : IEntityTypeConfiguration<ScanRun>
{
    public void Configure(EntityTypeBuilder<ScanRun> scan)
    {
        scan.ToTable("scan", "understand");
        scan.HasKey(s => new { s.PartnershipId, s.Id });
        scan.Property(s => s.Kind).HasConversion(k => k.ToString().ToLowerInvariant(), k => Enum.Parse<ScanKind>(k, true));
        scan.Property(s => s.Rules).HasColumnType("jsonb");
        scan.Property(s => s.Breaks).HasColumnType("jsonb");
        scan.Property(s => s.Outcomes).HasColumnType("jsonb");
        scan.Property(s => s.Inputs).HasColumnType("jsonb");
    }
}

internal sealed class ScanHitMapping : IEntityTypeConfiguration<ScanHit>
{
    public void Configure(EntityTypeBuilder<ScanHit> hit)
    {
        hit.ToTable("scan_hit", "understand");
        hit.HasKey(h => new { h.PartnershipId, h.Id });
        hit.Property(h => h.State).HasConversion(s => s.Words(), s => HitWords.Read(s));
        hit.HasOne<ScanRun>().WithMany().HasForeignKey(h => new { h.PartnershipId, h.ScanId });
    }
}
