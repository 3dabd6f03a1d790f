using System.Numerics;

namespace Concordat.CrimePatterns.Numerics;

/// <summary>A repeatable stream of random numbers, chosen by a seed and a stream number.</summary>
/// <remarks>Each permutation, area or replicate takes its own stream number, so results do not depend on how the work is spread over
/// threads. The generator is xoshiro256** (Blackman and Vigna 2021, ACM Transactions on Mathematical Software 47(4), 36), its state filled
/// by SplitMix64 from a mixture of seed and stream. Not for secrets. A struct: pass it by reference, a copy repeats the numbers.</remarks>
public struct RandomStream
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="stream">Number of the stream within the run.</param>
    public RandomStream(long seed, long stream)
    {
        var key = Mixed((ulong)seed + 0x9E3779B97F4A7C15);
        var state = Mixed(key ^ Mixed((ulong)stream + 0xD1B54A32D192ED03));
        _a = Next(ref state);
        _b = Next(ref state);
        _c = Next(ref state);
        _d = Next(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number from 0 to bound - 1, each equally likely.</summary>
    /// <param name="bound">At least 1.</param>
    /// <remarks>Without bias: Lemire (2019), ACM Transactions on Modeling and Computer Simulation 29(1), 3.</remarks>
    public int Below(int bound)
    {
        var product = (Bits() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            var least = (uint)-bound % (uint)bound;
            while ((uint)product < least) product = (Bits() >> 32) * (ulong)bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>A number from 0 up to but not including 1, in steps of 2^-53.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1L << 53));

    /// <summary>Puts the items in random order, each order equally likely (Fisher and Yates).</summary>
    /// <param name="items">The items, reordered in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        return Mixed(state);
    }

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
