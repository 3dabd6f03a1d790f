namespace Concordat.CrimePatterns.Numerics;

/// <summary>How many marked ones a random sample without replacement holds.</summary>
/// <remarks>Few marked: drawn one by one. Many: inversion outwards from the mode, about one step for each standard deviation. Exact up to rounding.</remarks>
internal sealed class HypergeometricSampler(int largestPopulation)
{
    private const int OneByOne = 12;

    private readonly double[] _logFactorial = Table(largestPopulation);

    /// <summary>Marked ones among <paramref name="drawn"/> of <paramref name="population"/>, of which <paramref name="marked"/> are marked.</summary>
    public int Draw(ref RandomStream random, int population, int marked, int drawn)
    {
        if (marked == 0 || drawn == 0) return 0;
        if (drawn == population) return marked;
        if (marked > OneByOne) return FromMode(ref random, population, marked, drawn);
        var found = 0;
        for (var i = 0; i < marked; i++)
        {
            found += random.Unit() * (population - i) < drawn - found ? 1 : 0; // no branch: it would be guessed wrong too often
        }
        return found;
    }

    private int FromMode(ref RandomStream random, int population, int marked, int drawn)
    {
        int least = Math.Max(0, drawn + marked - population), most = Math.Min(drawn, marked);
        var mode = (int)((drawn + 1.0) * (marked + 1.0) / (population + 2.0));
        mode = Math.Clamp(mode, least, most);
        var unmarked = population - marked;
        var top = Math.Exp(Choose(marked, mode) + Choose(unmarked, drawn - mode) - Choose(population, drawn));
        var left = random.Unit() - top;
        int down = mode, up = mode;
        double below = top, above = top;
        while (left >= 0)
        {
            if (up < most)
            {
                above *= (marked - up) / (up + 1.0) * (drawn - up) / (unmarked - drawn + up + 1.0);
                up++;
                left -= above;
                if (left < 0) return up;
            }
            if (down > least)
            {
                below *= down / (marked - down + 1.0) * (unmarked - drawn + down) / (drawn - down + 1.0);
                down--;
                left -= below;
                if (left < 0) return down;
            }
            if (up == most && down == least) break; // rounding left a crumb of probability
        }
        return mode;
    }

    private double Choose(int n, int k) => _logFactorial[n] - _logFactorial[k] - _logFactorial[n - k];

    private static double[] Table(int largest)
    {
        var table = new double[largest + 1];
        for (var i = 2; i <= largest; i++) table[i] = table[i - 1] + Math.Log(i);
        return table;
    }
}
