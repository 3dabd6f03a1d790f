using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Advice;

/// <summary>Questions and their threads.</summary>
internal sealed class AdviceDesk(ConcordatDb db, RunningNumbers numbers, MemberDirectory directory, Session session, TimeProvider clock)
{
    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    /// <summary>Questions whose words, or those of an answer, hold all of the words sought; the latest first.</summary>
    /// <param name="isSettled">Only those with a position.</param>
    public async Task<(IReadOnlyList<AdviceQuestion> Rows, int Total, IReadOnlySet<Guid> Settled)> FindAsync(string? words, bool isSettled, int page, int size, CancellationToken cancellation)
    {
        var questions = db.Set<AdviceQuestion>().AsNoTracking();
        var posts = db.Set<AdvicePost>().AsNoTracking();
        foreach (var word in (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            var pattern = SearchPattern.Of(word);
            questions = questions.Where(q => EF.Functions.ILike(q.Title, pattern) || EF.Functions.ILike(q.Words, pattern) || posts.Any(p => p.QuestionId == q.Id && EF.Functions.ILike(p.Words, pattern)));
        }
        if (isSettled) questions = questions.Where(q => posts.Any(p => p.QuestionId == q.Id && p.IsPosition));
        var total = await questions.CountAsync(cancellation);
        var rows = await questions.OrderByDescending(q => q.Number).Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        var ids = rows.Select(r => r.Id).ToList();
        return (rows, total, (await posts.Where(p => ids.Contains(p.QuestionId) && p.IsPosition).Select(p => p.QuestionId).ToListAsync(cancellation)).ToHashSet());
    }

    public Task<AdviceQuestion?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<AdviceQuestion>().SingleOrDefaultAsync(q => q.Id == id, cancellation);

    public Task<List<AdvicePost>> PostsAsync(Guid question, CancellationToken cancellation) => db.Set<AdvicePost>().Where(p => p.QuestionId == question).OrderBy(p => p.At).ToListAsync(cancellation);

    public Task<int> NextNumberAsync(CancellationToken cancellation) => numbers.NextAsync(RunningNumbers.Question, cancellation);
}

/// <summary>Questions that wait for the lead's answer.</summary>
internal sealed class AdviceDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || !session.Has(Role.InformationGovernance)) return [];
        var posts = db.Set<AdvicePost>();
        var waiting = await db.Set<AdviceQuestion>().AsNoTracking().Where(q => q.LeadId == me && q.ClosedAt == null && !posts.Any(p => p.QuestionId == q.Id && p.ById == me)).OrderBy(q => q.Number).ToListAsync(cancellation);
        return [.. waiting.Select(q => new Duty($"Answer the question {q.Reference}", $"Asked on {DateOnly.FromDateTime(London.FromUtc(q.AskedAt)).Long()}.", $"/share/advice/{q.Id}"))];
    }
}
