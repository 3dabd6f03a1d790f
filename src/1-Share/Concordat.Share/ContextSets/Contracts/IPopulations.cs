namespace Concordat.Share.ContextSets.Contracts;

/// <summary>Residents of one area.</summary>
/// <param name="AreaCode">Code of the area.</param>
/// <param name="On">The day the figure is of.</param>
/// <param name="Residents">People of all ages, 0 or more.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Version">Which load of that name it comes from, from 1.</param>
public sealed record Population(string AreaCode, DateOnly On, long Residents, string Source, int Version);

/// <summary>The newest population held of each area: the denominator of rates.</summary>
public interface IPopulations
{
    /// <summary>For each of the areas that has one, its newest figure of a day or before.</summary>
    /// <param name="areaCodes">Codes of areas.</param>
    /// <param name="onOrBefore">No figure of a later day is given.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Code to figure; areas without one are left out, never 0.</returns>
    Task<IReadOnlyDictionary<string, Population>> NewestAsync(IReadOnlyCollection<string> areaCodes, DateOnly onOrBefore, CancellationToken cancellation);
}
