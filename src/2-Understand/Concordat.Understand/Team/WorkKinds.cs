using Concordat.Platform.Site.Forms;

namespace Concordat.Understand.Team;

/// <summary>Kinds of the team's work. Reassurance is low-priority crime and disorder that makes people afraid: a named analyst has it, and its hours stand apart from those of crime.</summary>
internal static class WorkKinds
{
    public static IReadOnlyList<Choice> All { get; } =
    [
        new(AssignedWork.Crime, "Crime", "Analysis of crime that is a priority"),
        new(AssignedWork.Reassurance, "Reassurance", "Low-priority crime and disorder that makes people afraid; assigned to an analyst"),
        new("products", "Products", "Assessments, profiles and reports for meetings"),
        new("data", "Data", "Returns, places and checks"),
        new("other", "Other"),
    ];

    public static string Name(string kind) => All.FirstOrDefault(k => k.Value == kind)?.Text ?? kind;
}
