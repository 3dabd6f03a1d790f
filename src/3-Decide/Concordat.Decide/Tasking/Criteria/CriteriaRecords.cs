using Concordat.Decide.Meetings;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Criteria;

/// <summary>A version with its criteria, in their order.</summary>
internal sealed record CriteriaRecord(CriteriaVersion Version, IReadOnlyList<Criterion> Criteria);

/// <summary>The criteria that hold for an item on the day of its meeting, with what it was given.</summary>
internal sealed record ItemCriteria(CriteriaRecord Record, IReadOnlyList<ItemScore> Scores)
{
    /// <summary>The score of a criterion, 0 to 5; null when it was not scored.</summary>
    public short? ScoreOf(Criterion criterion) => Scores.FirstOrDefault(s => s.CriterionId == criterion.Id)?.Score;

    public bool IsMet(Criterion criterion) => ScoreOf(criterion) >= criterion.MetFrom;

    public IReadOnlyList<Criterion> Met => [.. Record.Criteria.Where(IsMet)];

    public bool IsComplete => Record.Criteria.All(c => ScoreOf(c) is not null);

    /// <summary>"2 of 3 criteria of version 1 met: harm, repeat", or that they were not scored.</summary>
    public string InWords => Scores.Count == 0 ? $"Not scored by version {Record.Version.Number} of the criteria."
        : $"{Met.Count} of {Record.Criteria.Count} criteria of version {Record.Version.Number} met{(Met.Count == 0 ? "" : $": {string.Join(", ", Met.Select(c => c.Name))}")}{(IsComplete ? "." : "; not all are scored.")}";
}

/// <summary>Reads tasking criteria, and says what holds for an item.</summary>
internal sealed class CriteriaRecords(ConcordatDb db)
{
    public async Task<CriteriaRecord?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<CriteriaVersion>().SingleOrDefaultAsync(v => v.Id == id, cancellation) is { } version ? await WithPartsAsync(version, cancellation) : null;

    /// <summary>All versions, of each group the latest first.</summary>
    public async Task<IReadOnlyList<CriteriaVersion>> ListAsync(CancellationToken cancellation) =>
        await db.Set<CriteriaVersion>().AsNoTracking().OrderBy(v => v.GroupId).ThenByDescending(v => v.Number).ToListAsync(cancellation);

    /// <summary>The version that holds for a group on a day; null for none.</summary>
    public async Task<CriteriaRecord?> InForceAsync(Guid? group, DateOnly day, CancellationToken cancellation) =>
        await db.Set<CriteriaVersion>().AsNoTracking().Where(v => v.GroupId == group && v.State == CriteriaState.Adopted && v.InForceFrom <= day)
            .OrderByDescending(v => v.InForceFrom).ThenByDescending(v => v.Number).FirstOrDefaultAsync(cancellation) is { } version ? await WithPartsAsync(version, cancellation) : null;

    /// <summary>What holds for an item on the day of its meeting, with its scores; null where the group has no criteria or nothing is decided on it.</summary>
    public async Task<ItemCriteria?> OfAsync(Meeting meeting, AgendaItem item, CancellationToken cancellation)
    {
        if (item.IsStanding || await InForceAsync(meeting.GroupId, meeting.HeldOn, cancellation) is not { } record) return null;
        var ids = record.Criteria.Select(c => c.Id).ToList();
        return new(record, await db.Set<ItemScore>().Where(s => s.ItemId == item.Id && ids.Contains(s.CriterionId)).ToListAsync(cancellation));
    }

    /// <summary>The same for every item of a meeting, in one reading; items without criteria are not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, ItemCriteria>> OfMeetingAsync(MeetingRecord meeting, CancellationToken cancellation)
    {
        if (await InForceAsync(meeting.Meeting.GroupId, meeting.Meeting.HeldOn, cancellation) is not { } record) return new Dictionary<Guid, ItemCriteria>();
        var (items, criteria) = (meeting.ToDecide.Select(i => i.Id).ToList(), record.Criteria.Select(c => c.Id).ToList());
        var scores = (await db.Set<ItemScore>().AsNoTracking().Where(s => items.Contains(s.ItemId) && criteria.Contains(s.CriterionId)).ToListAsync(cancellation)).ToLookup(s => s.ItemId);
        return items.ToDictionary(i => i, i => new ItemCriteria(record, [.. scores[i]]));
    }

    /// <summary>Why nothing may be decided on an item yet; null when it may.</summary>
    /// <param name="held">What holds for it; null for none.</param>
    /// <param name="choice">adopt, do not adopt, defer or noted: only the first two rest on criteria.</param>
    public static string? Refusal(ItemCriteria? held, string? choice) =>
        choice is "adopt" or "do not adopt" && held is { Record.Version.IsRequired: true, IsComplete: false } ? CriteriaLife.NotScored.ToString() : null;

    async Task<CriteriaRecord> WithPartsAsync(CriteriaVersion version, CancellationToken cancellation) =>
        new(version, await db.Set<Criterion>().AsNoTracking().Where(c => c.VersionId == version.Id).OrderBy(c => c.Position).ToListAsync(cancellation));
}
