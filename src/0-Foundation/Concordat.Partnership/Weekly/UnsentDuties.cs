using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Weekly;

/// <summary>Tells the administrator of messages that did not leave.</summary>
internal sealed class UnsentDuties(ConcordatDb db, Session session) : IAdministratorDuties
{
    const int Weeks = 4;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Administrator)) return [];
        var since = today.AddDays(-7 * Weeks);
        var unsent = await db.Set<WeeklyMessage>().CountAsync(m => m.Week >= since && (m.State == WeeklyMessage.Failed || m.State == WeeklyMessage.GivenUp), cancellation);
        return unsent == 0 ? [] : [new(unsent == 1 ? "1 weekly message did not leave" : $"{unsent} weekly messages did not leave", $"They are tried {WeeklyMessage.MostTries} times. Look at why, and mend the mail settings.", "/settings/messages")];
    }
}
