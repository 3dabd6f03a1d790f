namespace Concordat.Decide.Strategy;

/// <summary>States of a strategy as people read them.</summary>
internal static class StrategyWords
{
    /// <summary>"Decided".</summary>
    public static string Name(StrategyState state) => state switch
    {
        StrategyState.Draft => "Draft",
        StrategyState.Scoring => "Priority-setting day open",
        StrategyState.Choosing => "For the executive to decide",
        StrategyState.Decided => "Decided",
        StrategyState.Superseded => "Replaced by a later one",
        _ => "Discarded",
    };

    /// <summary>What is being done with a version that is being prepared.</summary>
    public static string Doing(StrategyState state) => state switch
    {
        StrategyState.Draft => "Issues are being gathered",
        StrategyState.Scoring => "The priority-setting day is open: score the issues",
        _ => "Ranked: priorities are being chosen for the executive",
    };

    /// <summary>"6.3", or a dash where nobody scored.</summary>
    public static string Mean(IssueResult result) => result.Mean is { } mean ? mean.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) : "–";
}
