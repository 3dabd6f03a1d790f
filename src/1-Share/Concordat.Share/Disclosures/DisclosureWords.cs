using System.Globalization;
using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;

namespace Concordat.Share.Disclosures;

/// <summary>What can be chosen on the forms, with the words for it.</summary>
internal static class DisclosureWords
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<Choice> SubjectKinds { get; } = [new("person", "A person"), new("household", "A household")];

    public static IReadOnlyList<Choice> Regimes { get; } =
    [
        new("general", "General processing", "UK GDPR and part 2 of the Data Protection Act 2018"),
        new("law enforcement", "Law enforcement processing", "Part 3 of the Act: a competent authority, for a law enforcement purpose. Kept apart from general processing"),
    ];

    public static IReadOnlyList<Choice> Tests { get; } =
    [
        new("crime", "To prevent or detect crime", "Without it, that is likely to be prejudiced"),
        new("safety", "To protect somebody's safety or welfare"),
    ];

    public static IReadOnlyList<Choice> Consents { get; } =
        [new("given", "Given"), new("refused", "Refused"), new("not sought", "Not sought", "For example because asking would put somebody at risk or warn an offender")];

    public static IReadOnlyList<Choice> Bases { get; } =
    [
        new("gdpr-6-1-c", "General: a legal obligation (Article 6(1)(c))"),
        new("gdpr-6-1-d", "General: vital interests (Article 6(1)(d))"),
        new("gdpr-6-1-e", "General: a public task (Article 6(1)(e))"),
        new("gdpr-6-1-ea", "General: a recognised legitimate interest (Article 6(1)(ea))"),
        new("gdpr-6-1-f", "General: legitimate interests (Article 6(1)(f))"),
        new("part3-35-2-a", "Law enforcement: the subject has consented (section 35(2)(a))"),
        new("part3-35-2-b", "Law enforcement: a competent authority's task (section 35(2)(b))"),
    ];

    public static IReadOnlyList<Choice> Conditions { get; } =
    [
        new("none-needed", "No condition is needed: nothing of a special category, no criminal offence data"),
        new("schedule1-10", "Preventing or detecting unlawful acts (schedule 1, paragraph 10)"),
        new("schedule1-18", "Safeguarding of children and individuals at risk (schedule 1, paragraph 18)"),
        new("schedule1-6", "Statutory and government purposes (schedule 1, paragraph 6)"),
        new("gdpr-9-2-c", "Vital interests (Article 9(2)(c))"),
        new("part3-8-1", "Law enforcement: statutory purposes, strictly necessary (schedule 8, paragraph 1)"),
        new("part3-8-4", "Law enforcement: safeguarding, strictly necessary (schedule 8, paragraph 4)"),
    ];

    public static IReadOnlyList<Choice> Refusals { get; } =
    [
        new("R-NECESSITY", "Not necessary for the purpose"),
        new("R-PROPORTION", "More than the purpose needs, or the harm outweighs it"),
        new("R-BASIS", "No lawful basis or condition"),
        new("R-ACCURACY", "Not accurate or current enough to be relied on"),
        new("R-HARM", "Would put somebody at risk or harm an investigation"),
        new("R-ROUTE", "Another route is right: a court, a safeguarding referral, the person themselves"),
        new("R-NOTHELD", "We do not hold it"),
    ];

    /// <summary>Why somebody opens a record: asked before what it says of a person is shown, and logged.</summary>
    public static IReadOnlyList<Choice> ReadReasons { get; } =
    [
        new("decide", "To decide on it"), new("use", "To use what was disclosed for its purpose"), new("follow", "To follow up my request"),
        new("check", "To check that it was lawful"), new("complaint", "To answer a complaint"), new("rights", "To answer a person about their rights"),
    ];

    public static string Of(IReadOnlyList<Choice> choices, string? value) => choices.FirstOrDefault(c => c.Value == value)?.Text ?? "";

    public static bool Holds(this IReadOnlyList<Choice> choices, string? value) => choices.Any(c => c.Value == value);

    public static WorkState Look(DisclosureState state) => state switch
    {
        DisclosureState.Draft => WorkState.Expected,
        DisclosureState.Asked => WorkState.BeingChecked,
        DisclosureState.Approved => WorkState.Accepted,
        DisclosureState.Released => WorkState.Done,
        DisclosureState.Expired => WorkState.Late,
        _ => WorkState.NotAdopted,
    };

    public static string Capital(this DisclosureState state) => state.ToString();

    /// <summary>"26 Nov 2026".</summary>
    public static string Short(this DateOnly day) => day.ToString("d MMM yyyy", British);
}
