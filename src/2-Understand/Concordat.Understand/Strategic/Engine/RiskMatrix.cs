namespace Concordat.Understand.Strategic.Engine;

/// <summary>One criterion of the matrix.</summary>
/// <param name="Key">Name in files.</param>
/// <param name="Weight">Its weight, above 0; only its share of all weights counts.</param>
/// <param name="Rule">What gives which score, in words.</param>
public sealed record Criterion(string Key, string Name, double Weight, string Rule);

/// <summary>A score that a person gave an issue, in place of the rule's.</summary>
/// <param name="Score">1 to 5.</param>
/// <param name="Scorer">Who gave it.</param>
/// <param name="Confidence">How sure they are: low, medium or high.</param>
public sealed record JudgedScore(string Theme, string Criterion, int Score, string Scorer, string Confidence, string Why);

/// <summary>A table of severity as a ranking takes it: its weights are kept with it, so that the same order can be made again.</summary>
/// <param name="TableId">Identity of the table as loaded.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Which load of that name, from 1.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Weights">Harm of one case by theme key, in the table's own unit, 0 or more.</param>
public sealed record SeverityUse(Guid TableId, string Name, int Version, string Source, IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>What gives which score, in words.</summary>
    public string Rule => $"Share of the last year's weighted harm (records times the weight of a case in {Name}, version {Version}): 1 under 2%, 2 under 5%, 3 under 10%, 4 under 20%, 5 from 20%; 3 where the table has no weight";

    /// <summary>Share of the weighted harm of all issues that the table weighs, 0 to 1, by theme; a theme without a weight is left out.</summary>
    /// <remarks>The sum of counts times weights is how a crime harm index is made: Sherman, Neyroud and Neyroud (2016), Policing 10(3), 171-183.</remarks>
    /// <param name="issues">Theme and records of the last year.</param>
    public IReadOnlyDictionary<string, double> Shares(IEnumerable<(string Theme, int Count)> issues)
    {
        var harm = issues.Where(i => Weights.ContainsKey(i.Theme)).ToDictionary(i => i.Theme, i => i.Count * Weights[i.Theme]);
        var all = harm.Values.Sum();
        return harm.ToDictionary(h => h.Key, h => all > 0 ? h.Value / all : 0);
    }
}

/// <summary>The criteria by which issues are ranked, their weights, and the harm a partnership gives each theme.</summary>
/// <param name="Harm">Harm of a typical case by theme key, 1 (least) to 5 (most).</param>
public sealed record RiskMatrix(IReadOnlyList<Criterion> Criteria, IReadOnlyDictionary<string, int> Harm)
{
    public const string HarmKey = "harm", VolumeKey = "volume", ChangeKey = "change", OutlookKey = "outlook", PlacesKey = "places", PositionKey = "position", SeverityKey = "severity";
    /// <summary>Lowest and highest score of a criterion.</summary>
    public const int Lowest = 1, Highest = 5;
    /// <summary>The harm of a theme that has none set.</summary>
    public const int MiddleHarm = 3;

    /// <summary>Scores that people gave in place of the rule's, with who and why.</summary>
    public IReadOnlyList<JudgedScore> Judged { get; init; } = [];

    /// <summary>Name of the ready set of criteria it began with.</summary>
    public string SetKey { get; init; } = StandardSet;

    /// <summary>The ready sets.</summary>
    public const string StandardSet = "standard", RiskSet = "harm-likelihood-position";

    /// <summary>The table of severity in use, with its weights as they were taken; null where none is.</summary>
    public SeverityUse? Severity { get; init; }

    /// <summary>The matrix with a severity table as a criterion of a weight, in place of any before; without one where none is given.</summary>
    public RiskMatrix With(SeverityUse? table, double weight)
    {
        var others = Criteria.Where(c => c.Key != SeverityKey);
        return this with { Severity = table, Criteria = table is null ? [.. others] : [.. others, new(SeverityKey, "Severity", weight, table.Rule)] };
    }

    /// <summary>What a person scored; null where the rule holds.</summary>
    public JudgedScore? JudgedOf(string theme, string criterion) => Judged.FirstOrDefault(j => j.Theme == theme && j.Criterion == criterion);

    /// <summary>A set in the manner of MoRiLE: harm, likelihood (volume, change, outlook) and the organisation's position. Confidence stands beside it and weighs nothing.</summary>
    /// <remarks>In the manner only: the criteria and steps are this program's, not the police's own matrix.</remarks>
    public static RiskMatrix HarmLikelihoodPosition => new(
        [
            new(HarmKey, "Harm", 45, "Harm of a typical case, 1 to 5, as set by the partnership"),
            new(VolumeKey, "Likelihood: volume", 15, "Share of the last year's records: 1 under 2%, 2 under 5%, 3 under 10%, 4 under 20%, 5 from 20%"),
            new(ChangeKey, "Likelihood: change", 10, "Against the year before: 1 fall, 2 no signal or not enough data, 3 rise under 10%, 4 under 25%, 5 from 25%"),
            new(OutlookKey, "Likelihood: outlook", 10, "Next year's projection over the last year: 1 under 0.9, 2 to 1.1 or none, 3 to 1.25, 4 to 1.5, 5 above"),
            new(PositionKey, "Organisational position", 20, "1 where the partnership can deal with it well, 5 where it has neither the means nor the skill; 3 until somebody scores it"),
        ],
        Standard.Harm)
    { SetKey = RiskSet };

    /// <summary>The ready set of a name; the standard one for any other.</summary>
    public static RiskMatrix Ready(string set) => set == RiskSet ? HarmLikelihoodPosition : Standard;

    /// <summary>The matrix that holds until a partnership sets its own. Its harm is a judgement in five steps, no measured severity.</summary>
    public static RiskMatrix Standard { get; } = new(
        [
            new(HarmKey, "Harm", 30, "Harm of a typical case, 1 to 5, as set by the partnership"),
            new(VolumeKey, "Volume", 20, "Share of the last year's records: 1 under 2%, 2 under 5%, 3 under 10%, 4 under 20%, 5 from 20%"),
            new(ChangeKey, "Change", 20, "Against the year before: 1 fall, 2 no signal or not enough data, 3 rise under 10%, 4 under 25%, 5 from 25%"),
            new(OutlookKey, "Outlook", 15, "Next year's projection over the last year: 1 under 0.9, 2 to 1.1 or none, 3 to 1.25, 4 to 1.5, 5 above"),
            new(PlacesKey, "Places", 15, "Hot spots that last or emerge: 1 none, 2 one, 3 two, 4 three, 5 four and more"),
        ],
        new Dictionary<string, int>
        {
            ["violence-and-sexual-offences"] = 5,
            ["domestic-abuse"] = 5,
            ["robbery"] = 4,
            ["possession-of-weapons"] = 4,
            ["burglary"] = 4,
            ["hate-incidents"] = 4,
            ["road-casualties"] = 4,
            ["deliberate-fires"] = 4,
            ["hospital-admissions"] = 4,
            ["drugs"] = 3,
            ["criminal-damage-and-arson"] = 3,
            ["public-order"] = 3,
            ["anti-social-behaviour"] = 3,
            ["ambulance-calls"] = 3,
            ["vehicle-crime"] = 2,
            ["theft-from-the-person"] = 2,
            ["other-theft"] = 2,
            ["shoplifting"] = 2,
            ["bicycle-theft"] = 1,
            ["malicious-false-alarms"] = 2,
            ["other-crime"] = 2,
        });

    public int HarmOf(string theme) => Harm.GetValueOrDefault(theme, MiddleHarm);
}

/// <summary>An issue in its place among the others.</summary>
/// <param name="Scores">Score of each criterion, 1 to 5, in the order of the matrix.</param>
/// <param name="Total">Weighted mean of the scores, 1 to 5.</param>
/// <param name="TopShare">Share of the drawn weights under which it is among the first, 0 to 1.</param>
/// <param name="BestRank">Rank that one draw in twenty betters or equals.</param>
/// <param name="WorstRank">Rank that one draw in twenty worsens or equals.</param>
/// <param name="RankWithout">Its rank with each criterion left out, in the order of the matrix.</param>
public sealed record RankedIssue(
    string Theme, string Name, int Rank, IReadOnlyList<int> Scores, double Total, double TopShare, int BestRank, int WorstRank, IReadOnlyList<int> RankWithout,
    bool IsRecommended, Reliability Reliability)
{
    /// <summary>Share of the drawn weights under which it keeps its rank, 0 to 1.</summary>
    public double KeepShare { get; init; }


    /// <summary>How firmly it stands among the first, or outside them.</summary>
    public string Standing => TopShare >= 0.9 ? "firm" : TopShare >= 0.5 ? "likely" : TopShare >= 0.1 ? "depends on the weights" : "outside";
}
