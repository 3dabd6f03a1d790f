using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Matters;

/// <summary>What waits for the acting person's answer.</summary>
internal sealed class MatterDuties(ConcordatDb db, MatterDesk desk, Session session) : IDutySource
{
    static readonly string[] Waiting = ["submitted", "raised", "sent", "accepted"];

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.Roles.All(r => r == Role.Administrator)) return [];
        var user = session.User;
        var waiting = await db.Set<Matter>().AsNoTracking().Where(m => Waiting.Contains(m.State) && m.RaisedBy != user).OrderBy(m => m.RaisedAt).ToListAsync(cancellation);
        var duties = new List<Duty>();
        foreach (var matter in waiting)
            if ((await desk.OpenToAsync(matter, cancellation)).Count > 0)
                duties.Add(new($"Answer a {matter.Kind}: {matter.Title}".Replace("a good practice", "good practice", StringComparison.Ordinal), $"It is {matter.State}.", matter.Url));
        return duties;
    }
}
