using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concordat.Gate.Checks;
using Concordat.Gate.Sets;

namespace Concordat.Share.Returns.Pool;

/// <summary>What goes with a cleansed set: where it came from, what was changed on the way and what was held back.</summary>
sealed record PoolManifest(
    string Partnership, int Set, string Name, string Period, DateTime MadeAtUtc, string MadeBy, int Threshold, int Records, int RecordsHeld, IReadOnlyList<string> Columns,
    IReadOnlyList<string> Withheld, IReadOnlyList<PooledReturn> Returns)
{
    static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public string Json() => JsonSerializer.Serialize(this, Layout);

    /// <summary>The same for people.</summary>
    public string Text(SetDefinition set)
    {
        var text = new StringBuilder();
        void Line(string words = "") => text.Append(words).Append("\r\n");
        Line($"{Name}, {Period}");
        Line($"{Partnership}. Set {Set.ToString(British)}, made {MadeAtUtc.ToString("d MMMM yyyy HH:mm", British)} UTC for {MadeBy}.");
        Line();
        Line($"{Records.ToString("N0", British)} records are in records.csv, of {RecordsHeld.ToString("N0", British)} that the partnership holds. Figures below {Threshold.ToString(British)} are not shown, so smaller groups are not in it.");
        foreach (var words in Withheld) Line($"- {words}");
        Line();
        Line("Use it for the purposes of the sharing agreement alone. Nobody tries to find out who a record is about.");
        foreach (var note in set.Notes) Line($"- {note}");
        foreach (var sent in Returns) Tell(sent, Line);
        if (Returns.Count == 0) Line("No return of this quarter was accepted.");
        return text.ToString();
    }

    static void Tell(PooledReturn sent, Action<string> line)
    {
        string N(long number) => number.ToString("N0", British);
        line("");
        line($"{sent.Body}: accepted {sent.AcceptedOn?.ToString("d MMMM yyyy", British)}, data version {sent.DataVersion}");
        line($"- {N(sent.Read)} rows read, {N(sent.SetAside)} set aside, {N(sent.Records)} records ({N(sent.Inserted)} new, {N(sent.Updated)} updated, {N(sent.Unchanged)} unchanged, {N(sent.Withdrawn)} withdrawn)");
        line($"- {N(sent.Placed)} placed on the map{(sent.Places.Count == 0 ? "" : ": " + string.Join(", ", sent.Places.Select(p => $"{p.Key} {N(p.Value)}")))}");
        line(sent.Removed.Count == 0 ? "- no personal identifiers were found" : $"- personal identifiers taken out: {string.Join(", ", sent.Removed.Select(r => $"{r.Key} {N(r.Value)}"))}");
        foreach (var (heading, field) in sent.Columns) line($"- column “{heading}” became {field}");
        foreach (var (field, words) in sent.Words) foreach (var (theirs, ours) in words) line($"- {field}: “{theirs}” became {ours}");
        foreach (var (code, rows) in sent.Faults) line($"- {FaultCode.Find(code)?.Title ?? code} ({code}): {N(rows)}");
        foreach (var (answer, rows) in sent.Answers) line($"- faults {answer} by the supplier: {N(rows)}");
    }
}
