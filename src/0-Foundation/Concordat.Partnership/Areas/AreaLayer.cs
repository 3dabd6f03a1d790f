using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Areas;

/// <summary>A set of areas, or of lines that help to read a map, valid between two dates.</summary>
/// <param name="kind">boundary, district, ward, lsoa, neighbourhood, road, railway, water or green space.</param>
/// <param name="source">Where it comes from, as it must be acknowledged.</param>
public sealed class AreaLayer(Guid partnershipId, Guid id, string kind, string name, string source, DateOnly validFrom, DateOnly? validTo)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Kind { get; private set; } = kind;
    public string Name { get; private set; } = name;
    public string Source { get; private set; } = source;
    public DateOnly ValidFrom { get; private set; } = validFrom;
    public DateOnly? ValidTo { get; private set; } = validTo;

    public void EndOn(DateOnly day) => ValidTo = day;
}

/// <summary>One area or line of a layer.</summary>
/// <param name="id">Small whole number, unique in the partnership: incidents list the areas they lie in by it.</param>
/// <param name="shape">Well-known text, metres on the British National Grid (EPSG:27700).</param>
public sealed class Area(Guid partnershipId, int id, Guid layerId, string code, string name, string shape)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public int Id { get; private set; } = id;
    public Guid LayerId { get; private set; } = layerId;
    public string Code { get; private set; } = code;
    public string Name { get; private set; } = name;
    public string Shape { get; private set; } = shape;
}

internal sealed class AreaLayerMapping : IEntityTypeConfiguration<AreaLayer>
{
    public void Configure(EntityTypeBuilder<AreaLayer> layer)
    {
        layer.ToTable("area_layer", "partnership");
        layer.HasKey(l => new { l.PartnershipId, l.Id });
        layer.HasOne<CommunitySafetyPartnership>().WithMany().HasForeignKey(l => l.PartnershipId);
    }
}

internal sealed class AreaMapping : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> area)
    {
        area.ToTable("area", "partnership");
        area.HasKey(a => new { a.PartnershipId, a.Id });
        area.HasOne<AreaLayer>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.LayerId });
        area.HasIndex(a => new { a.PartnershipId, a.LayerId }).HasDatabaseName("ix_area_layer");
    }
}
