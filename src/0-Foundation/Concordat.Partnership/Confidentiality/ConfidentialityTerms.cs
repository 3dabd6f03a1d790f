using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Confidentiality;

/// <summary>What every member undertakes before seeing anything. Version 1 is the program's; a partnership's own words are versions from 2 on.</summary>
public sealed class ConfidentialityTerms(Guid partnershipId, int number, string words, Guid writtenById, DateTime writtenAt)
{
    /// <summary>Number of the words that hold until a partnership writes its own.</summary>
    public const int StandardNumber = 1;

    /// <summary>The program's own words; paragraphs are parted by an empty line.</summary>
    public const string Standard = """
        I use what I see here only for the work of the partnership, and only what that work needs.

        I tell nobody who has no right to know, inside my own body or outside it. I do not look up people I know, or anybody out of curiosity.

        I do not try to find out whom a record without names is about.

        I keep my account to myself, and I say at once when something was sent, seen or lost that should not have been.

        I know that every reading of personal information is recorded with my name and my reason, and that this duty goes on after I leave.
        """;

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>2, 3 …</summary>
    public int Number { get; private set; } = number;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid WrittenById { get; private set; } = writtenById;
    public DateTime WrittenAt { get; private set; } = writtenAt;

    /// <summary>Paragraphs, for pages.</summary>
    public static IReadOnlyList<string> Paragraphs(string words) =>
        words.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>What a member answered to the terms. The latest counts, for a year, while its terms are the present ones.</summary>
public sealed class ConfidentialityAnswer(Guid partnershipId, Guid id, Guid userId, int termsNumber, bool accepted, DateTime at)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid UserId { get; private set; } = userId;
    public int TermsNumber { get; private set; } = termsNumber;
    public bool Accepted { get; private set; } = accepted;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; } = at;
}

internal sealed class ConfidentialityTermsMapping : IEntityTypeConfiguration<ConfidentialityTerms>
{
    public void Configure(EntityTypeBuilder<ConfidentialityTerms> terms)
    {
        terms.ToTable("confidentiality_terms", "partnership");
        terms.HasKey(t => new { t.PartnershipId, t.Number });
        terms.Property(t => t.Number).ValueGeneratedNever();
    }
}

internal sealed class ConfidentialityAnswerMapping : IEntityTypeConfiguration<ConfidentialityAnswer>
{
    public void Configure(EntityTypeBuilder<ConfidentialityAnswer> answer)
    {
        answer.ToTable("confidentiality_answer", "partnership");
        answer.HasKey(a => new { a.PartnershipId, a.Id });
        answer.HasIndex(a => new { a.PartnershipId, a.UserId, a.At }).HasDatabaseName("ix_confidentiality_answer_user");
    }
}
