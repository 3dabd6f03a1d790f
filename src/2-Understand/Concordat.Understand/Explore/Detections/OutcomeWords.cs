namespace Concordat.Understand.Explore.Detections;

/// <summary>What a published outcome says of whether the crime was detected.</summary>
internal enum Detection
{
    /// <summary>Somebody was charged or summonsed, cautioned, given a penalty notice or warning, or a community resolution was agreed, in the case itself.</summary>
    Primary,

    /// <summary>Dealt with as part of another case: the offender was found through it, not through this crime.</summary>
    Secondary,

    /// <summary>Closed without.</summary>
    None,

    /// <summary>Not yet known: under investigation, or nothing published.</summary>
    Open,

    /// <summary>Never to be known from what is published.</summary>
    Unknown,
}

/// <summary>The words of police.uk's column "Last outcome category", and what each means for a detection.</summary>
/// <remarks>The words are those that data.police.uk publishes. Each stands for outcome types of the Home Office's Counting Rules for Recorded Crime, outcomes framework
/// since April 2014: 1 charged or summonsed, 2 and 3 cautions, 4 taken into consideration, 6 penalty notice, 7 drugs warning, 8 community resolution are detections; 5 and 9 to 22 are not.
/// What a court did afterwards (sentence, acquittal, dropped case) follows a charge, and the crime stays detected, as in the framework.</remarks>
internal static class OutcomeWords
{
    /// <summary>Raised whenever a word or its meaning changes.</summary>
    public const int Version = 1;

    /// <summary>The day of the list.</summary>
    public static DateOnly AsAt { get; } = new(2026, 11, 22);

    /// <summary>Words, what they mean, and the outcome types they stand for, in the order of the framework.</summary>
    public static IReadOnlyList<(string Word, Detection Meaning, string Types)> All { get; } =
    [
        ("Awaiting court outcome", Detection.Primary, "1: charged or summonsed"),
        ("Suspect charged", Detection.Primary, "1: charged or summonsed"),
        ("Court result unavailable", Detection.Primary, "1: charged or summonsed"),
        ("Defendant sent to Crown Court", Detection.Primary, "1: charged or summonsed"),
        ("Court case unable to proceed", Detection.Primary, "1: charged or summonsed"),
        ("Defendant found not guilty", Detection.Primary, "1: charged or summonsed"),
        ("Offender sent to prison", Detection.Primary, "1: charged or summonsed"),
        ("Offender given suspended prison sentence", Detection.Primary, "1: charged or summonsed"),
        ("Offender given community sentence", Detection.Primary, "1: charged or summonsed"),
        ("Offender given conditional discharge", Detection.Primary, "1: charged or summonsed"),
        ("Offender given absolute discharge", Detection.Primary, "1: charged or summonsed"),
        ("Offender fined", Detection.Primary, "1: charged or summonsed"),
        ("Offender ordered to pay compensation", Detection.Primary, "1: charged or summonsed"),
        ("Offender deprived of property", Detection.Primary, "1: charged or summonsed"),
        ("Offender otherwise dealt with", Detection.Primary, "1: charged or summonsed"),
        ("Offender given a caution", Detection.Primary, "2 and 3: caution"),
        ("Suspect charged as part of another case", Detection.Secondary, "1 and 4: charged in, or taken into consideration with, another case"),
        ("Offender given penalty notice", Detection.Primary, "6: penalty notice for disorder"),
        ("Offender given a penalty notice", Detection.Primary, "6: penalty notice for disorder"),
        ("Offender given a drugs possession warning", Detection.Primary, "7: warning for possession of drugs"),
        ("Local resolution", Detection.Primary, "8: community resolution"),
        ("Formal action is not in the public interest", Detection.None, "9 and 10: prosecution not in the public interest"),
        ("Unable to prosecute suspect", Detection.None, "5 and 11 to 17: suspect known, cannot be prosecuted"),
        ("Investigation complete; no suspect identified", Detection.None, "18: no suspect identified"),
        ("Action to be taken by another organisation", Detection.None, "20: with another body"),
        ("Further investigation is not in the public interest", Detection.None, "21: further investigation not in the public interest"),
        ("Further action is not in the public interest", Detection.None, "22: diversion or education, no further action"),
        ("Under investigation", Detection.Open, "none yet"),
        ("Status update unavailable", Detection.Unknown, "none published"),
    ];

    static readonly Dictionary<string, Detection> Meanings = All.ToDictionary(w => w.Word, w => w.Meaning, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a published outcome means; nothing published is not yet known, and a word that the list does not have is not known.</summary>
    public static Detection Of(string? outcome) => string.IsNullOrWhiteSpace(outcome) ? Detection.Open : Meanings.GetValueOrDefault(outcome.Trim(), Detection.Unknown);
}
