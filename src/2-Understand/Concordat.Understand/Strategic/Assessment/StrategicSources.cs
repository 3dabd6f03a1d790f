using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Share.Sources.Contracts;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>The sets on which issued strategic assessments rest, as each of them kept them.</summary>
internal sealed class StrategicSources(ConcordatDb db) : ISourceUses
{
    public async Task<IReadOnlyList<SourceUse>> ReadAsync(CancellationToken cancellation)
    {
        var issued = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Status == StrategicStatus.Issued).OrderBy(a => a.Year).ThenBy(a => a.Number).ToListAsync(cancellation);
        return [.. issued.SelectMany(a => KeysOf(RunJson.Read<FrozenStrategic>(a.Frozen!).Sources ?? RecordSources.PoliceUk)
            .Select(key => new SourceUse(key, a.Title, a.Url, DateOnly.FromDateTime(London.FromUtc(a.IssuedAt!.Value)))))];
    }

    static IEnumerable<string> KeysOf(RecordSources sources) =>
        [.. sources.HasPublished ? [SourceKeys.PoliceUk] : Array.Empty<string>(), .. sources.PartnerSets.Select(SourceKeys.Set)];
}
