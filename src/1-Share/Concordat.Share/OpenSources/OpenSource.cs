using Concordat.Partnership.Calendar;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.OpenSources;

/// <summary>What an entry says, after what is personal in it was removed or confirmed.</summary>
internal sealed record OpenSourceWords(string Kind, string Title, string Address, DateOnly SeenOn, string? Capture, short SourceGrade, string InformationGrade, string? ThemeKey, string? Place, string? Note, string Names);

/// <summary>Something that was read in public, kept as it was read, with how far it can be relied on.</summary>
internal sealed class OpenSource(Guid partnershipId, Guid id, int number, Guid enteredById, DateTime enteredAt)
{
    public const string NoNames = "none", Removed = "removed", Confirmed = "confirmed";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Number { get; private set; } = number;

    /// <summary>One of <see cref="OpenSourceChoices.Kinds"/>.</summary>
    public string Kind { get; private set; } = "";
    [NotInAudit] public string Title { get; private set; } = "";
    [NotInAudit] public string Address { get; private set; } = "";
    public DateOnly SeenOn { get; private set; }

    /// <summary>The words as they were read; null where a file is kept instead.</summary>
    [NotInAudit] public string? Capture { get; private set; }
    public Guid? FileId { get; private set; }
    [NotInAudit] public string? FileName { get; private set; }

    /// <summary>1 to 3: see <see cref="OpenSourceChoices.SourceGrades"/>.</summary>
    public short SourceGrade { get; private set; }

    /// <summary>A to E: see <see cref="OpenSourceChoices.InformationGrades"/>.</summary>
    public string InformationGrade { get; private set; } = "";
    public string? ThemeKey { get; private set; }
    [NotInAudit] public string? Place { get; private set; }
    [NotInAudit] public string? Note { get; private set; }

    /// <summary>none, removed or confirmed.</summary>
    public string Names { get; private set; } = NoNames;
    public Guid EnteredById { get; private set; } = enteredById;
    public DateTime EnteredAt { get; private set; } = enteredAt;
    public Guid ChangedById { get; private set; }
    public DateTime ChangedAt { get; private set; }
    [NotInAudit] public string? ChangedBecause { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }
    [NotInAudit] public string? WithdrawnBecause { get; private set; }
    public uint Version { get; private set; }

    public string Reference => $"OS-{Number}";

    public string Grade => $"{SourceGrade}{InformationGrade}";

    /// <summary>The line by which an assessment cites it.</summary>
    public string Citation => $"{Title}. {OpenSourceChoices.KindOf(Kind)}, {Address}, seen on {SeenOn.Long()} ({Reference}, graded {Grade}).";

    /// <param name="because">Why it is corrected; null for the first entry.</param>
    public void Say(OpenSourceWords words, string? because, Guid by, DateTime at)
    {
        (Kind, Title, Address, SeenOn, Capture, SourceGrade, InformationGrade) = (words.Kind, words.Title, words.Address, words.SeenOn, words.Capture, words.SourceGrade, words.InformationGrade);
        (ThemeKey, Place, Note, Names, ChangedBecause, ChangedById, ChangedAt) = (words.ThemeKey, words.Place, words.Note, words.Names, because?.Trim(), by, at);
    }

    public void Attach(Guid fileId, string name) => (FileId, FileName) = (fileId, name);

    public void Withdraw(string because, Guid by, DateTime at) => (WithdrawnBecause, WithdrawnById, WithdrawnAt) = (because.Trim(), by, at);
}

/// <summary>What an entry said before a correction. The database writes it.</summary>
internal sealed class OpenSourcePast
{
    public Guid PartnershipId { get; private set; }
    public Guid SourceId { get; private set; }
    public int Number { get; private set; }

    /// <summary>Name and value pairs as JSON.</summary>
    [NotInAudit] public string Said { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTime At { get; private set; }
}

internal sealed class OpenSourceMapping : IEntityTypeConfiguration<OpenSource>
{
    public void Configure(EntityTypeBuilder<OpenSource> source)
    {
        source.ToTable("open_source", "share");
        source.HasKey(s => new { s.PartnershipId, s.Id });
        source.Property(s => s.Version).IsRowVersion();
        source.Ignore(s => s.Reference).Ignore(s => s.Grade).Ignore(s => s.Citation);
    }
}

internal sealed class OpenSourcePastMapping : IEntityTypeConfiguration<OpenSourcePast>
{
    public void Configure(EntityTypeBuilder<OpenSourcePast> past)
    {
        past.ToTable("open_source_past", "share");
        past.HasKey(p => new { p.PartnershipId, p.SourceId, p.Number });
        past.Property(p => p.Said).HasColumnType("jsonb");
    }
}
