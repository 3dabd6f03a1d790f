using Concordat.Documents.Model;
using Concordat.Platform.Audit;
using Concordat.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Look;

/// <summary>How the partnership's papers look: the colour of their cover, and its logo.</summary>
internal sealed class HouseStyle(Guid partnershipId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>Six hexadecimal digits behind a #, in lower case.</summary>
    public string Colour { get; private set; } = "";
    [NotInAudit] public byte[]? Logo { get; private set; }
    public int? LogoWidth { get; private set; }
    public int? LogoHeight { get; private set; }
    public Guid ChangedBy { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public uint Version { get; private set; }

    public House AsHouse => new(Colour, Logo is null ? null : new Logo(Logo, LogoWidth!.Value, LogoHeight!.Value));

    public void Change(string colour, Guid by, DateTime at) => (Colour, ChangedBy, ChangedAt) = (colour, by, at);

    /// <summary>Takes another logo, or none.</summary>
    public void Bear(CleanPhoto? logo) => (Logo, LogoWidth, LogoHeight) = (logo?.Bytes, logo?.Width, logo?.Height);
}

internal sealed class HouseStyleMapping : IEntityTypeConfiguration<HouseStyle>
{
    public void Configure(EntityTypeBuilder<HouseStyle> style)
    {
        style.ToTable("house_style", "partnership");
        style.HasKey(s => s.PartnershipId).HasName("pk_house_style");
        style.Property(s => s.PartnershipId).ValueGeneratedNever();
        style.Property(s => s.Version).IsRowVersion();
    }
}
