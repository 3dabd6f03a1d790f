namespace Concordat.CrimePatterns.Numerics;

/// <summary>Spreads numbered pieces of work over threads, each with working memory of its own that is made once.</summary>
internal static class Workers
{
    /// <summary>Goes over 0 to count - 1 in runs of a fixed length, several at once.</summary>
    public static void Ranges(int count, int length, int threads, Action<int, int> range) =>
        Parallel.For(0, (count + length - 1) / length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, at =>
            range(at * length, Math.Min(count, (at + 1) * length)));

    /// <summary>Does every piece from 0 to count - 1 once, in no particular order.</summary>
    public static void Run<TMemory>(int count, int threads, Func<TMemory> newMemory, Action<int, TMemory> piece)
    {
        var used = Math.Min(threads, count);
        var next = -1;
        Parallel.For(0, used, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, used) }, _ =>
        {
            var at = Interlocked.Increment(ref next);
            if (at >= count) return; // another thread did it all before this one came up
            for (var memory = newMemory(); at < count; at = Interlocked.Increment(ref next)) piece(at, memory);
        });
    }
}
