namespace Concordat.Partnership.Priorities;

/// <summary>Which priorities hold.</summary>
public static class PriorityQueries
{
    /// <summary>Those in force on a day, by rank and then by name.</summary>
    public static IOrderedQueryable<Priority> InForceOn(this IQueryable<Priority> priorities, DateOnly day) =>
        priorities.Where(p => p.ValidFrom <= day && (p.ValidTo == null || p.ValidTo >= day)).OrderBy(p => p.Rank).ThenBy(p => p.Name);
}
