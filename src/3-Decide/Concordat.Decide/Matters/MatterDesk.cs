using Concordat.Decide.Groups;
using Concordat.Decide.Rules;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Matters;

/// <summary>Moves matters on, or says by which rule not. Every refusal is logged with its code.</summary>
internal sealed class MatterDesk(ConcordatDb db, Session session, AuditLog audit, TimeProvider clock)
{
    readonly Dictionary<Guid, bool> _answers = [];

    /// <summary>Events of whoever put it forward; all others belong to whoever answers.</summary>
    static readonly string[] OfTheRaiser = [nameof(BidEvent.Submit), nameof(BidEvent.Withdraw), nameof(BlockageEvent.AskAgain)];

    /// <summary>Events that need words: a reason, an answer, an outcome.</summary>
    static readonly string[] WithWords = [nameof(BidEvent.Approve), nameof(BidEvent.Refuse), nameof(BlockageEvent.Answer), nameof(ReferralEvent.Return), nameof(ReferralEvent.Finish)];

    /// <summary>Why it cannot happen, or null when it has.</summary>
    /// <param name="happened">Name of an event of the kind's life.</param>
    public async Task<string?> MoveAsync(Matter matter, string happened, string? words, CancellationToken cancellation)
    {
        if (MatterLife.Of(matter.Kind, matter.State, happened) is not { } move) return "There is no such step for this";
        if ((await ForbiddenAsync(matter, happened, cancellation) ?? move.Rule) is { } rule)
            return await audit.RefuseAsync(rule, "matter", matter.Id.ToString(), cancellation);
        if (WithWords.Contains(happened))
        {
            if (string.IsNullOrWhiteSpace(words)) return "Write the reason, the answer or the outcome";
            if (words.Trim().Length > Matter.LongestWords) return $"Use {Matter.LongestWords} characters or fewer";
            matter.AnswerWith(words.Trim(), session.User, clock.GetUtcNow().UtcDateTime);
        }
        if (happened == nameof(BlockageEvent.AskAgain)) matter.AnswerWith(null, null, null);
        matter.MoveTo(move.To!);
        if (await db.TrySaveAsync(cancellation) == SaveOutcome.Saved) return null;
        db.Forget();
        return "Somebody just moved it on. Read it again before you go on";
    }

    /// <summary>What the acting person may do with it now: the names of the events.</summary>
    public async Task<IReadOnlyList<string>> OpenToAsync(Matter matter, CancellationToken cancellation)
    {
        var open = new List<string>();
        foreach (var happened in EventsOf(matter.Kind))
            if (MatterLife.Of(matter.Kind, matter.State, happened) is { Rule: null } && await ForbiddenAsync(matter, happened, cancellation) is null) open.Add(happened);
        return open;
    }

    public static bool NeedsWords(string happened) => WithWords.Contains(happened);

    static string[] EventsOf(string kind) => kind switch
    {
        Matter.Bid => Enum.GetNames<BidEvent>(),
        Matter.Referral => Enum.GetNames<ReferralEvent>(),
        _ => Enum.GetNames<BlockageEvent>(),
    };

    async Task<Rule?> ForbiddenAsync(Matter matter, string happened, CancellationToken cancellation)
    {
        if (OfTheRaiser.Contains(happened)) return matter.RaisedBy == session.User ? null : MatterLife.NotYours;
        if (matter.RaisedBy == session.User) return MatterLife.OwnMatter;
        if (matter.GroupId is null) return session.Has(Role.Executive) ? null : MatterLife.NotTheExecutive;
        return await AnswersForAsync(matter.GroupId.Value, cancellation) ? null : MatterLife.NotTheGroup;
    }

    // A list of matters asks the same of few groups again and again.
    async Task<bool> AnswersForAsync(Guid group, CancellationToken cancellation)
    {
        if (_answers.TryGetValue(group, out var known)) return known;
        var today = London.Today(clock);
        var seats = await db.Set<GroupSeat>().AsNoTracking().Where(s => s.GroupId == group && (s.ToOn == null || s.ToOn >= today)).ToListAsync(cancellation);
        return _answers[group] = seats.All(s => s.ToOn is not null) ? session.Has(Role.Chair) || session.Has(Role.Coordinator)
            : seats.Any(s => s.IsOn(today) && (s.UserId == session.User || (s.UserId is null && s.AgencyId == session.AgencyId)));
    }
}
