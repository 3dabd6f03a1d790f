namespace Concordat.Share.Agreements;

/// <summary>The bases, conditions and powers that an agreement may rest on, in words.</summary>
internal static class LegalChoices
{
    public const string PublicTask = "UK GDPR Article 6(1)(e): a task in the public interest or official authority";
    public const string StatutoryPurposes = "UK GDPR Article 9(2)(g), Data Protection Act 2018 Schedule 1 paragraph 6: statutory and government purposes";
    public const string Section17A = "Crime and Disorder Act 1998, section 17A: duty to disclose prescribed information";
    public const string Section115 = "Crime and Disorder Act 1998, section 115: power to disclose";
    public const string PrescribedInformation = "Crime and Disorder (Prescribed Information) Regulations 2007 (SI 2007/1831)";

    public static IReadOnlyList<string> Bases { get; } =
    [
        PublicTask,
        "UK GDPR Article 6(1)(c): a legal obligation",
        "UK GDPR Article 6(1)(d): vital interests",
        "None is needed: nothing that is shared is personal data",
    ];

    public static IReadOnlyList<string> Conditions { get; } =
    [
        StatutoryPurposes,
        "UK GDPR Article 9(2)(g), Data Protection Act 2018 Schedule 1 paragraph 10: preventing or detecting unlawful acts",
        "UK GDPR Article 9(2)(g), Data Protection Act 2018 Schedule 1 paragraph 18: safeguarding of children and of individuals at risk",
        "UK GDPR Article 9(2)(j): research and statistics",
        "None: no special category or criminal offence data is shared",
    ];

    public static IReadOnlyList<string> Powers { get; } =
    [
        Section17A,
        Section115,
        PrescribedInformation,
        "Crime and Disorder Act 1998, section 17: duty to consider crime and disorder",
        "Anti-social Behaviour, Crime and Policing Act 2014, section 104 and Schedule 4: case reviews",
        "Police, Crime, Sentencing and Courts Act 2022, sections 15 and 16: serious violence",
        "Domestic Abuse Act 2021",
    ];
}
