using System.Runtime.InteropServices;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>What tells one row of a month from another.</summary>
/// <param name="Reference">Fingerprint of the supplier's reference; 0 where the row has none.</param>
/// <param name="Content">Fingerprint of all else the row says.</param>
public readonly record struct RowIdentity(UInt128 Reference, UInt128 Content);

/// <summary>Matches two downloads of the same force and month, row for row.</summary>
/// <remarks>
/// police.uk's crime IDs repeat in some forces, and anti-social behaviour has none. So: rows equal in everything are matched first, each once (two equal
/// reports of anti-social behaviour are two reports); then what is left over is matched by reference, in order, and counts as changed. A row of the
/// later download without a partner is new; one of the earlier is withdrawn.
/// </remarks>
/// <param name="Partner">For each received row, the position of its partner among the held rows; −1 where it is new.</param>
/// <param name="Unchanged">Received rows equal to a held row.</param>
/// <param name="Updated">Received rows that change a held row of the same reference.</param>
/// <param name="Inserted">Received rows that are new.</param>
/// <param name="Withdrawn">Positions of held rows without a partner.</param>
public sealed record DownloadMatch(int[] Partner, int Unchanged, int Updated, int Inserted, IReadOnlyList<int> Withdrawn)
{
    /// <summary>A received file this much smaller is part of a month, not a later download of it: more than one held row in five has no partner in it.</summary>
    public bool IsPartOfMonth => Withdrawn.Count > 20 && Withdrawn.Count * 5 > Partner.Length - Inserted + Withdrawn.Count;

    public static DownloadMatch Of(ReadOnlySpan<RowIdentity> held, ReadOnlySpan<RowIdentity> received)
    {
        var partner = new int[received.Length];
        Array.Fill(partner, -1);
        var taken = new bool[held.Length];
        var equal = new Chains<RowIdentity>(held, static r => r, taken);
        var unchanged = 0;
        for (var i = 0; i < received.Length; i++)
            if ((partner[i] = equal.Take(received[i])) >= 0) unchanged++;

        var byReference = new Chains<UInt128>(held, static r => r.Reference, taken);
        var updated = 0;
        for (var i = 0; i < received.Length; i++)
            if (partner[i] < 0 && received[i].Reference != 0 && (partner[i] = byReference.Take(received[i].Reference)) >= 0) updated++;

        var withdrawn = new List<int>();
        for (var i = 0; i < taken.Length; i++)
            if (!taken[i]) withdrawn.Add(i);
        return new DownloadMatch(partner, unchanged, updated, received.Length - unchanged - updated, withdrawn);
    }

    // Held rows not yet taken, chained by key in their order.
    sealed class Chains<TKey> where TKey : notnull
    {
        readonly Dictionary<TKey, int> _first = [];
        readonly int[] _next;
        readonly bool[] _taken;

        public Chains(ReadOnlySpan<RowIdentity> held, Func<RowIdentity, TKey> key, bool[] taken)
        {
            _next = new int[held.Length];
            _taken = taken;
            for (var i = held.Length - 1; i >= 0; i--)
            {
                if (taken[i]) continue;
                ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, key(held[i]), out var exists);
                _next[i] = exists ? first : -1;
                first = i;
            }
        }

        public int Take(TKey key)
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrNullRef(_first, key);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref first) || first < 0) return -1;
            var found = first;
            first = _next[found];
            _taken[found] = true;
            return found;
        }
    }
}
