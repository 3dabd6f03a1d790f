namespace Concordat.Understand.Strategic.Contracts;

/// <summary>Strategic assessments that were approved and issued: what a control strategy begins from. They no longer change.</summary>
public interface IIssuedStrategicAssessments
{
    /// <summary>All issued assessments within reach that are in force, the latest first.</summary>
    Task<IReadOnlyList<IssuedStrategicAssessment>> ListAsync(CancellationToken cancellation);

    /// <summary>One that was issued, in force or superseded since; null when there is none within reach with this id.</summary>
    Task<IssuedStrategicAssessment?> FindAsync(Guid id, CancellationToken cancellation);
}

/// <summary>An issued assessment with its ranked issues.</summary>
/// <param name="Title">"Strategic assessment 2026".</param>
/// <param name="IssuedOn">Day it was issued.</param>
/// <param name="Url">Its page on this site.</param>
/// <param name="Issues">Every issue in its order of rank, the recommended ones among them.</param>
public sealed record IssuedStrategicAssessment(Guid Id, string Title, DateOnly IssuedOn, string Url, IReadOnlyList<RankedRecommendation> Issues);

/// <summary>An issue as it was ranked.</summary>
/// <param name="ThemeKey">Key of its theme.</param>
/// <param name="Rank">1 is the first.</param>
/// <param name="IsRecommended">Whether the assessment recommends it as a priority.</param>
/// <param name="Sentence">Why, in one or two sentences: rank, how firmly it stands there, and confidence.</param>
/// <param name="Url">Where the recommendation stands; it names the recommendation from then on.</param>
public sealed record RankedRecommendation(string ThemeKey, string Name, int Rank, bool IsRecommended, string Sentence, string Url);

/// <summary>What a later stage made of an assessment's recommendations: the stage that decides answers.</summary>
public interface IRecommendationOutcomes
{
    /// <summary>What was decided of each recommendation of an issued assessment, in their order of rank; those that no decided strategy took up are undecided.</summary>
    /// <param name="assessment">Identity of the assessment.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<RecommendationOutcome>> OfAsync(Guid assessment, CancellationToken cancellation);
}

/// <summary>What became of one recommendation.</summary>
/// <param name="Outcome">accepted, changed, rejected or undecided.</param>
/// <param name="Reason">Why, or what it was changed to; may be empty for one that was accepted.</param>
/// <param name="Url">Where it was decided; the recommendation itself while it is undecided.</param>
public sealed record RecommendationOutcome(string Name, string Outcome, string Reason, string Url);
