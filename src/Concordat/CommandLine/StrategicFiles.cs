using System.Text.Json;
using Concordat.Gate.Reading;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.CommandLine;

/// <summary>The small files that go with a strategic assessment: last year's plan, breaks in series, and a matrix of one's own.</summary>
internal static class StrategicFiles
{
    /// <summary>Columns item, outcome, reason.</summary>
    /// <exception cref="FileProblemException">The file cannot be taken.</exception>
    public static IReadOnlyList<PlanItem> Plan(string path)
    {
        var items = Rows(path, "plan", ["item", "outcome", "reason"], (file, row, cells) => new PlanItem(
            cells[0].Length > 0 ? cells[0] : throw new FileProblemException(file, "the item is blank", "Say what was to be done", row, "item"),
            Outcome(cells[1]) ?? throw new FileProblemException(file, "the outcome is none of the three", "Write done, part or not done", row, "outcome"),
            cells[2].Length > 0 || Outcome(cells[1]) == PlanOutcome.Done ? cells[2]
                : throw new FileProblemException(file, "the reason is blank", "Say why it was not done, or only in part", row, "reason")));
        return items.Count > 0 ? items : throw new FileProblemException(Path.GetFileName(path), "there is no item in it", "Give a row for each item of last year's plan, or leave --plan out");
    }

    /// <summary>Columns month, theme, what.</summary>
    /// <exception cref="FileProblemException">The file cannot be taken.</exception>
    public static IReadOnlyList<SeriesBreak> Breaks(string path) => Rows(path, "breaks", ["month", "theme", "what"], (file, row, cells) => new SeriesBreak(
        Month.TryParse(cells[0], out var month) ? month : throw new FileProblemException(file, "the month cannot be read", "Write the first month counted in the new way as 2019-12", row, "month"),
        cells[1].Length == 0 ? null : ThemeList.Named(cells[1])?.Key ?? throw new FileProblemException(file, "the theme is not on the list", $"Leave it blank for all themes, or use one of: {string.Join(", ", ThemeList.All.Select(t => t.Key))}", row, "theme"),
        cells[2].Length > 0 ? cells[2] : throw new FileProblemException(file, "what changed is blank", "Say in a few words what changed", row, "what")));

    /// <summary>Weights of the criteria and harm of the themes; what is left out keeps its standard.</summary>
    /// <exception cref="FileProblemException">The file cannot be taken.</exception>
    public static RiskMatrix Matrix(string path)
    {
        var file = Path.GetFileName(path);
        using var json = Json(path, file);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new FileProblemException(file, "this is no matrix", Shape);
        var (weights, harm) = (new Dictionary<string, double>(), new Dictionary<string, int>(RiskMatrix.Standard.Harm));
        foreach (var part in json.RootElement.EnumerateObject())
        {
            if (part.Name is not ("weights" or "harm") || part.Value.ValueKind != JsonValueKind.Object) throw new FileProblemException(file, $"\"{part.Name}\" is not known there", Shape);
            foreach (var entry in part.Value.EnumerateObject())
                if (part.Name == "weights") weights[CriterionKey(file, entry.Name)] = Weight(file, entry);
                else harm[ThemeKey(file, entry.Name)] = Harm(file, entry);
        }
        var criteria = RiskMatrix.Standard.Criteria.Select(c => c with { Weight = weights.GetValueOrDefault(c.Key, c.Weight) }).ToList();
        return criteria.Any(c => c.Weight > 0) ? new(criteria, harm) : throw new FileProblemException(file, "every weight is 0", "Give at least one criterion a weight above 0");
    }

    const string Shape = "Write it as {\"weights\": {\"harm\": 30}, \"harm\": {\"burglary\": 4}}, every key optional";

    static string CriterionKey(string file, string name) => RiskMatrix.Standard.Criteria.Any(c => c.Key == name) ? name
        : throw new FileProblemException(file, $"\"{name}\" is no criterion", $"Use {string.Join(", ", RiskMatrix.Standard.Criteria.Select(c => c.Key))}");

    static string ThemeKey(string file, string name) => ThemeList.Named(name)?.Key
        ?? throw new FileProblemException(file, $"\"{name}\" is no theme", $"Use {string.Join(", ", ThemeList.All.Select(t => t.Key))}");

    static double Weight(string file, JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetDouble(out var weight) && weight is >= 0 and <= 1000 ? weight
        : throw new FileProblemException(file, $"the weight of \"{entry.Name}\" is no number from 0 to 1000", "Give 0 to leave the criterion out");

    static int Harm(string file, JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt32(out var harm) && harm is >= RiskMatrix.Lowest and <= RiskMatrix.Highest ? harm
        : throw new FileProblemException(file, $"the harm of \"{entry.Name}\" is no whole number from {RiskMatrix.Lowest} to {RiskMatrix.Highest}", "Give 1 for the least harm of a typical case, 5 for the most");

    static JsonDocument Json(string path, string file)
    {
        using var stream = Open(path);
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException)
        {
            throw new FileProblemException(file, "this is not JSON", Shape);
        }
    }

    static PlanOutcome? Outcome(string text) => text.Trim().ToLowerInvariant() switch
    {
        "done" => PlanOutcome.Done,
        "part" or "in part" => PlanOutcome.Part,
        "not done" or "not_done" => PlanOutcome.NotDone,
        _ => null,
    };

    static List<T> Rows<T>(string path, string kind, string[] columns, Func<string, int, string[], T> make)
    {
        using var stream = Open(path);
        using var tables = TableReader.Open(stream, Path.GetFileName(path));
        var table = tables[0];
        var at = columns.Select(c => table.Headings.ToList().FindIndex(h => string.Equals(h, c, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
            throw new FileProblemException(table.File, $"the column \"{columns[missing]}\" is not there", $"A file of {kind} has the columns {string.Join(", ", columns)}", table.HeaderRow);
        return [.. table.Rows().Select(r => make(table.File, r.Number, [.. at.Select(i => r.Cells[i])]))];
    }

    static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FileProblemException(Path.GetFileName(path), "it cannot be opened", "Check that the file is there and may be read");
        }
    }
}
