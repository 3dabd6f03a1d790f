using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Explore.Similar;

/// <summary>A list of areas said to be similar, as it stood on a day. Never altered; a new list stands beside it, and one that was wrong is withdrawn with a reason.</summary>
internal sealed class AreaFamily(Guid partnershipId, Guid id, string name, DateOnly asAt, string ownCode, string source, Guid addedBy, string addedByName, DateTime addedAt)
{
    public const int LongestName = 120, LongestSource = 300, LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Name { get; private set; } = name;

    /// <summary>The day of the list.</summary>
    public DateOnly AsAt { get; private set; } = asAt;

    /// <summary>The member that is the partnership's own area.</summary>
    public string OwnCode { get; private set; } = ownCode;

    /// <summary>Who drew up the list, and where it stands.</summary>
    public string Source { get; private set; } = source;
    public Guid AddedBy { get; private set; } = addedBy;
    public string AddedByName { get; private set; } = addedByName;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? WithdrawnAt { get; private set; }
    public string? WithdrawnByName { get; private set; }
    [NotInAudit] public string? WithdrawnBecause { get; private set; }

    public void Withdraw(string because, Session session, DateTime now) => (WithdrawnAt, WithdrawnByName, WithdrawnBecause) = (now, session.DisplayName, because);
}

/// <summary>One area of a family.</summary>
internal sealed class FamilyMember(Guid partnershipId, Guid familyId, string areaCode, string areaName)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid FamilyId { get; private set; } = familyId;
    public string AreaCode { get; private set; } = areaCode;
    public string AreaName { get; private set; } = areaName;
}

/// <summary>Published figures of areas as they were loaded, with their source and what they count. Never altered; withdrawn with a reason.</summary>
internal sealed class FigureLoad(Guid partnershipId, Guid id, string source, string definition, Guid addedBy, string addedByName, DateTime addedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Source { get; private set; } = source;

    /// <summary>What is counted, in the publisher's words: it may differ from what our own records count.</summary>
    public string Definition { get; private set; } = definition;
    public Guid AddedBy { get; private set; } = addedBy;
    public string AddedByName { get; private set; } = addedByName;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? WithdrawnAt { get; private set; }
    public string? WithdrawnByName { get; private set; }
    [NotInAudit] public string? WithdrawnBecause { get; private set; }

    public void Withdraw(string because, Session session, DateTime now) => (WithdrawnAt, WithdrawnByName, WithdrawnBecause) = (now, session.DisplayName, because);
}

/// <summary>A published count of a theme in one area over whole months, with the residents it is to be set against.</summary>
internal sealed class FamilyFigure(Guid partnershipId, Guid loadId, string areaCode, string themeKey, int monthFrom, int monthTo, long count, long residents)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid LoadId { get; private set; } = loadId;
    public string AreaCode { get; private set; } = areaCode;
    public string ThemeKey { get; private set; } = themeKey;
    public int MonthFrom { get; private set; } = monthFrom;
    public int MonthTo { get; private set; } = monthTo;

    /// <summary>0 or more.</summary>
    public long Count { get; private set; } = count;

    /// <summary>People of all ages, above 0.</summary>
    public long Residents { get; private set; } = residents;

    public FamilyPeriod Period => new(new(MonthFrom), new(MonthTo));
}

/// <summary>Whole months that published figures are of, both ends included.</summary>
internal readonly record struct FamilyPeriod(Month From, Month To)
{
    public int Months => To.Number - From.Number + 1;

    /// <summary>"April 2024 to March 2025".</summary>
    public string Name => From == To ? From.LongName : $"{From.LongName} to {To.LongName}";

    /// <summary>As in addresses: "2024-04_2025-03".</summary>
    public string Key => $"{From}_{To}";
}

internal sealed class AreaFamilyMapping : IEntityTypeConfiguration<AreaFamily>
{
    public void Configure(EntityTypeBuilder<AreaFamily> family)
    {
        family.ToTable("area_family", "understand");
        family.HasKey(f => new { f.PartnershipId, f.Id });
    }
}

internal sealed class FamilyMemberMapping : IEntityTypeConfiguration<FamilyMember>
{
    public void Configure(EntityTypeBuilder<FamilyMember> member)
    {
        member.ToTable("area_family_member", "understand");
        member.HasKey(m => new { m.PartnershipId, m.FamilyId, m.AreaCode });
    }
}

internal sealed class FigureLoadMapping : IEntityTypeConfiguration<FigureLoad>
{
    public void Configure(EntityTypeBuilder<FigureLoad> load)
    {
        load.ToTable("family_figure_load", "understand");
        load.HasKey(l => new { l.PartnershipId, l.Id });
    }
}

internal sealed class FamilyFigureMapping : IEntityTypeConfiguration<FamilyFigure>
{
    public void Configure(EntityTypeBuilder<FamilyFigure> figure)
    {
        figure.ToTable("family_figure", "understand");
        figure.HasKey(f => new { f.PartnershipId, f.LoadId, f.AreaCode, f.ThemeKey, f.MonthFrom, f.MonthTo });
        figure.Ignore(f => f.Period);
    }
}
