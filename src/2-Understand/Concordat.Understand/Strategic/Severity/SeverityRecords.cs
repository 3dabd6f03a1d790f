using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Strategic.Severity;

/// <summary>A table of weights that the partnership holds, as it was loaded. Never altered; a new load of the name is its next version.</summary>
internal sealed class SeverityTable(Guid partnershipId, Guid id, string name, int version, string source, string licence, DateOnly asAt, Guid loadedById, string loadedByName, DateTime loadedAt)
{
    public const int LongestName = 120, LongestSource = 300, LongestLicence = 200;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Name { get; private set; } = name;
    public int Version { get; private set; } = version;

    /// <summary>Who published the weights, and where.</summary>
    public string Source { get; private set; } = source;

    /// <summary>On what terms they may be used.</summary>
    public string Licence { get; private set; } = licence;

    /// <summary>The day of the publication.</summary>
    public DateOnly AsAt { get; private set; } = asAt;
    public Guid LoadedById { get; private set; } = loadedById;
    public string LoadedByName { get; private set; } = loadedByName;
    public DateTime LoadedAt { get; private set; } = loadedAt;

    public string Url => $"/understand/strategic/severity/{Id}";
}

/// <summary>One row of a table: the weight of an offence or of a whole theme.</summary>
internal sealed class SeverityWeight(Guid partnershipId, Guid tableId, int rowNumber, string themeKey, string? offence, double weight, long? count, string? source, int? year)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid TableId { get; private set; } = tableId;

    /// <summary>Row of the file; the headings are row 1.</summary>
    public int RowNumber { get; private set; } = rowNumber;
    public string ThemeKey { get; private set; } = themeKey;

    /// <summary>Offence code as written; null where the row is of a whole theme.</summary>
    public string? Offence { get; private set; } = offence;

    /// <summary>Harm of one case in the table's own unit, such as days of sentence; 0 or more.</summary>
    public double Weight { get; private set; } = weight;

    /// <summary>How many such offences the mean of the theme counts it by; null for alike.</summary>
    public long? Count { get; private set; } = count;
    public string? Source { get; private set; } = source;
    public int? Year { get; private set; } = year;

    /// <summary>One weight a theme: its own row, or the mean of its offences, by their counts where every one of them has one, alike otherwise.</summary>
    public static IReadOnlyDictionary<string, double> ByTheme(IEnumerable<SeverityWeight> rows) => rows.GroupBy(r => r.ThemeKey).ToDictionary(g => g.Key, g => g.All(r => r.Count is not null) && g.Sum(r => r.Count) > 0
        ? g.Sum(r => r.Weight * r.Count!.Value) / g.Sum(r => r.Count!.Value) : g.Average(r => r.Weight));
}

internal sealed class SeverityMapping : IEntityTypeConfiguration<SeverityTable>, IEntityTypeConfiguration<SeverityWeight>
{
    public void Configure(EntityTypeBuilder<SeverityTable> table) => table.ToTable("severity_table", "understand").HasKey(t => new { t.PartnershipId, t.Id });

    public void Configure(EntityTypeBuilder<SeverityWeight> weight)
    {
        weight.ToTable("severity_weight", "understand").HasKey(w => new { w.PartnershipId, w.TableId, w.RowNumber });
        weight.HasOne<SeverityTable>().WithMany().HasForeignKey(w => new { w.PartnershipId, w.TableId });
    }
}
