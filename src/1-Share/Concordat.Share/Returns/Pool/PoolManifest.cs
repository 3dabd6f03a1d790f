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
    string Partnership, int Set, string Name, string Period, DateTime MadeAtUtc, string MadeBy, int Threshold, int Records, int RecordsLeftOut, IReadOnlyList<string> Columns,
    IReadOnlyList<PooledReturn> Returns)
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
        Line($"{Records.ToString("N0", British)} records are in records.csv, by {string.Join(", ", Columns)}. Groups of fewer than {Threshold.ToString(British)} that are alike in all of these are left out{(RecordsLeftOut == 0 ? "; there were none" : $": {RecordsLeftOut.ToString("N0", British)} records")}.");
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
        if (sent.Counts is { } counts)
        {
            line($"- {N(counts.Read)} rows read, {N(counts.SetAside)} set aside, {N(counts.Records)} records ({N(counts.Inserted)} new, {N(counts.Updated)} updated, {N(counts.Unchanged)} unchanged, {N(counts.Withdrawn)} withdrawn)");
            line($"- {N(counts.Placed)} placed on the map{(counts.Places.Count == 0 ? "" : ": " + string.Join(", ", counts.Places.Select(p => $"{p.Key} {N(p.Value)}")))}");
            foreach (var (kind, count) in counts.Removed) line($"- taken out: {kind} {N(count)}");
            foreach (var (code, rows) in counts.Faults) line($"- {FaultCode.Find(code)?.Title ?? code} ({code}): {N(rows)}");
            foreach (var (answer, rows) in counts.Answers) line($"- faults {answer} by the supplier: {N(rows)}");
        }
        else
        {
            line(sent.KindsRemoved.Count == 0 ? "- no personal identifiers were found" : $"- kinds of personal identifiers taken out: {string.Join(", ", sent.KindsRemoved)}");
            foreach (var code in sent.FaultCodes) line($"- {FaultCode.Find(code)?.Title ?? code} ({code})");
        }
        foreach (var (heading, field) in sent.Columns) line($"- column “{heading}” became {field}");
        foreach (var (field, words) in sent.Words) foreach (var (theirs, ours) in words) line($"- {field}: “{theirs}” became {ours}");
    }
}
