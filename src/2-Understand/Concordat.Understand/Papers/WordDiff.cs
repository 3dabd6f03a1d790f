namespace Concordat.Understand.Papers;

/// <summary>What happened to a run of words between two drafts.</summary>
internal enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>Words that follow each other and share a fate.</summary>
internal sealed record DiffRun(DiffKind Kind, string Words);

/// <summary>The words that changed between two drafts of a block, by the longest common subsequence of words.</summary>
internal static class WordDiff
{
    /// <summary>The runs in reading order; what is taken out stands before what is put in its place.</summary>
    public static IReadOnlyList<DiffRun> Of(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        var common = Lengths(old, now);
        var runs = new List<DiffRun>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                Add(runs, DiffKind.Same, now[j]);
                (i, j) = (i + 1, j + 1);
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1])) Add(runs, DiffKind.Removed, old[i++]);
            else Add(runs, DiffKind.Added, now[j++]);
        }
        return runs;
    }

    static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    static void Add(List<DiffRun> runs, DiffKind kind, string word)
    {
        if (runs.Count > 0 && runs[^1].Kind == kind) runs[^1] = runs[^1] with { Words = $"{runs[^1].Words} {word}" };
        else runs.Add(new(kind, word));
    }

    // Blocks have at most a few hundred words, so a full table is small.
    static int[,] Lengths(string[] old, string[] now)
    {
        var table = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                table[i, j] = old[i] == now[j] ? 1 + table[i + 1, j + 1] : Math.Max(table[i + 1, j], table[i, j + 1]);
        return table;
    }
}
