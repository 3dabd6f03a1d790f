using System.Globalization;
using System.Text;
using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Says what a map must answer, with the candidates.</summary>
static class Questions
{
    public static string Say(SetDefinition set, ColumnPlan plan, Headings told, string file)
    {
        if (plan.Columns.Count > 1 && plan.Columns.All(c => c.Field is null) && plan.Columns.Count(c => LooksLikeData(c.Heading)) * 2 >= plan.Columns.Count)
            return $"{file}: the first row looks like a record, not like headings. Put a row of headings above the records, or say which row has them with \"header_row\" in a map.";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{file} cannot be read as set {set.Key} ({set.Name}) without a map.");
        foreach (var question in plan.Questions)
        {
            var name = set.AnyOf.Contains(question.Field.Key) && !question.Field.Required ? $"any of {string.Join(", ", set.AnyOf)}" : $"\"{question.Field.Key}\" ({question.Field.Label.ToLowerInvariant()})";
            string[] candidates = [.. question.Candidates.Select(c => Told(c, plan, told)).Distinct()];
            text.Append(candidates switch
            {
                [] => $" No column could be told for {name}.",
                [var only] => $" It is not plain which column is {name}; it might be \"{only}\".",
                _ => $" It is not plain which column is {name}: it might be {string.Join(" or ", candidates.Select(c => $"\"{c}\""))}.",
            });
        }
        var example = plan.Questions[0];
        var heading = example.Candidates.Count > 0 ? Told(example.Candidates[0], plan, told) : "heading in the file";
        return text.Append(CultureInfo.InvariantCulture, $" Say it in a map, given with --map: {{\"columns\": {{\"{heading}\": \"{example.Field.Key}\"}}}}.").ToString();
    }

    static string Told(string heading, ColumnPlan plan, Headings told) =>
        plan.Columns.FirstOrDefault(c => c.Heading == heading) is { } column && plan.Columns.Count(c => c.Heading == heading) == 1 ? told[column.Index] : told.Told(heading);

    static bool LooksLikeData(string heading) =>
        DateCell.TryRead(heading, DateOrder.DayFirst, out _) || NumberCell.TryRead(heading, out _) || TimeCell.TryRead(heading, false, out _)
        || (OutwardPostcode.TryRead(heading, out _, out var full) && full) || Blank.Is(heading);
}
