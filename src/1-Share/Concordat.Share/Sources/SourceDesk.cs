using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements;
using Concordat.Share.ContextSets;
using Concordat.Share.Sources.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Sources;

/// <summary>A source that can be entered: what is held, or may be.</summary>
internal sealed record KnownSource(string Key, string Name);

/// <summary>The register of sources, with what products really use.</summary>
internal sealed class SourceDesk(ConcordatDb db, ContextStore context, IEnumerable<ISourceUses> uses, MemberDirectory directory, Session session, TimeProvider clock) : ISourceRegister
{
    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;
    public bool MayEnter => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    public Task<List<Source>> AllAsync(CancellationToken cancellation) => db.Set<Source>().AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancellation);

    public Task<Source?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<Source>().SingleOrDefaultAsync(s => s.Id == id, cancellation);

    /// <summary>Everything that can be a source: the open records, the twelve sets, and each contextual set that is held.</summary>
    public async Task<IReadOnlyList<KnownSource>> KnownAsync(CancellationToken cancellation) =>
    [
        new(SourceKeys.PoliceUk, "police.uk, street-level records"),
        .. SetNames.All.Select(s => new KnownSource(SourceKeys.Set(s.Number), $"Set {s.Number}, {s.Name}")),
        .. (await context.LoadsAsync(cancellation)).Where(l => l.WithdrawnBecause is null).DistinctBy(l => (l.Kind, l.Name)).Select(l => new KnownSource(SourceKeys.Context(l.Kind, l.Name), $"{l.Name} ({ContextKinds.Name(l.Kind)})")),
    ];

    /// <summary>Uses by key, the latest first.</summary>
    public async Task<ILookup<string, SourceUse>> UsesAsync(CancellationToken cancellation)
    {
        var all = new List<SourceUse>();
        foreach (var one in uses) all.AddRange(await one.ReadAsync(cancellation));
        return all.OrderByDescending(u => u.On).ToLookup(u => u.Key);
    }

    public async Task<IReadOnlyList<SourceStanding>> AskAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var held = (await db.Set<Source>().AsNoTracking().Where(s => keys.Contains(s.Key)).ToListAsync(cancellation)).ToDictionary(s => s.Key);
        return [.. keys.Select(k => Standing(k, held.GetValueOrDefault(k)))];
    }

    SourceStanding Standing(string key, Source? source) => source switch
    {
        null => new(key, "Nobody has entered this source under Share, Sources."),
        { Adds: null } => new(key, $"The owner of “{source.Name}” has not said yet what it adds."),
        { StoppedOn: { } day } => new(key, $"“{source.Name}” is no longer used since {day.Long()}."),
        _ => new(key, source.IsOverdue(Today) ? $"The yearly review of “{source.Name}” was due on {source.DueOn.Long()}." : null),
    };
}
