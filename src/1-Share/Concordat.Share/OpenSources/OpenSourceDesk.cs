using Concordat.Gate.Identifiers;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.OpenSources;

/// <summary>What a list is narrowed to.</summary>
internal sealed record OpenSourceFilter(string? Words, string? Kind, string? ThemeKey, bool WithWithdrawn);

/// <summary>The register of open sources.</summary>
internal sealed class OpenSourceDesk(ConcordatDb db, RunningNumbers numbers, FileStore files, MemberDirectory directory, Session session, TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    public ConcordatDb Db => db;
    public DateOnly Today => London.Today(clock);

    /// <summary>Analysts and the data manager write; the database says so too.</summary>
    public bool MayKeep => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    /// <summary>Whoever reads evidence.</summary>
    public bool MayRead => MayKeep || session.Has(Role.Chair) || session.Has(Role.Practitioner) || session.Has(Role.InformationGovernance);

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    public Task<OpenSource?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<OpenSource>().SingleOrDefaultAsync(s => s.Id == id, cancellation);

    /// <summary>What it said before each correction, the latest first.</summary>
    public async Task<IReadOnlyList<OpenSourcePast>> PastAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<OpenSourcePast>().AsNoTracking().Where(p => p.SourceId == id).OrderByDescending(p => p.Number).ToListAsync(cancellation);

    /// <summary>The entries that fit, the last seen first.</summary>
    public IQueryable<OpenSource> Matching(OpenSourceFilter filter)
    {
        var found = db.Set<OpenSource>().AsNoTracking();
        if (!filter.WithWithdrawn) found = found.Where(s => s.WithdrawnAt == null);
        if (!string.IsNullOrEmpty(filter.Kind)) found = found.Where(s => s.Kind == filter.Kind);
        if (!string.IsNullOrEmpty(filter.ThemeKey)) found = found.Where(s => s.ThemeKey == filter.ThemeKey);
        if (filter.Words?.Trim() is { Length: > 0 } words)
        {
            var pattern = SearchPattern.Of(words);
            found = found.Where(s => EF.Functions.ILike(s.Title, pattern) || EF.Functions.ILike(s.Address, pattern) || EF.Functions.ILike(s.Place ?? "", pattern)
                || EF.Functions.ILike(s.Note ?? "", pattern) || EF.Functions.ILike(s.Capture ?? "", pattern));
        }
        return found.OrderByDescending(s => s.SeenOn).ThenByDescending(s => s.Number);
    }

    /// <summary>What identifies a person in words, with its article; null for nothing.</summary>
    public string? PersonIn(string? words) => _scanner.PersonIn(words);

    /// <summary>The words with personal details replaced by marks.</summary>
    public string? Clean(string? words) => words is null ? null : _scanner.Clean(words, CellSetting.FreeText, new RemovalCounts());

    public async Task<OpenSource> EnterAsync(OpenSourceWords words, CapturedFile? file, CancellationToken cancellation)
    {
        var source = new OpenSource(session.Partnership, Guid.CreateVersion7(), await numbers.NextAsync(RunningNumbers.OpenSource, cancellation), session.User, Now);
        db.Add(source);
        await SaveAsync(source, words, null, file, cancellation);
        return source;
    }

    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile.</exception>
    public Task CorrectAsync(OpenSource source, OpenSourceWords words, string because, CapturedFile? file, CancellationToken cancellation) => SaveAsync(source, words, because, file, cancellation);

    public async Task WithdrawAsync(OpenSource source, string because, CancellationToken cancellation)
    {
        source.Withdraw(because, session.User, Now);
        await db.SaveChangesAsync(cancellation);
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    async Task SaveAsync(OpenSource source, OpenSourceWords words, string? because, CapturedFile? file, CancellationToken cancellation)
    {
        Guid? stored = null;
        try
        {
            if (file is not null)
            {
                using var content = new MemoryStream(file.Bytes);
                stored = (await files.SaveAsync(file.Name, content, cancellation)).Id;
                source.Attach(stored.Value, file.Name);
            }
            source.Say(words, because, session.User, Now);
            await db.SaveChangesAsync(cancellation);
        }
        catch when (stored is { } left)
        {
            await files.DeleteAsync(left, CancellationToken.None);
            throw;
        }
    }
}
