using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Act.Problems;

/// <summary>Reads a problem's counts before its adoption and since from the incidents.</summary>
internal sealed class ProblemCounts(IIncidentCounts incidents)
{
    /// <summary>The counts; null for a problem without squares or theme.</summary>
    /// <param name="to">Last month to count.</param>
    public async Task<BeforeAndSince?> ReadAsync(Problem problem, Month to, CancellationToken cancellation)
    {
        if (problem.ThemeKey is not { } theme || ItemEvidence.Read(problem.Evidence)?.HotSpot is not { Cells.Count: > 0 } squares) return null;
        var adopted = Month.Of(problem.AdoptedOn);
        var months = await incidents.MonthlyInCellsAsync(theme, squares, adopted.AddMonths(1 - BeforeAndSince.MonthsBefore), to < adopted ? adopted : to, cancellation);
        return BeforeAndSince.Split(months, adopted);
    }
}
