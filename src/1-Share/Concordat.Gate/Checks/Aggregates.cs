using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Checks;

/// <summary>Knows a table of counts from a list of records. Only set 11 may be sent as counts (SI 2007/1831, schedule).</summary>
static class Aggregates
{
    static readonly string[] CountWords = ["count", "counts", "total", "totals", "number", "volume", "frequency", "offences", "crimes", "incidents", "cases", "exclusions", "admissions", "calls", "sum", "qty", "quantity"];
    static readonly string[] NotCounts = ["reference", "id", "code", "crime", "incident", "log", "case", "call", "phone", "telephone", "house", "casualties", "vehicles", "phase", "street", "nhs", "upn", "urn", "plate", "badge", "collar", "officer", "patient", "pupil"];

    /// <exception cref="FileProblemException">The file is a table of counts.</exception>
    public static void Refuse(SetDefinition set, ColumnPlan plan, IReadOnlyList<IReadOnlyList<string>> rows, Headings told, string file)
    {
        if (set.Level == SetLevel.Count || rows.Count == 0) return;
        if (plan.Columns.Any(c => c.Field is { Type: FieldType.Date or FieldType.DateTime or FieldType.Day })) return;
        if (!set.HasDate && plan.Columns.Any(c => c.Field is { Key: "age" })) return;
        var counts = plan.Columns.Where(c => c.Field is null && (IsCount(c.Heading) || IsMonth(c.Heading)) && new ColumnEvidence(c.Index, rows) is { Filled: > 0, WholeNumbers: >= 0.9 }).ToList();
        if (counts.Count == 0 || counts.TrueForAll(c => IsMonth(c.Heading)) && counts.Count < 2) return;
        throw new FileProblemException(file, $"column \"{told[counts[0].Index]}\" holds counts, and no row has a date of its own: this is a table of counts. Set {set.Key} takes one row for each record; only set 11 may be sent as counts",
            "Export the records themselves, one row each", code: "S-03");
    }

    static bool IsCount(string heading)
    {
        var words = Heading.Plain(heading).Split(' ');
        return words.Any(w => CountWords.Contains(w)) && (words is ["number" or "count" or "total", "of", ..] || !words.Any(w => NotCounts.Contains(w)));
    }

    static bool IsMonth(string heading) =>
        DateCell.TryReadMonth(heading, out _, out _) || (heading.Length >= 3 && !char.IsDigit(heading[0]) && DateCell.TryMonthOfYear(heading, out _));
}
