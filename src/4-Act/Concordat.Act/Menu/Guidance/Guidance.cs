using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Menu.Guidance;

/// <summary>Tactical guidance for a type of problem: what to do, where it comes from, and when somebody last checked it.</summary>
internal sealed class GuidanceNote(Guid partnershipId, Guid id)
{
    public const int LongestTitle = 200, LongestWords = 2000, LongestSource = 300, LongestAddress = 500;

    /// <summary>Guidance that nobody has checked for so long is shown as due.</summary>
    public const int MonthsFresh = 12;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; set; } = "";

    /// <summary>Key of the theme of the problems it is for; null for every problem.</summary>
    public string? ThemeKey { get; set; }
    [NotInAudit] public string Words { get; set; } = "";

    /// <summary>Where it can be read whole, with http or https; null for none.</summary>
    public string? Address { get; set; }
    public string Source { get; set; } = "";
    public DateOnly CheckedOn { get; set; }
    public Guid CheckedById { get; set; }

    /// <summary>From this day it is no longer offered; null while it is.</summary>
    public DateOnly? RetiredOn { get; set; }

    public bool IsDueOn(DateOnly today) => CheckedOn.AddMonths(MonthsFresh) < today;
}

internal sealed class GuidanceMapping : IEntityTypeConfiguration<GuidanceNote>
{
    public void Configure(EntityTypeBuilder<GuidanceNote> note)
    {
        note.ToTable("guidance", "act");
        note.HasKey(n => new { n.PartnershipId, n.Id });
    }
}

/// <summary>Reads the guidance that fits a type of problem.</summary>
internal sealed class GuidanceShelf(ConcordatDb db)
{
    /// <summary>What is offered on a day for problems of a theme: that theme's own first, then what is for every problem.</summary>
    /// <param name="theme">Key of the theme; null for a problem without one.</param>
    public async Task<IReadOnlyList<GuidanceNote>> ForAsync(string? theme, DateOnly today, CancellationToken cancellation) =>
        await db.Set<GuidanceNote>().AsNoTracking().Where(n => (n.RetiredOn == null || n.RetiredOn > today) && (n.ThemeKey == null || n.ThemeKey == theme))
            .OrderBy(n => n.ThemeKey == null).ThenBy(n => n.Title).ToListAsync(cancellation);
}
