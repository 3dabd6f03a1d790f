using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>Finds blocks of strategic assessments by their words: as they were approved for everybody once issued, as they stand for those who may read drafts.</summary>
internal sealed class BlockSearch(ConcordatDb db, Session session) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation)
    {
        var (pattern, readsDrafts) = (SearchPattern.Of(words), session.MayReadDrafts());
        // Blocks themselves are for those who read drafts: row-level security hides them from others, who find the frozen words.
        var found = await db.Database.SqlQuery<Found>($"""
            select a.id as "Id", a.year as "Year", a.document as "Document", a.status as "Status", f ->> 'Id' as "Key", f ->> 'Theme' as "Theme", lower(f ->> 'Part') as "Part", f ->> 'Sentence' as "Sentence",
              coalesce((select b.id::text from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and b.key = f ->> 'Id'), f ->> 'Id') as "Anchor"
            from understand.strategic_assessment a, jsonb_array_elements(a.frozen -> 'Findings') f
            where a.partnership_id = {session.Partnership} and (a.status in ('issued', 'superseded') or (a.status = 'approved' and {readsDrafts})) and f ->> 'Sentence' ilike {pattern}
            union all
            select a.id, a.year, a.document, a.status, b.key, b.theme, replace(b.part, '-', ''), b.sentence, b.id::text
            from understand.strategic_assessment a join understand.strategic_block b on b.partnership_id = a.partnership_id and b.assessment_id = a.id
            where a.partnership_id = {session.Partnership} and {readsDrafts} and a.frozen is null and b.removed_at is null and b.sentence ilike {pattern}
            order by 2 desc, 5 limit {most}
            """).ToListAsync(cancellation);
        return [.. found.Select(f => new SearchHit($"Block, {(f.Document == StrategicAssessment.Polices ? "police " : "")}strategic assessment {f.Year}{(f.Status == "superseded" ? ", superseded" : "")}",
            StrategicGaps.Name(f.Theme, Enum.Parse<StrategicPart>(f.Part, true)), f.Sentence, $"{StrategicAssessment.UrlOf(f.Id)}?block={Uri.EscapeDataString(f.Key)}#finding-{f.Anchor}"))];
    }

    internal sealed record Found(Guid Id, int Year, string Document, string Status, string Key, string? Theme, string Part, string Sentence, string Anchor);
}
