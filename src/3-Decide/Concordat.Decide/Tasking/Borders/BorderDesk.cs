using Concordat.Decide.Meetings;
using Concordat.Decide.Rules;
using Concordat.Partnership;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Decide.Tasking.Borders;

/// <summary>Tells neighbouring areas of items and takes their answers, or says by which rule not. Each step that a rule refuses is logged with its code; who may not tell an area at all never reaches the page.</summary>
internal sealed class BorderDesk(ConcordatDb db, Session session, AuditLog audit, TimeProvider clock, IIssuedAssessments? papers = null)
{
    const string Subject = "border_item", MovedOn = "Somebody just moved it on. Read it again before you go on";

    public bool MayAct => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The other partnerships on this installation, by name.</summary>
    public Task<List<Neighbour>> NeighboursAsync(CancellationToken cancellation) =>
        db.Database.SqlQuery<Neighbour>($"select id as \"Id\", name as \"Name\" from decide.neighbours()").ToListAsync(cancellation);

    /// <summary>A page of what other areas told this one, the latest first.</summary>
    /// <param name="skip">How many to leave out before the first.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public Task<List<ReceivedItem>> ReceivedAsync(int skip, int most, CancellationToken cancellation) => ReceivedAsync(null, false, skip, most, cancellation);

    /// <summary>How many items other areas told this one of.</summary>
    public async Task<int> CountReceivedAsync(CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select count(*)::integer as \"Value\" from decide.borders_received()").ToListAsync(cancellation))[0];

    /// <summary>What nobody has answered yet, the latest first.</summary>
    public Task<List<ReceivedItem>> WaitingAsync(CancellationToken cancellation) => ReceivedAsync(null, true, 0, null, cancellation);

    /// <summary>One of them; null where there is none of that id.</summary>
    public async Task<ReceivedItem?> FindReceivedAsync(Guid id, CancellationToken cancellation) => (await ReceivedAsync(id, false, 0, 1, cancellation)).FirstOrDefault();

    Task<List<ReceivedItem>> ReceivedAsync(Guid? id, bool onlyOpen, int skip, int? most, CancellationToken cancellation) => db.Database.SqlQuery<ReceivedItem>($"""
        select id as "Id", from_name as "FromName", title as "Title", words as "Words", state as "State", sent_at as "SentAt", answer as "Answer", answered_at as "AnsweredAt"
        from decide.borders_received({id}::uuid, {onlyOpen}, {skip}, {most}::integer)
        """).ToListAsync(cancellation);

    /// <summary>Findings of issued assessments that cross the border and that no neighbouring area was told of, each with the item of a meeting it came to; null where no meeting has it yet.</summary>
    public async Task<IReadOnlyList<ToRaise>> ToRaiseAsync(CancellationToken cancellation)
    {
        if (papers is null || await papers.AcrossBordersAsync(cancellation) is not { Count: > 0 } marked) return [];
        var findings = marked.Select(m => (Guid?)m.FindingId).ToList();
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => findings.Contains(i.FindingId)).OrderBy(i => i.Id).Select(i => new { i.Id, i.FindingId }).ToListAsync(cancellation);
        var ids = items.Select(i => i.Id).ToList();
        var told = await db.Set<BorderItem>().AsNoTracking().Where(b => ids.Contains(b.ItemId) && b.State != BorderState.Withdrawn).Select(b => b.ItemId).ToListAsync(cancellation);
        var raised = items.Where(i => told.Contains(i.Id)).Select(i => i.FindingId).ToHashSet();
        return [.. marked.Where(m => !raised.Contains(m.FindingId)).Select(m => new ToRaise(m, items.LastOrDefault(i => i.FindingId == m.FindingId)?.Id))];
    }

    /// <summary>The mark of the finding that an item came from; null where it came from none, or from one that does not cross the border.</summary>
    public async Task<BorderFinding?> MarkOfAsync(AgendaItem item, CancellationToken cancellation) =>
        papers is null || item.FindingId is null ? null : (await papers.AcrossBordersAsync(cancellation)).FirstOrDefault(m => m.FindingId == item.FindingId);

    /// <summary>Tells a neighbouring area of an item: what is written here, and nothing else of it.</summary>
    /// <param name="to">A partnership on this installation; null for an area outside it.</param>
    /// <param name="toName">The name of an area outside.</param>
    public async Task<BorderItem> SendAsync(AgendaItem item, Neighbour? to, string toName, string title, string words, CancellationToken cancellation)
    {
        var from = await db.Set<CommunitySafetyPartnership>().AsNoTracking().Where(p => p.Id == session.Partnership).Select(p => p.Name).SingleAsync(cancellation);
        var sent = new BorderItem(session.Partnership, Guid.CreateVersion7(), item.Id, to?.Id, to?.Name ?? toName, from, title, words, session.User, Now);
        db.Add(sent);
        db.Add(audit.Entry(AuditAction.Disclose, Subject, sent.Id.ToString(), new { to = to?.Id, outside = to is null }));
        await db.SaveChangesAsync(cancellation);
        return sent;
    }

    /// <summary>Moves what this area sent on: it withdraws, or writes down what an area outside answered.</summary>
    public async Task<string?> MoveSentAsync(BorderItem sent, BorderEvent happened, string? words, CancellationToken cancellation)
    {
        var forbidden = !MayAct ? BorderLife.NotTheGroup : happened != BorderEvent.Withdraw && sent.ToPartnershipId is not null ? BorderLife.NotTheNeighbour : null;
        if (await RefusalAsync(sent.Id, sent.State, happened, forbidden, words, cancellation) is { } refusal) return refusal;
        sent.MoveTo(BorderLife.Table.Of(sent.State, happened).To!.Value, words?.Trim(), Now);
        if (await db.TrySaveAsync(cancellation) == SaveOutcome.Saved) return null;
        db.Forget();
        return MovedOn;
    }

    /// <summary>Takes up or answers what another area sent.</summary>
    public async Task<string?> MoveReceivedAsync(ReceivedItem received, BorderEvent happened, string? words, CancellationToken cancellation)
    {
        var state = Words.Read<BorderState>(received.State);
        var forbidden = !MayAct ? BorderLife.NotTheGroup : happened == BorderEvent.Withdraw ? BorderLife.NotTheSender : null;
        if (await RefusalAsync(received.Id, state, happened, forbidden, words, cancellation) is { } refusal) return refusal;
        var to = Words.Spaced(BorderLife.Table.Of(state, happened).To!.Value.ToString());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            if (!(await db.Database.SqlQuery<bool>($"select decide.move_border({received.Id}, {to}, {words?.Trim()}, {Now}) as \"Value\"").ToListAsync(cancellation))[0])
                return await audit.RefuseAsync(BorderLife.NotTheGroup, Subject, received.Id.ToString(), cancellation);
        }
        catch (PostgresException e) when (e.CameFirst())
        {
            return MovedOn;
        }
        db.Add(audit.Entry(AuditAction.Alter, Subject, received.Id.ToString(), new { state = to }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    async Task<string?> RefusalAsync(Guid id, BorderState state, BorderEvent happened, Rule? forbidden, string? words, CancellationToken cancellation)
    {
        if ((forbidden ?? BorderLife.Table.Of(state, happened).Rule) is { } rule) return await audit.RefuseAsync(rule, Subject, id.ToString(), cancellation);
        if (happened != BorderEvent.Answer) return null;
        return string.IsNullOrWhiteSpace(words) ? "Write the answer" : words.Trim().Length > BorderItem.LongestWords ? $"Use {BorderItem.LongestWords} characters or fewer" : null;
    }
}
