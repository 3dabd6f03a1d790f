using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Contracts;

/// <summary>Tactical assessments that were approved and issued: what a meeting opens from. They no longer change.</summary>
public interface IIssuedAssessments
{
    /// <summary>All issued assessments within reach, the newest month first.</summary>
    Task<IReadOnlyList<IssuedAssessment>> ListAsync(CancellationToken cancellation);

    /// <summary>One issued assessment; null when there is none within reach with this id, or it is not issued.</summary>
    Task<IssuedAssessment?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>What became of an assessment after it was issued, as a sentence: superseded or withdrawn, when and why; null while it stands, or where none is within reach with this id.</summary>
    Task<string?> ClosingAsync(Guid id, CancellationToken cancellation);

    /// <summary>Findings of issued assessments that cross the border of the area, the newest month first.</summary>
    Task<IReadOnlyList<BorderFinding>> AcrossBordersAsync(CancellationToken cancellation);
}

/// <summary>A finding that crosses the border, as frozen when its paper was issued.</summary>
/// <param name="FindingId">Identity of the finding.</param>
/// <param name="Title">A few words for a list.</param>
/// <param name="Area">Name of the neighbouring area.</param>
/// <param name="Words">What that area should know, written for it.</param>
/// <param name="Paper">Title of its paper.</param>
/// <param name="Url">The finding on its page.</param>
public sealed record BorderFinding(Guid FindingId, string Title, string Area, string Words, string Paper, string Url);

/// <summary>An issued assessment with what it proposes that the meeting adopts.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Month">The month assessed.</param>
/// <param name="Title">Its title: "Tactical assessment, October 2026".</param>
/// <param name="IssuedOn">Day it was issued.</param>
/// <param name="Url">Its page on this site.</param>
/// <param name="Items">Findings proposed for adoption, in the paper's order.</param>
public sealed record IssuedAssessment(Guid Id, Month Month, string Title, DateOnly IssuedOn, string Url, IReadOnlyList<ProposedItem> Items);

/// <summary>A finding that the paper proposes for adoption, as frozen when it was issued.</summary>
/// <param name="FindingId">Identity of the finding.</param>
/// <param name="Title">A few words for the agenda: "Quayside car parks".</param>
/// <param name="Sentence">The finding in a sentence.</param>
/// <param name="Priority">Name of the priority it serves; null outside the priorities.</param>
/// <param name="ThemeKey">Key of the theme; null for a finding over several.</param>
/// <param name="Count">Records in the month; null when missing at source.</param>
/// <param name="Previous">Records in the month before; null when missing at source.</param>
/// <param name="Expected">What was expected, in words: "4 to 11"; null where that cannot be said.</param>
/// <param name="Signal">Whether the count differs from what was expected.</param>
/// <param name="HotSpot">The squares of the hot spot; null for a finding that is no hot spot.</param>
/// <param name="Place">Name of the place; null for a finding about the whole area.</param>
/// <param name="EvidenceUrl">Page with the map, the table and the records.</param>
public sealed record ProposedItem(
    Guid FindingId, string Title, string Sentence, string? Priority, string? ThemeKey, int? Count, int? Previous, string? Expected,
    Signal Signal, HotSpotSquares? HotSpot, string? Place, string EvidenceUrl);

/// <summary>Squares of a grid on the British National Grid (EPSG:27700).</summary>
/// <param name="OriginEasting">Easting of the grid's south-west corner, metres.</param>
/// <param name="OriginNorthing">Northing of the grid's south-west corner, metres.</param>
/// <param name="CellMetres">Side of a square, metres, above 0.</param>
/// <param name="Squares">The squares, counted from the south-west corner, from 0; each once, at least one.</param>
public sealed record HotSpotSquares(double OriginEasting, double OriginNorthing, double CellMetres, IReadOnlyList<GridSquare> Squares);

/// <summary>One square: its column to the east and its row to the north, from 0.</summary>
/// <param name="Column">Squares east of the corner.</param>
/// <param name="Row">Squares north of the corner.</param>
public sealed record GridSquare(int Column, int Row);
