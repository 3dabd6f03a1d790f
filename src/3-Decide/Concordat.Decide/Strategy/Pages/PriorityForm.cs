using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Themes;
using Concordat.Platform.Site.Forms;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>A priority as the form sends it.</summary>
internal sealed class PriorityForm
{
    [Display(Name = "Name", Description = "As every page and paper will say it.")] public string? Name { get; set; }
    [Display(Name = "Theme", Description = "What it is counted by.")] public string? Theme { get; set; }
    [Display(Name = "One owner", Description = "The one person who answers for it, shown to everybody.")] public Guid? Owner { get; set; }
    [Display(Name = "Weight", Description = "1 to 100 points beside the other priorities: 20 counts twice as much as 10.")] public int? Weight { get; set; }
    [Display(Name = "First day")] public DateOnly? FromOn { get; set; }
    [Display(Name = "Review on")] public DateOnly? ReviewOn { get; set; }
    [Display(Name = "Prevention", Description = "What is done so that it happens less.")] public string? Prevention { get; set; }
    [Display(Name = "Intelligence", Description = "What has to be known, and how it is found out.")] public string? Intelligence { get; set; }
    [Display(Name = "Enforcement", Description = "What is done about those who do it.")] public string? Enforcement { get; set; }

    /// <summary>The terms, or nothing after each problem was told.</summary>
    /// <param name="wrong">Takes the field and the sentence.</param>
    public PriorityTerms? Read(Action<string, string> wrong)
    {
        var problems = Problems().ToList();
        foreach (var (field, words) in problems) wrong(field, words);
        return problems.Count > 0 ? null : new(Name!.Trim(), Theme!, Owner!.Value, Weight!.Value, FromOn!.Value, ReviewOn!.Value, Prevention!.Trim(), Intelligence!.Trim(), Enforcement!.Trim());
    }

    IEnumerable<(string, string)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return (nameof(Name), "Name the priority");
        else if (Name.Trim().Length > StrategyIssue.LongestName) yield return (nameof(Name), $"The name must be {StrategyIssue.LongestName} characters or fewer");
        if (ThemeList.Find(Theme ?? "") is null) yield return (nameof(Theme), "Choose the theme it is counted by");
        if (Owner is null) yield return (nameof(Owner), "Choose the one person who answers for the priority");
        if (Weight is not (>= 1 and <= 100)) yield return (nameof(Weight), "The weight must be a whole number from 1 to 100");
        if (FromOn is null) yield return (nameof(FromOn), "Enter its first day");
        if (ReviewOn is null) yield return (nameof(ReviewOn), "Enter the day it is reviewed");
        foreach (var (field, line) in new[] { (nameof(Prevention), Prevention), (nameof(Intelligence), Intelligence), (nameof(Enforcement), Enforcement) })
            if (string.IsNullOrWhiteSpace(line)) yield return (field, $"Enter the line for {field.ToLowerInvariant()}");
            else if (line.Trim().Length > StrategyPriority.LongestLine) yield return (field, $"The line for {field.ToLowerInvariant()} must be {StrategyPriority.LongestLine} characters or fewer");
    }

    public static PriorityForm Of(PriorityTerms t) => new()
    {
        Name = t.Name,
        Theme = t.ThemeKey,
        Owner = t.OwnerId,
        Weight = t.Weight,
        FromOn = t.FromOn,
        ReviewOn = t.ReviewOn,
        Prevention = t.Prevention,
        Intelligence = t.Intelligence,
        Enforcement = t.Enforcement,
    };

    public static IReadOnlyList<Choice> Themes { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];
}

/// <summary>A collection question as the form sends it.</summary>
internal sealed class QuestionForm
{
    [Display(Name = "Collection question", Description = "What the partnership does not know and has to find out. A priority has at least one.")] public string? Question { get; set; }
    [Display(Name = "Body that could know")] public Guid? Agency { get; set; }
    [Display(Name = "Answer by")] public DateOnly? DueOn { get; set; }

    public QuestionTerms? Read(Action<string, string> wrong)
    {
        var given = Problems().ToList();
        foreach (var (field, words) in given) wrong(field, words);
        return given.Count > 0 ? null : new(Question!.Trim(), Agency!.Value, DueOn!.Value);
    }

    IEnumerable<(string, string)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Question)) yield return (nameof(Question), "Ask at least one collection question: a priority without one is refused");
        else if (Question.Trim().Length > CollectionQuestion.Longest) yield return (nameof(Question), $"The question must be {CollectionQuestion.Longest} characters or fewer");
        if (Agency is null) yield return (nameof(Agency), "Choose the body that could know");
        if (DueOn is null) yield return (nameof(DueOn), "Enter the day by which it is answered");
    }
}
