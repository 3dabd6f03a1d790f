using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Disorder;

/// <summary>Something that the partnership counts by its own definition, such as disorder; what it means stands in its versions.</summary>
internal sealed class DisorderDefinition(Guid partnershipId, Guid id, string name, Guid madeById, string madeByName, DateTime madeAt)
{
    public const int LongestName = 100;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Name { get; private set; } = name;
    public Guid MadeById { get; private set; } = madeById;
    public string MadeByName { get; private set; } = madeByName;
    public DateTime MadeAt { get; private set; } = madeAt;

    public string Url => $"/understand/disorder/{Id}";
}

/// <summary>What a definition says from a day on: words, and the themes and sets that count it. Proposed by one person, put in force or dropped by another, and never altered.</summary>
internal sealed class DisorderVersion(
    Guid partnershipId, Guid definitionId, int number, string words, string[] themes, int[] sets, string why, Guid proposedById, string proposedByName, DateTime proposedAt)
{
    public const int LongestWords = 2000, LongestWhy = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid DefinitionId { get; private set; } = definitionId;
    public int Number { get; private set; } = number;
    [NotInAudit] public string Words { get; private set; } = words;

    /// <summary>Keys of the theme list, at least one.</summary>
    public string[] Themes { get; private set; } = themes;

    /// <summary>Numbers of the sets that count, 1 to 12; empty for all.</summary>
    public int[] Sets { get; private set; } = sets;
    [NotInAudit] public string Why { get; private set; } = why;
    public Guid ProposedById { get; private set; } = proposedById;
    public string ProposedByName { get; private set; } = proposedByName;
    public DateTime ProposedAt { get; private set; } = proposedAt;

    /// <summary>First day on which it holds; null before it is in force, and where it was dropped.</summary>
    public DateOnly? FromOn { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    [NotInAudit] public string? DroppedBecause { get; private set; }

    public bool IsProposal => DecidedAt is null;

    /// <summary>Its records: as a filter that every page and link understands.</summary>
    public IncidentFilter Filter => new() { Themes = Themes, Sets = Sets };

    /// <summary>Whether a filter asks for exactly what this version counts, whatever else it narrows by.</summary>
    public bool Counts(IncidentFilter filter) => Themes.ToHashSet().SetEquals(filter.Themes) && Sets.ToHashSet().SetEquals(filter.Sets);

    /// <summary>Puts it in force from a day, and says what stands in the way.</summary>
    /// <param name="from">First day.</param>
    /// <param name="before">First day of the version in force before it; null where it is the first.</param>
    public DisorderRefusal? PutInForce(DateOnly from, DateOnly? before, DateOnly today, Session session, DateTime now)
    {
        if (!IsProposal) return DisorderRefusal.IsDecided;
        if (session.User == ProposedById) return DisorderRefusal.IsOwn;
        if (before is { } earlier && (from <= earlier || from < today)) return DisorderRefusal.IsTooEarly;
        (FromOn, DecidedById, DecidedByName, DecidedAt) = (from, session.User, session.DisplayName, now);
        return null;
    }

    public DisorderRefusal? Drop(string because, Session session, DateTime now)
    {
        if (!IsProposal) return DisorderRefusal.IsDecided;
        (DroppedBecause, DecidedById, DecidedByName, DecidedAt) = (because, session.User, session.DisplayName, now);
        return null;
    }
}

/// <summary>Why a version is not decided on.</summary>
internal enum DisorderRefusal { IsDecided, IsOwn, IsTooEarly }

internal sealed class DisorderDefinitionMapping : IEntityTypeConfiguration<DisorderDefinition>
{
    public void Configure(EntityTypeBuilder<DisorderDefinition> definition)
    {
        definition.ToTable("disorder_definition", "understand");
        definition.HasKey(d => new { d.PartnershipId, d.Id });
    }
}

internal sealed class DisorderVersionMapping : IEntityTypeConfiguration<DisorderVersion>
{
    public void Configure(EntityTypeBuilder<DisorderVersion> version)
    {
        version.ToTable("disorder_version", "understand");
        version.HasKey(v => new { v.PartnershipId, v.DefinitionId, v.Number });
        version.Ignore(v => v.Filter);
        version.HasOne<DisorderDefinition>().WithMany().HasForeignKey(v => new { v.PartnershipId, v.DefinitionId });
    }
}
