using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Runs;

/// <summary>One analysis as it was made: what went in, how, and what came out. Written once, never changed.</summary>
internal sealed class PatternRun(Guid partnershipId, Guid id, string method, string parameters, int seed, int dataVersion, string softwareVersion, string result, Guid madeBy, DateTime madeAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Method { get; private set; } = method;

    /// <summary>JSON: filters and settings, enough to make the run again.</summary>
    public string Parameters { get; private set; } = parameters;
    public int Seed { get; private set; } = seed;

    /// <summary>The partnership's data version the records were read at.</summary>
    public int DataVersion { get; private set; } = dataVersion;
    public string SoftwareVersion { get; private set; } = softwareVersion;

    /// <summary>JSON: all figures.</summary>
    [NotInAudit] public string Result { get; private set; } = result;
    public Guid MadeBy { get; private set; } = madeBy;
    public DateTime MadeAt { get; private set; } = madeAt;

    /// <summary>The run this one was made to check; null for a first run.</summary>
    public Guid? RepeatsRunId { get; init; }

    /// <summary>Whether every figure is the same as in the run this one checks; null for a first run, and where nobody kept it.</summary>
    public bool? RepeatAgrees { get; private set; }

    /// <summary>Keeps what the comparison with the checked run came to.</summary>
    public void Agree(bool agrees) => RepeatAgrees = agrees;

    /// <summary>Short name for people: "2026-10 3f2a".</summary>
    public string Number => $"{MadeAt:yyyy}-{Id.ToString("N")[^6..]}";
}

internal sealed class PatternRunMapping : IEntityTypeConfiguration<PatternRun>
{
    public void Configure(EntityTypeBuilder<PatternRun> run)
    {
        run.ToTable("pattern_run", "understand");
        run.HasKey(r => new { r.PartnershipId, r.Id });
        run.Property(r => r.Parameters).HasColumnType("jsonb");
        run.Property(r => r.Result).HasColumnType("jsonb");
        run.HasIndex(r => new { r.PartnershipId, r.MadeAt }).HasDatabaseName("ix_pattern_run_made_at");
    }
}
