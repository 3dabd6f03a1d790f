using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>Several permutations of the days side by side, so that one step over a pair of events serves them all.</summary>
internal abstract class PermutedDays
{
    /// <summary>Permutations side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>Whole days within 32,766 of each other fit sixteen lanes; other days take four.</summary>
    public static PermutedDays For(double[] days, double[] limits)
    {
        var (least, most) = (days.Min(), days.Max());
        return most - least <= 32766 && Array.TrueForAll(days, day => day == Math.Floor(day))
            ? new WholeDays(Array.ConvertAll(days, day => (short)(day - least)), limits)
            : new FractionalDays(days, limits);
    }

    /// <summary>Puts the days as they are into a lane.</summary>
    public abstract void SetUnchanged(int lane);

    /// <summary>Puts a random permutation of the days into a lane.</summary>
    public abstract void SetShuffled(int lane, ref RandomStream random);

    /// <summary>Pairs of a band fewer days apart than each limit, as [limit * Lanes + lane]; valid until the next call.</summary>
    public abstract long[] Count(ClosePairs pairs, int band);

    private sealed class WholeDays : PermutedDays
    {
        private const int Wide = 16;
        private const int MostBeforeOverflow = 32767;

        private readonly short[] _days;
        private readonly short[] _shuffled;
        private readonly short[] _limits; // padded to a multiple of 4 with 0, which no difference is below
        private readonly Vector256<short>[] _lanes; // [event]
        private readonly long[] _counts;

        public WholeDays(short[] days, double[] limits)
        {
            (_days, _shuffled, _lanes) = (days, new short[days.Length], new Vector256<short>[days.Length]);
            _limits = new short[(limits.Length + 3) / 4 * 4];
            for (var k = 0; k < limits.Length; k++) _limits[k] = (short)Math.Min(Math.Ceiling(limits[k]), short.MaxValue);
            _counts = new long[_limits.Length * Wide];
        }

        public override int Lanes => Wide;

        public override void SetUnchanged(int lane) => Set(lane, _days);

        public override void SetShuffled(int lane, ref RandomStream random)
        {
            _days.CopyTo(_shuffled, 0);
            random.Shuffle<short>(_shuffled);
            Set(lane, _shuffled);
        }

        public override long[] Count(ClosePairs pairs, int band)
        {
            Array.Clear(_counts);
            for (var group = 0; group < _limits.Length; group += 4) CountGroup(pairs, band, group);
            return _counts;
        }

        private void Set(int lane, short[] days)
        {
            var all = MemoryMarshal.Cast<Vector256<short>, short>(_lanes.AsSpan());
            for (var i = 0; i < days.Length; i++) all[(i * Wide) + lane] = days[i];
        }

        private void CountGroup(ClosePairs pairs, int band, int group)
        {
            var (limit0, limit1) = (Vector256.Create(_limits[group]), Vector256.Create(_limits[group + 1]));
            var (limit2, limit3) = (Vector256.Create(_limits[group + 2]), Vector256.Create(_limits[group + 3]));
            Vector256<short> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            var sinceFlush = 0;
            for (var i = pairs.From; i < pairs.To; i++)
            {
                var partners = pairs.Partners(band, i);
                var own = _lanes[i];
                while (!partners.IsEmpty)
                {
                    var take = Math.Min(partners.Length, MostBeforeOverflow - sinceFlush);
                    foreach (var j in partners[..take])
                    {
                        var apart = Vector256.Abs(own - _lanes[j]);
                        sum0 -= Vector256.LessThan(apart, limit0); // true is -1
                        sum1 -= Vector256.LessThan(apart, limit1);
                        sum2 -= Vector256.LessThan(apart, limit2);
                        sum3 -= Vector256.LessThan(apart, limit3);
                    }
                    partners = partners[take..];
                    sinceFlush += take;
                    if (sinceFlush < MostBeforeOverflow) continue;
                    Flush(group, sum0, sum1, sum2, sum3);
                    (sum0, sum1, sum2, sum3, sinceFlush) = (default, default, default, default, 0);
                }
            }
            Flush(group, sum0, sum1, sum2, sum3);
        }

        private void Flush(int group, Vector256<short> sum0, Vector256<short> sum1, Vector256<short> sum2, Vector256<short> sum3)
        {
            for (var lane = 0; lane < Wide; lane++)
            {
                _counts[(group * Wide) + lane] += sum0[lane];
                _counts[((group + 1) * Wide) + lane] += sum1[lane];
                _counts[((group + 2) * Wide) + lane] += sum2[lane];
                _counts[((group + 3) * Wide) + lane] += sum3[lane];
            }
        }
    }

    private sealed class FractionalDays(double[] days, double[] limits) : PermutedDays
    {
        private const int Wide = 4;

        private readonly double[] _shuffled = new double[days.Length];
        private readonly Vector256<double>[] _lanes = new Vector256<double>[days.Length];
        private readonly long[] _counts = new long[limits.Length * Wide];

        public override int Lanes => Wide;

        public override void SetUnchanged(int lane) => Set(lane, days);

        public override void SetShuffled(int lane, ref RandomStream random)
        {
            days.CopyTo(_shuffled, 0);
            random.Shuffle<double>(_shuffled);
            Set(lane, _shuffled);
        }

        public override long[] Count(ClosePairs pairs, int band)
        {
            Array.Clear(_counts);
            for (var k = 0; k < limits.Length; k++) CountLimit(pairs, band, k);
            return _counts;
        }

        private void Set(int lane, double[] values)
        {
            var all = MemoryMarshal.Cast<Vector256<double>, double>(_lanes.AsSpan());
            for (var i = 0; i < values.Length; i++) all[(i * Wide) + lane] = values[i];
        }

        private void CountLimit(ClosePairs pairs, int band, int k)
        {
            var limit = Vector256.Create(limits[k]);
            Vector256<long> sum = default;
            for (var i = pairs.From; i < pairs.To; i++)
            {
                var own = _lanes[i];
                foreach (var j in pairs.Partners(band, i)) sum -= Vector256.LessThan(Vector256.Abs(own - _lanes[j]), limit).AsInt64();
            }
            for (var lane = 0; lane < Wide; lane++) _counts[(k * Wide) + lane] = sum[lane];
        }
    }
}
