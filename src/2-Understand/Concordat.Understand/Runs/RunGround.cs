using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;

namespace Concordat.Understand.Runs;

/// <summary>What figures rest on beside their records and settings, kept with them so that they come to the same value when they are made again.</summary>
/// <remarks>The threshold and cut of then serve to make the figures again and to compare them, nothing else. What a page shows passes the threshold in force now as well: where it
/// has risen since, a page shows what may be shown today, and of the comparison only whether every figure is the same.</remarks>
/// <param name="Boundary">Layer of the area's outline; null where none was held.</param>
/// <param name="FewestShown">The smallest figure shown of partners' records, from 3.</param>
/// <param name="Cut">Number of the cut of partners' records into parcels, from 0.</param>
internal sealed record RunGround(Guid? Boundary, int FewestShown, int Cut)
{
    /// <summary>How records are read to make the figures again.</summary>
    public CutThen Then => new(Cut, FewestShown);
}

/// <summary>Reads the ground that figures rest on now.</summary>
internal sealed class RunGrounds(IncidentQuery incidents, ISmallNumbers smallNumbers, StudyAreas areas)
{
    /// <summary>The boundary in force, the threshold and the cut.</summary>
    public async Task<RunGround> NowAsync(CancellationToken cancellation) =>
        new(await areas.BoundaryAsync(cancellation), await smallNumbers.ThresholdAsync(cancellation), await incidents.CutAsync(cancellation));

    /// <summary>Whether the threshold has risen since figures were made, so that some of them may not be shown any more. Figures that kept no threshold were made with one of unknown height: they count as before.</summary>
    public async Task<bool> HasRisenAsync(RunGround? then, CancellationToken cancellation) => then is not null && await smallNumbers.ThresholdAsync(cancellation) > then.FewestShown;
}
