namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>Finds the column a series stands in.</summary>
internal static class Columns
{
    /// <summary>The parameter <c>value</c> names it; else it is <c>value</c> or <c>count</c>.</summary>
    public static double[] Series(this AnalyseInput input)
    {
        var named = input.Text("value", "");
        if (named.Length > 0) return input.Input.Number(named);
        return input.Input.Number(input.Input.Has("value") || !input.Input.Has("count") ? "value" : "count");
    }

    public static double[] Known(this AnalyseInput input, string column)
    {
        var values = input.Input.Number(column);
        Checks.Finite(values, column);
        return values;
    }
}
