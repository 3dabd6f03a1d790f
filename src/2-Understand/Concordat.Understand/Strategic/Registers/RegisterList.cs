using Concordat.Understand.Strategic.Engine;

namespace Concordat.Understand.Strategic.Registers;

/// <summary>Every register of a strategic assessment.</summary>
internal static class RegisterList
{
    public const string Plan = "plan", Consultation = "consultation", LastYear = "last-year", References = "references", Breaks = "breaks", Causes = "causes",
        Options = "options", Validations = "validations", Survey = "survey", Gaps = "gaps", Known = "known", Travelling = "travelling", Scores = "scores", Baselines = "baselines",
        Similar = "similar", Activity = "activity";

    static readonly string[] Steps = ["draft", "meeting", "consultation", "other"], Sure = ["low", "medium", "high"], Outcomes = ["done", "part", "not done"];

    /// <summary>The kind of a consultation to which anybody could come.</summary>
    public const string PublicMeeting = "public meeting";
    static readonly string[] ConsultationKinds = [PublicMeeting, "survey", "group", "other"];

    public static IReadOnlyList<Register> All { get; } =
    [
        new(Plan, "Project plan", "step", "The day of each draft and the meetings booked before the work starts. A step that moves keeps its first day, so slippage is seen.",
        [
            new("what", "Step", FieldKind.Line, "Say what the step is"), new("kind", "Kind", FieldKind.Choice, "Choose the kind of step", Choices: Steps),
            new("first", "Planned for", FieldKind.Day, "Enter the day it was first planned for"),
            new("due", "Moved to", FieldKind.Day, null, "Only where it has moved."), new("done", "Done on", FieldKind.Day, null),
            new("why", "Why it moved", FieldKind.Line, null),
        ], (line, _) => line["due"].Length > 0 && line["why"].Length == 0 ? ("why", "Say why it moved") : null),
        new(Consultation, "Consultation", "consultation", "Who was asked, how and when, what they said, and what was done about it. Without one the assessment cannot be approved. Write of bodies and groups, not of people by name.",
        [
            new("kind", "Kind", FieldKind.Choice, "Choose the kind of consultation", Choices: ConsultationKinds),
            new("method", "Method", FieldKind.Line, "Say how they were consulted", "Such as a public meeting, a survey, a letter to bodies."),
            new("who", "Who was consulted", FieldKind.Line, "Say who was consulted"), new("on", "When", FieldKind.Day, "Enter the day"),
            new("said", "What they said", FieldKind.Words, "Say what they said"), new("done", "What was done about it", FieldKind.Words, "Say what was done about it, even if nothing was"),
        ]),
        new(LastYear, "Last year’s plan", "item", "Each item of last year’s plan and how far it was done.",
        [
            new("item", "Item", FieldKind.Line, "Say what was to be done"), new("outcome", "Outcome", FieldKind.Choice, "Choose how far it was done", Choices: Outcomes),
            new("reason", "Reason", FieldKind.Words, null, "Why it was not done, or only in part."),
        ], (line, _) => line["outcome"] != "done" && line["reason"].Length == 0 ? ("reason", "Say why it was not done, or only in part") : null),
        new(Causes, "Causes", "cause", "Why each issue is as it is: the evidence, what else it could be, and how sure we are.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"), new("cause", "Cause", FieldKind.Words, "Say what causes it"), new("evidence", "Evidence", FieldKind.Words, "Say what shows it"),
            new("alternatives", "Alternatives considered", FieldKind.Words, "Say what else it could be, and what speaks against that"),
            new("confidence", "Confidence", FieldKind.Choice, "Choose how sure you are", Choices: Sure),
        ]),
        new(Options, "What each agency could do", "option", "What each agency could do about each issue. It begins with common measures: change them to what your agencies say.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"), new("agency", "Agency", FieldKind.Line, "Name the agency"), new("could", "What it could do", FieldKind.Words, "Say what it could do"),
        ]),
        new(Breaks, "Breaks in series", "break", "A dated marker where records begin to be counted in another way. No figure is compared across it. After a change here, make the figures again.",
        [
            new("month", "First month counted in the new way", FieldKind.Month, "Enter the first month counted in the new way", "For example 2026-04."),
            new("theme", "Theme", FieldKind.Theme, null, "Leave it empty for all themes."), new("what", "What changed", FieldKind.Line, "Say what changed: a counting rule, a boundary, a system"),
        ]),
        new(Validations, "Who validated the projections", "validation", "A projection is put to somebody who knows the field before the partnership plans by it.",
        [
            new("theme", "Theme", FieldKind.Theme, null, "Leave it empty for all of them."), new("who", "Who, and what makes them able to judge", FieldKind.Line, "Say who validated it"),
            new("on", "When", FieldKind.Day, "Enter the day"), new("verdict", "Verdict", FieldKind.Choice, "Choose the verdict", Choices: ["holds", "holds with care", "does not hold"]),
            new("words", "In their words", FieldKind.Words, "Say what they said"),
        ]),
        new(Survey, "Survey beside recorded", "survey", "What a survey estimated beside what was recorded, with its interval. Under-reporting and under-recording are seen only so.",
        [
            new("theme", "Theme", FieldKind.Theme, "Choose the theme"), new("name", "Survey and measure", FieldKind.Line, "Name the survey and what it measures"),
            new("before-period", "Earlier period", FieldKind.Line, "Say which period"), new("before", "Earlier estimate", FieldKind.Number, "Enter the estimate"),
            new("before-low", "Its lower 95% limit", FieldKind.Number, "Enter the lower limit"), new("before-high", "Its upper 95% limit", FieldKind.Number, "Enter the upper limit"),
            new("now-period", "Later period", FieldKind.Line, "Say which period"), new("now", "Later estimate", FieldKind.Number, "Enter the estimate"),
            new("now-low", "Its lower 95% limit", FieldKind.Number, "Enter the lower limit"), new("now-high", "Its upper 95% limit", FieldKind.Number, "Enter the upper limit"),
            new("source", "Reference", FieldKind.Line, "Give the label of its reference"),
            new("reported", "Of those who were harmed, per cent who told the police or another body", FieldKind.Number, null, "How far it is under-reported, from a source."),
            new("recorded", "Of what was told, per cent that was recorded", FieldKind.Number, null, "How far it is under-recorded, from a source."),
            new("extent-source", "Reference of these two", FieldKind.Line, null, "Label of its reference."),
        ], SurveyRule),
        new(Gaps, "Gap analysis", "gap", "What the partnership does well, where it is weak, what is missing, and who closes that by when.",
        [
            new("strength", "Strength", FieldKind.Words, "Say what is strong"), new("weakness", "Weakness", FieldKind.Words, "Say what is weak"), new("gap", "Gap", FieldKind.Words, "Say what is missing"),
            new("action", "What closes it", FieldKind.Words, "Say what closes it"), new("owner", "Owner", FieldKind.Line, "Name the post that answers for it", "A post, not a person."), new("by", "By", FieldKind.Day, "Enter the day by which it is closed"),
        ]),
        new(References, "References", "reference", "Every outside source and quotation. Cite one in a block by its label in square brackets, such as [Housing needs 2026]. One that is cited and not listed keeps the assessment from being approved.",
        [
            new("label", "Label", FieldKind.Line, "Give it a short label"), new("work", "Source in full", FieldKind.Words, "Give author, year, title and where it was published"),
            new("seen", "Looked at on", FieldKind.Day, null),
        ], (line, _) => line["label"].IndexOfAny(['[', ']']) >= 0 ? ("label", "Leave the square brackets out of the label") : null),
        new(Scores, "Scores by hand", "score", "A score that takes the place of the rule’s in the ranking, with who gave it and why.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"),
            new("criterion", "Criterion", FieldKind.Choice, "Choose the criterion", Choices: [RiskMatrix.HarmKey, RiskMatrix.VolumeKey, RiskMatrix.ChangeKey, RiskMatrix.OutlookKey, RiskMatrix.PlacesKey, RiskMatrix.PositionKey, RiskMatrix.SeverityKey]),
            new("score", "Score", FieldKind.Count, "Enter the score", "1 for the least, 5 for the most."), new("scorer", "Scored by", FieldKind.Line, "Say who gave the score", "A post or a group."),
            new("confidence", "Confidence", FieldKind.Choice, "Choose how sure they are", Choices: Sure), new("why", "Why", FieldKind.Words, "Say why"),
        ], (line, _) => line.Number("score") is >= RiskMatrix.Lowest and <= RiskMatrix.Highest ? null : ("score", "Score: a whole number from 1 to 5")),
        new(Known, "Share known to the justice system", "count", "Of the offenders in a problem, those already known to the justice system. Counts alone, and none so small that it may point at a person.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"), new("offenders", "Offenders in the problem", FieldKind.Count, "Enter how many"), new("known", "Of them already known", FieldKind.Count, "Enter how many are known"),
            new("as-at", "As at", FieldKind.Day, "Enter the day"), new("source", "Where the counts come from", FieldKind.Line, "Say where the counts come from"),
        ], KnownRule),
        new(Travelling, "Travelling offenders", "count", "Of the offenders in a problem, those who came from outside the area, and the route they came by. Counts alone, and none so small that it may point at a person.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"), new("offenders", "Offenders in the problem", FieldKind.Count, "Enter how many"), new("outside", "Of them from outside the area", FieldKind.Count, "Enter how many came from outside"),
            new("route", "Route", FieldKind.Line, null, "Such as a railway line or a road."), new("as-at", "As at", FieldKind.Day, "Enter the day"), new("source", "Where the counts come from", FieldKind.Line, "Say where the counts come from"),
        ], TravellingRule),
        new(Baselines, "Baselines", "baseline", "What targets and results are compared with. They stay as they are once the assessment is approved.",
        [
            new("theme", "Issue", FieldKind.Theme, "Choose the issue"), new("definition", "What is counted", FieldKind.Words, "Say what is counted, and how"), new("period", "Period", FieldKind.Line, "Say which period"), new("value", "Value", FieldKind.Number, "Enter the value"),
        ]),
        new(Similar, "Similar areas", "area", "The rate beside those of similar areas. Which areas are similar changes, so the day of the list stands with it.",
        [
            new("theme", "Theme", FieldKind.Theme, "Choose the theme"), new("family", "Family of areas", FieldKind.Line, "Say which family of similar areas"), new("as-at", "Family as at", FieldKind.Day, "Enter the day of the list"),
            new("area", "Area", FieldKind.Line, "Name the area"), new("rate", "Rate for each thousand residents", FieldKind.Number, "Enter the rate"), new("ours", "Is it ours?", FieldKind.Choice, "Choose", Choices: ["no", "yes"]),
        ]),
        new(Activity, "Activity", "activity", "Hours and money that each body spends on an activity.",
        [
            new("body", "Body", FieldKind.Line, "Name the body"), new("activity", "Activity", FieldKind.Line, "Name the activity"), new("period", "Period", FieldKind.Line, "Say which period"),
            new("hours", "Hours", FieldKind.Count, "Enter the hours"), new("pounds", "Money, pounds", FieldKind.Count, "Enter the money"), new("units", "Units delivered", FieldKind.Count, null, "Such as visits; it gives the cost of one."),
        ]),
    ];

    public static Register? Find(string key) => All.FirstOrDefault(r => r.Key == key);

    static (string, string)? SurveyRule(Line line, int fewestShown)
    {
        foreach (var at in (string[])["before", "now"])
            if (!(line.Number($"{at}-low") <= line.Number(at) && line.Number(at) <= line.Number($"{at}-high")))
                return ($"{at}-low", "An estimate lies between its lower and its upper limit. Check the three figures");
        foreach (var share in (string[])["reported", "recorded"])
            if (line.Number(share) is < 0 or > 100) return (share, "A share lies between 0 and 100 per cent");
        return line["reported"].Length + line["recorded"].Length > 0 && line["extent-source"].Length == 0 ? ("extent-source", "Say where the extent of under-reporting or under-recording comes from") : null;
    }

    static (string, string)? KnownRule(Line line, int fewestShown) => PartRule(line, fewestShown, "known", "No more can be known than there are");

    static (string, string)? TravellingRule(Line line, int fewestShown) => PartRule(line, fewestShown, "outside", "No more can come from outside than there are");

    // The rest is a figure of people too: it follows from the other two.
    static (string, string)? PartRule(Line line, int fewestShown, string part, string tooMany)
    {
        var (all, known) = (line.Number("offenders") ?? 0, line.Number(part) ?? 0);
        if (known > all) return (part, tooMany);
        foreach (var (field, count) in new[] { ("offenders", all), (part, known), (part, all - known) })
            if (count > 0 && count < fewestShown) return (field, $"A figure from 1 to {fewestShown - 1} people may point at one of them. Take a longer period or a wider problem");
        return null;
    }
}
