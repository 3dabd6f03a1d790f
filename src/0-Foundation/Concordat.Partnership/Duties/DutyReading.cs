using Concordat.Platform.Access;

namespace Concordat.Partnership.Duties;

/// <summary>A source of duties about settings and accounts: the only kind read for those who do nothing else, for settings are no reason to read what the partnership does.</summary>
public interface IAdministratorDuties : IDutySource;

/// <summary>Reads the duties of the person who is acting, from every stage.</summary>
public static class DutyReading
{
    /// <summary>Everything that waits, what is due earliest first, what has no day last.</summary>
    public static async Task<IReadOnlyList<Duty>> ReadAsync(this IEnumerable<IDutySource> sources, Session session, DateOnly today, CancellationToken cancellation)
    {
        var mayRead = session.Roles.Any(r => r != Role.Administrator);
        var duties = new List<Duty>();
        foreach (var source in sources.Where(s => mayRead || s is IAdministratorDuties)) duties.AddRange(await source.ForAsync(today, cancellation));
        return [.. duties.OrderBy(d => d.DueOn ?? DateOnly.MaxValue)];
    }
}
