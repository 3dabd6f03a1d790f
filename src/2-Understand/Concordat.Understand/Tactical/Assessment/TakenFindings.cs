using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Something found outside an assessment that somebody takes into one.</summary>
/// <param name="Title">A few words for a list.</param>
/// <param name="Sentence">The finding in a sentence, 1 to 1,000 characters.</param>
/// <param name="Facts">Short supporting facts.</param>
/// <param name="Theme">Key of the theme; null over several.</param>
/// <param name="Month">The month it is about.</param>
/// <param name="Method">How the figure was made, in a line.</param>
/// <param name="Source">Address of what it was taken from.</param>
/// <param name="IsProposed">Whether the paper proposes it for adoption.</param>
internal sealed record TakenFinding(string Title, string Sentence, IReadOnlyList<string> Facts, string? Theme, Month Month, string Method, string Source, bool IsProposed);

/// <summary>Puts findings from the scan and from Explore into assessments that are being written.</summary>
internal sealed class TakenFindings(ConcordatDb db, Session session, NoNames noNames, TimeProvider clock)
{
    /// <summary>Assessments in draft, the latest month first.</summary>
    public async Task<IReadOnlyList<SelectListItem>> DraftsAsync(CancellationToken cancellation) =>
        [.. (await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status == AssessmentStatus.Draft).OrderByDescending(a => a.Month).ToListAsync(cancellation))
            .Select(a => new SelectListItem($"Tactical assessment, {a.AssessedMonth.LongName}", a.Id.ToString()))];

    /// <summary>Adds it to a draft in the context, without saving: in the theme's own section where there is one, or among what is new.</summary>
    public async Task<AssessmentFinding> AddAsync(Guid assessment, TakenFinding taken, CancellationToken cancellation)
    {
        var sections = await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == assessment).Select(f => f.Section).Distinct().ToListAsync(cancellation);
        var position = await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == assessment).MaxAsync(f => (int?)f.Position, cancellation) ?? 0;
        var evidence = new FindingEvidence(EvidenceKind.None, taken.Theme, null, taken.Month, null, taken.Method, taken.Source);
        var finding = new AssessmentFinding(session.Partnership, Guid.CreateVersion7(), assessment, position + 1, taken.Theme is { } theme && sections.Contains(theme) ? theme : Sections.WhatIsNew,
            taken.Title, taken.Sentence, [.. taken.Facts], RunJson.Write(evidence), taken.IsProposed, isOwnWords: false, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        db.Add(finding);
        return finding;
    }

    /// <summary>The page that shows the finding.</summary>
    public static string Url(AssessmentFinding finding) => $"/understand/tactical/{finding.AssessmentId}?section={Uri.EscapeDataString(finding.Section)}#finding-{finding.Id}";

    /// <summary>What is wrong with a sentence; null when nothing is.</summary>
    public string? Problem(string sentence) => sentence.Length switch
    {
        0 => "Write the finding as a sentence",
        > AssessmentFinding.LongestSentence => $"Shorten the finding to {AssessmentFinding.LongestSentence:N0} characters",
        _ => noNames.Problem(sentence),
    };
}
