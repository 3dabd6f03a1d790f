using Concordat.Platform.Site.Forms;

namespace Concordat.Understand.Profiles;

/// <summary>One part of a profile.</summary>
/// <param name="Key">Kept with its words.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Hint">What belongs in it.</param>
/// <param name="FollowsAnalysis">It cannot be written before the analysis.</param>
internal sealed record PartKind(string Key, string Name, string Hint, bool FollowsAnalysis = false);

/// <summary>Kinds, frames and origins of profiles, and the parts that each has.</summary>
internal static class ProfileWords
{
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new("problem", "Problem", "A place, an event or a series"),
        new("subject", "Subject", "A person, family or group, as suspect, victim or witness. For its list alone, always"),
        new("market", "Market", "A network or market: goods, routes, roles, price, harms"),
    ];

    public static IReadOnlyList<Choice> Frames { get; } =
    [
        new("SARA", "SARA", "Scanning, analysis, response, assessment"),
        new("PAT", "Problem analysis triangle", "Victim, offender and location, and what brings them together"),
        new("PROCTOR", "PROCTOR", "Problem, cause, tactic, output, result"),
    ];

    public static IReadOnlyList<Choice> Origins { get; } =
        [new("finding", "A finding of an assessment"), new("hit", "A hit of the scan"), new("series", "A confirmed series"), new("decision", "A decision of a meeting"), new("issue", "An issue of the strategic assessment")];

    static readonly PartKind Options = new("options", "What partners could do", "Options for each partner, with what each would take.", true), Response = new("response", "Response", "What is to be done, by whom.", true);

    /// <summary>The parts of a profile, in their order.</summary>
    public static IReadOnlyList<PartKind> Parts(string kind, string frame) => [.. About(kind), .. Of(frame)];

    /// <summary>The part that must be written before any response.</summary>
    public static string Analysis(string frame) => frame == "PROCTOR" ? "cause" : "analysis";

    public static string KindName(string kind) => Kinds.First(k => k.Value == kind).Text;

    public static string FrameName(string frame) => Frames.First(f => f.Value == frame).Text;

    public static string OriginName(string origin) => Origins.First(o => o.Value == origin).Text;

    static PartKind[] About(string kind) => kind switch
    {
        "subject" => [new("person", "Who it is about", "The person, family or group, and whether as suspect, victim or witness."), new("context", "Context", "Where they live, whom they are with, what is known.")],
        "market" => [new("goods", "Goods", "What is traded."), new("routes", "Routes", "How it comes and goes."), new("roles", "Roles", "Who does what in it; roles, not names."), new("price", "Price", "What it costs, and how that changed."), new("harms", "Harms", "Who is harmed, and how.")],
        _ => [new("context", "Context", "The place, event or series, and what stands around it.")],
    };

    static PartKind[] Of(string frame) => frame switch
    {
        "PAT" => [new("victim", "Victim", "Who or what is harmed; say what evidence is missing."), new("offender", "Offender", "Who does it; say what evidence is missing."), new("location", "Location", "Where; say what evidence is missing."),
            new("analysis", "Analysis", "What brings the three together, and why here and now."), Options, Response],
        "PROCTOR" => [new("problem", "Problem", "What is wrong, for whom."), new("cause", "Cause", "Why, with the evidence and what else was considered."), Options, new("tactic", "Tactic", "What is to be done about the cause.", true),
            new("output", "Output", "What is to be delivered.", true), new("result", "Result", "What should change, and how it will be seen.", true)],
        _ => [new("scanning", "Scanning", "How it was noticed, and that it is one problem."), new("analysis", "Analysis", "Causes, with the evidence and what else was considered."), Options, Response,
            new("assessment", "Assessment", "How it will be seen whether it worked.", true)],
    };
}
