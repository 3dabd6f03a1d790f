using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What the partnership's strategic assessment in force tells of offenders already known to the justice system.</summary>
internal sealed class KnownShares(ConcordatDb db)
{
    /// <summary>A sentence by the key of its theme; empty where nothing is known.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellation)
    {
        var latest = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Status == StrategicStatus.Issued && a.Document == StrategicAssessment.Partnerships)
            .OrderByDescending(a => a.ToMonth).ThenByDescending(a => a.Number).FirstOrDefaultAsync(cancellation);
        if (latest?.Frozen is not { } text) return new Dictionary<string, string>();
        return RunJson.Read<FrozenStrategic>(text).Of(RegisterList.Known).GroupBy(l => l["theme"])
            .ToDictionary(g => g.Key, g => $"{string.Join(' ', RegisterTables.Known(g))} From the {latest.Title.ToLowerInvariant()}.");
    }
}
