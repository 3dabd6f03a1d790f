using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Guidance;

/// <summary>What a regulator or department advises, in short, with the day on which somebody last looked whether it still stands.</summary>
internal sealed class GuidanceNote(Guid partnershipId, Guid id)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; private set; } = "";
    public string Publisher { get; private set; } = "";

    /// <summary>Where it is published; null where it is not on the web.</summary>
    public string? Address { get; private set; }
    [NotInAudit] public string Summary { get; private set; } = "";
    public DateOnly CheckedOn { get; private set; }
    public Guid CheckedById { get; private set; }

    /// <summary>Months after which it has to be looked at again, 1 to 24.</summary>
    public int CheckMonths { get; private set; } = 12;
    public DateTime? RemovedAt { get; private set; }

    public DateOnly DueOn => CheckedOn.AddMonths(CheckMonths);

    public bool IsOverdue(DateOnly today) => DueOn < today;

    public void Write(string title, string publisher, string? address, string summary, int checkMonths, Guid by, DateOnly on) =>
        (Title, Publisher, Address, Summary, CheckMonths, CheckedById, CheckedOn) = (title.Trim(), publisher.Trim(), string.IsNullOrWhiteSpace(address) ? null : address.Trim(), summary.Trim(), checkMonths, by, on);

    public void Remove(DateTime at) => RemovedAt = at;
}

internal sealed class GuidanceNoteMapping : IEntityTypeConfiguration<GuidanceNote>
{
    public void Configure(EntityTypeBuilder<GuidanceNote> note)
    {
        note.ToTable("guidance", "share");
        note.HasKey(g => new { g.PartnershipId, g.Id });
        note.Ignore(g => g.DueOn);
    }
}

/// <summary>The library of guidance.</summary>
internal sealed class GuidanceShelf(ConcordatDb db, Session session, TimeProvider clock)
{
    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;
    public bool MayKeep => session.Has(Role.InformationGovernance) || session.Has(Role.Coordinator);

    /// <summary>Notes that hold the words, by title; all of them where there are none.</summary>
    public async Task<IReadOnlyList<GuidanceNote>> FindAsync(string? words, CancellationToken cancellation)
    {
        var notes = await db.Set<GuidanceNote>().AsNoTracking().Where(g => g.RemovedAt == null).OrderBy(g => g.Title).ToListAsync(cancellation);
        var sought = (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. notes.Where(n => sought.All(w => $"{n.Title} {n.Publisher} {n.Summary}".Contains(w, StringComparison.OrdinalIgnoreCase)))];
    }

    public Task<GuidanceNote?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<GuidanceNote>().SingleOrDefaultAsync(g => g.Id == id && g.RemovedAt == null, cancellation);
}
