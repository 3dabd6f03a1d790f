using Concordat.Decide.Tasking;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>Finds items of meetings by their words and by what was decided on them, and actions of meetings that have not closed; those of closed meetings are found as actions at work.</summary>
internal sealed class MeetingSearch(ConcordatDb db) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation)
    {
        var pattern = SearchPattern.Of(words);
        var items = await (from i in db.Set<AgendaItem>().AsNoTracking()
                           join m in db.Set<Meeting>() on i.MeetingId equals m.Id
                           where i.Origin != ItemOrigin.Standing && (EF.Functions.ILike(i.Title, pattern) || EF.Functions.ILike(i.Sentence, pattern) || EF.Functions.ILike(i.Reason!, pattern))
                           orderby m.HeldOn descending, i.Position
                           select new { Item = i, m.GroupName, m.HeldOn }).Take(most).ToListAsync(cancellation);
        var actions = await (from a in db.Set<TaskingAction>().AsNoTracking()
                             join m in db.Set<Meeting>() on a.MeetingId equals m.Id
                             where m.State != MeetingState.Closed && EF.Functions.ILike(a.What, pattern)
                             orderby m.HeldOn descending, a.Id
                             select new { Action = a, m.GroupName, m.HeldOn }).Take(most).ToListAsync(cancellation);
        return
        [
            .. items.Select(f => new SearchHit("Meeting item", f.Item.Title, $"{f.GroupName}, {f.HeldOn.Long()}: {InWords(f.Item)}", $"{MeetingRecord.UrlOf(f.Item.MeetingId)}?item={f.Item.Id}")),
            .. actions.Select(f => new SearchHit("Action being agreed", f.Action.What, $"{f.GroupName}, {f.HeldOn.Long()}", $"{MeetingRecord.UrlOf(f.Action.MeetingId)}?item={f.Action.ItemId}#actions")),
        ];
    }

    static string InWords(AgendaItem item) => $"{Words.Spaced(item.State.ToString())}{(item.Reason is { } why ? $", because: {why}" : "")}. {item.Sentence}";
}
