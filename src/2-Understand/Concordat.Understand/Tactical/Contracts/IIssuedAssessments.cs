using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Contracts;

/// <summary>Assessments that were issued, with the items they propose: what a meeting decides on.</summary>
public interface IIssuedAssessments
{
    /// <summary>All issued assessments, the latest month and version first.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<IssuedAssessment>> ListAsync(CancellationToken cancellation);

    /// <summary>One issued assessment; null when it does not exist or is not issued.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IssuedAssessment?> FindAsync(Guid id, CancellationToken cancellation);
}

/// <summary>An issued assessment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Month">The month it assesses.</param>
/// <param name="Number">1 for the first of the month, 2 for the one that superseded it.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="Items">The findings it proposes for adoption, in order.</param>
/// <param name="Url">Its page.</param>
public sealed record IssuedAssessment(Guid Id, Month Month, int Number, DateTime IssuedAt, IReadOnlyList<ProposedItem> Items, string Url);

/// <summary>A finding proposed for adoption. It never changes once issued.</summary>
/// <param name="FindingId">Id of the finding.</param>
/// <param name="Title">A few words for an agenda.</param>
/// <param name="Sentence">The finding.</param>
/// <param name="ThemeKey">Key of its theme; null for a finding over several.</param>
/// <param name="Priority">Name of the priority it serves; null when it serves none.</param>
/// <param name="Count">Records it counts in the month; null when missing at source.</param>
/// <param name="ExpectedLow">Lowest count that would have been no change for the theme; null when not known.</param>
/// <param name="ExpectedHigh">Highest such count.</param>
/// <param name="Squares">The squares of its hot spot; null when it is no hot spot.</param>
/// <param name="RecordsUrl">Address of the records behind it; null when it counts none.</param>
public sealed record ProposedItem(
    Guid FindingId, string Title, string Sentence, string? ThemeKey, string? Priority, int? Count, int? ExpectedLow, int? ExpectedHigh,
    Share.Incidents.Contracts.GridSquares? Squares, string? RecordsUrl);
