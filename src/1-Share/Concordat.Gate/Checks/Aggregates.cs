using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Checks;

/// <summary>Knows a table of counts from a list of records. Only set 11 may be sent as counts (SI 2007/1831, schedule).</summary>
static class Aggregates
{
    static readonly string[] CountWords = ["count", "counts", "total", "totals", "number", "volume", "frequency", "offences", "crimes", "incidents", "cases", "exclusions", "admissions", "calls", "sum", "qty", "quantity"];
    static readonly string[] NotCounts = ["reference", "id", "code", "crime", "incident", "log", "case", "call", "phone", "telephone", "house", "casualties", "vehicles", "phase", "street", "nhs", "upn", "urn", "plate", "badge", "collar", "officer", "patient", "pupil"];

    // Words of which the heading of a count of records is made, as Heading.Plain writes them. Beside a date only such a heading tells a table of counts: "Number of casualties" is a field of a record.
    static readonly string[] RecordCountWords = ["count", "counts", "total", "totals", "number", "volume", "frequency", "qty", "quantity", "sum", "of", "all", "incident", "offences", "crimes", "records", "events", "cases", "calls", "fires", "exclusions", "admissions", "collisions", "reports"];

    /// <exception cref="FileProblemException">The file is a table of counts.</exception>
    public static void Refuse(SetDefinition set, ColumnPlan plan, IReadOnlyList<IReadOnlyList<string>> rows, Headings told, string file)
    {
        if (set.Level == SetLevel.Count || rows.Count == 0) return;
        if (plan.Columns.Any(c => c.Field is { Type: FieldType.Date or FieldType.DateTime or FieldType.Day }))
        {
            RefuseDated(set, plan, rows, told, file);
            return;
        }
        if (!set.HasDate && plan.Columns.Any(c => c.Field is { Key: "age" })) return;
        var counts = plan.Columns.Where(c => c.Field is null && (IsCount(c.Heading) || IsMonth(c.Heading)) && new ColumnEvidence(c.Index, rows) is { Filled: > 0, WholeNumbers: >= 0.9 }).ToList();
        if (counts.Count == 0 || counts.TrueForAll(c => IsMonth(c.Heading)) && counts.Count < 2) return;
        throw new FileProblemException(file, $"column \"{told[counts[0].Index]}\" holds counts, and no row has a date of its own: this is a table of counts. Set {set.Key} takes one row for each record; only set 11 may be sent as counts",
            "Export the records themselves, one row each", code: "S-03");
    }

    // A row for each day and category, with how many: no reference, a column of counts of which some are not 1, and no two rows alike in all else.
    static void RefuseDated(SetDefinition set, ColumnPlan plan, IReadOnlyList<IReadOnlyList<string>> rows, Headings told, string file)
    {
        if (plan.Columns.Any(c => c.Field is { Type: FieldType.Reference })) return;
        int[] counts = [.. plan.Columns.Where(c => c.Field is null && IsRecordCount(c.Heading) && new ColumnEvidence(c.Index, rows) is { Filled: > 0, WholeNumbers: >= 0.9 }
            && rows.Any(r => NumberCell.TryWhole(r[c.Index], out var number) && number != 1)).Select(c => c.Index)];
        if (counts.Length == 0 || rows.Select(r => string.Join('\u001f', r.Where((_, i) => !counts.Contains(i)))).Distinct(StringComparer.Ordinal).Count() < rows.Count) return;
        throw new FileProblemException(file, $"column \"{told[counts[0]]}\" says how many there were, so that a row stands for several records: this is a table of counts. Set {set.Key} takes one row for each record; only set 11 may be sent as counts",
            "Export the records themselves, one row each. If each row is one record, give its reference, or leave that column out", code: "S-03");
    }

    static bool IsRecordCount(string heading)
    {
        var words = Heading.Plain(heading).Split(' ');
        // A column "No." or "Incident number" numbers the rows.
        return words.All(RecordCountWords.Contains) && words[^1] != "number" && (words is not [var only] || only is not ("of" or "all") && (only != "incident" || Words.Plain(heading) == "incidents"));
    }

    static bool IsCount(string heading)
    {
        var words = Heading.Plain(heading).Split(' ');
        return words.Any(w => CountWords.Contains(w)) && (words is ["number" or "count" or "total", "of", ..] || !words.Any(w => NotCounts.Contains(w)));
    }

    static bool IsMonth(string heading) =>
        DateCell.TryReadMonth(heading, out _, out _) || (heading.Length >= 3 && !char.IsDigit(heading[0]) && DateCell.TryMonthOfYear(heading, out _));
}
