using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>Keeps the words of blocks that two documents share in step: written once, shown in both, each change a version of its own.</summary>
/// <remarks>A document that was sent for review or approved keeps the version it holds; taken back to draft, it takes the last one.</remarks>
internal sealed class SharedBlocks(ConcordatDb db, Session session, TimeProvider clock)
{
    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Writes a block, and every other that shares its words and is still written; not saved yet.</summary>
    public async Task WriteAsync(StrategicBlock block, string sentence, CancellationToken cancellation)
    {
        if (block.SharedId is not { } shared)
        {
            block.Write(sentence, session, Now);
            return;
        }
        if (sentence == block.Sentence) return;
        var wording = new StrategicWording(session.Partnership, shared, (await LastAsync(shared, cancellation))!.Version + 1, sentence, session.User, session.DisplayName, Now);
        db.Add(wording);
        block.Take(wording);
        foreach (var twin in await WrittenAsync(shared, cancellation)) twin.Take(wording);
    }

    /// <summary>Takes the words of another document's block into this one: from then on they are shared. Not saved yet.</summary>
    /// <returns>Why not, in words; null when done.</returns>
    public async Task<string?> TakeAsync(StrategicAssessment into, StrategicBlock source, StrategicAssessment from, CancellationToken cancellation)
    {
        if (from.Id == into.Id) return "Choose a block of another document";
        if (!from.CanBeWritten) return $"{from.Title} is no draft any more, so its words cannot be kept in step. Add a block in your own words instead";
        var blocks = await db.Set<StrategicBlock>().Where(b => b.AssessmentId == into.Id).ToListAsync(cancellation);
        var twin = source.SharedId is { } known ? blocks.Find(b => b.SharedId == known) : null;
        if (twin is { RemovedAt: null }) return "This block is shared already";
        var target = twin ?? blocks.Find(b => b.Key == source.Key);
        if (target is { SharedId: not null } && target != twin) return "This document shares that block with a third one. Stop sharing it there first";
        if (target is { IsEdited: true, RemovedAt: null }) return $"This document has words of its own for that block: “{target.Sentence}” Remove that block first, then take the shared one";
        var wording = source.SharedId is { } shared ? (await LastAsync(shared, cancellation))! : Begin(source);
        if (target is null)
        {
            target = new(session.Partnership, Guid.CreateVersion7(), into.Id, source.Key, blocks.Select(b => b.Position).DefaultIfEmpty().Max() + 1, source.Part, source.Theme, source.Side, source.Supplier,
                "none", wording.Sentence, [], isOwnWords: true, session.User, session.DisplayName, Now);
            db.Add(target);
        }
        target.Take(wording);
        target.PutBack(session, Now);
        return null;
    }

    /// <summary>A block goes its own way with the words it has; where only one other is left, that one too. Not saved yet.</summary>
    public async Task StopAsync(StrategicBlock block, CancellationToken cancellation)
    {
        if (block.SharedId is not { } shared) return;
        var twins = await db.Set<StrategicBlock>().Where(b => b.SharedId == shared && b.Id != block.Id).ToListAsync(cancellation);
        block.StopSharing(session, Now);
        if (twins is [var last] && (await db.Set<StrategicAssessment>().SingleAsync(a => a.Id == last.AssessmentId, cancellation)).CanBeWritten) last.StopSharing(session, Now);
    }

    /// <summary>A document that is a draft again takes the last words of the blocks it shares; not saved yet.</summary>
    public async Task CatchUpAsync(Guid assessment, CancellationToken cancellation)
    {
        var blocks = await db.Set<StrategicBlock>().Where(b => b.AssessmentId == assessment && b.SharedId != null).ToListAsync(cancellation);
        var ids = blocks.Select(b => b.SharedId!.Value).ToList();
        var last = await db.Set<StrategicWording>().Where(w => ids.Contains(w.SharedId) && !db.Set<StrategicWording>().Any(n => n.SharedId == w.SharedId && n.Version > w.Version)).ToDictionaryAsync(w => w.SharedId, cancellation);
        foreach (var block in blocks)
            if (last.GetValueOrDefault(block.SharedId!.Value) is { } wording && wording.Version != block.SharedVersion) block.Take(wording);
    }

    /// <summary>Where the words of an assessment's shared blocks stand besides, by block.</summary>
    public async Task<ILookup<Guid, Elsewhere>> ElsewhereAsync(Guid assessment, CancellationToken cancellation) => (await (
        from mine in db.Set<StrategicBlock>().AsNoTracking()
        join other in db.Set<StrategicBlock>() on mine.SharedId equals other.SharedId
        join document in db.Set<StrategicAssessment>() on other.AssessmentId equals document.Id
        where mine.AssessmentId == assessment && mine.SharedId != null && other.Id != mine.Id && other.RemovedAt == null
        orderby document.StartedAt
        select new { mine.Id, Other = new Elsewhere(document, other.Id, other.SharedVersion!.Value) }).ToListAsync(cancellation)).ToLookup(e => e.Id, e => e.Other);

    Task<StrategicWording?> LastAsync(Guid shared, CancellationToken cancellation) =>
        db.Set<StrategicWording>().Where(w => w.SharedId == shared).OrderByDescending(w => w.Version).FirstOrDefaultAsync(cancellation);

    Task<List<StrategicBlock>> WrittenAsync(Guid shared, CancellationToken cancellation) => (
        from block in db.Set<StrategicBlock>()
        join document in db.Set<StrategicAssessment>() on block.AssessmentId equals document.Id
        where block.SharedId == shared && document.Status == StrategicStatus.Draft
        select block).ToListAsync(cancellation);

    // The words as they stand, in the name of whoever wrote them last.
    StrategicWording Begin(StrategicBlock source)
    {
        var wording = new StrategicWording(session.Partnership, Guid.CreateVersion7(), 1, source.Sentence, source.EditedById, source.EditedByName, source.EditedAt);
        db.Add(wording);
        source.Take(wording);
        return wording;
    }
}

/// <summary>Another document that holds the words of a shared block.</summary>
/// <param name="Version">The version it holds.</param>
internal sealed record Elsewhere(StrategicAssessment Document, Guid Block, int Version);
