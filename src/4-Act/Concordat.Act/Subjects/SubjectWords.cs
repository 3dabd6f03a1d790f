using Concordat.Platform.Site.Forms;

namespace Concordat.Act.Subjects;

/// <summary>The lists a record is filled in from.</summary>
internal static class SubjectWords
{
    public static IReadOnlyList<Choice> Factors { get; } =
    [
        new("serious-asb", "Serious anti-social behaviour"),
        new("violence", "Violence or serious bullying"),
        new("aggression", "Serious aggressive conduct short of crime"),
        new("substances", "Substance misuse with aggression"),
        new("truancy", "Contact with a truancy patrol"),
        new("local-operations", "Information from local operations"),
    ];

    public static IReadOnlyList<Choice> Needs { get; } =
    [
        new("accommodation", "Accommodation"),
        new("employment", "Employment and skills"),
        new("family", "Children and families"),
        new("finance", "Finance, benefit and debt"),
        new("thinking", "Attitudes, thinking and behaviour"),
        new("substances", "Drugs and alcohol"),
        new("health", "Health"),
    ];

    public static IReadOnlyList<string> AgeGroups { get; } = ["child", "young person", "adult"];

    public static string TextOf(this IReadOnlyList<Choice> choices, string value) => choices.FirstOrDefault(c => c.Value == value)?.Text ?? value;
}
