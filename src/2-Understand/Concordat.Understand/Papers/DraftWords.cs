namespace Concordat.Understand.Papers;

/// <summary>The words of one part of a paper in a draft.</summary>
/// <param name="Key">What the part is known by from draft to draft.</param>
/// <param name="Theme">Key of its theme or section; null for the whole.</param>
/// <param name="Part">The part of the paper it stands in.</param>
/// <param name="Sentence">Its words.</param>
internal sealed record DraftWords(string Key, string? Theme, string Part, string Sentence);

/// <summary>What changed between two drafts of a paper.</summary>
/// <param name="Changed">Parts that changed, in the later draft's order; those that were taken out last.</param>
/// <param name="Unchanged">How many did not.</param>
internal sealed record DraftComparison(IReadOnlyList<PartChange> Changed, int Unchanged)
{
    /// <param name="before">The earlier draft.</param>
    /// <param name="after">The later one.</param>
    /// <param name="heading">What a part is called.</param>
    public static DraftComparison Of(IReadOnlyList<DraftWords> before, IReadOnlyList<DraftWords> after, Func<DraftWords, string> heading)
    {
        var (old, now) = (before.ToDictionary(w => w.Key), after.ToDictionary(w => w.Key));
        var all = after.Concat(before.Where(b => !now.ContainsKey(b.Key)))
            .Select(w => (Words: w, Old: old.GetValueOrDefault(w.Key)?.Sentence ?? "", Now: now.GetValueOrDefault(w.Key)?.Sentence ?? "")).ToList();
        return new([.. all.Where(w => w.Old != w.Now).Select(w => new PartChange(heading(w.Words), WordDiff.Of(w.Old, w.Now)))], all.Count(w => w.Old == w.Now));
    }
}

/// <summary>One part that changed.</summary>
internal sealed record PartChange(string Heading, IReadOnlyList<DiffRun> Runs);
