using System.Globalization;
using System.Text.Json;

namespace Concordat.Peers;

/// <summary>Our methods and their peers on the same input in one run.</summary>
internal static class Comparison
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args);
        var folder = Directory.CreateTempSubdirectory("peers-").FullName;
        var rows = new List<Row>();
        try
        {
            foreach (var one in Case.All.Where(one => options.Wants(one.Method) || options.Wants(one.Folder))) Measure(one, new Runner(options.Hold, folder), options, rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        if (options.Out.Length > 0) Keep(rows, options.Out);
        return rows.Exists(row => row.Agreement.Contains("differ", StringComparison.Ordinal)) ? 1 : 0;
    }

    private static void Measure(Case one, Runner runner, Options options, List<Row> rows)
    {
        var inputs = runner.Input(one.Method, one.Size);
        var ours = runner.Ours(one.Method, inputs, options.Repeat);
        foreach (var peer in one.Peers)
        {
            var (theirs, why) = runner.Peer(peer, inputs, options.PeerRepeat);
            var agreement = theirs is null ? "not run: " + why : peer.Compare(inputs["ours"], inputs["peer"]);
            Add(rows, new(one.Method, one.Input, one.Bound, peer.Name, ours, theirs, theirs?.Median * peer.Scale, peer.Goal, agreement, peer.Law));
        }
        foreach (var known in one.Figures) Add(rows, new(one.Method, one.Input, one.Bound, known.Name, ours, null, known.Seconds, known.Goal, "", ""));
        if (one.Peers.Length + one.Figures.Length == 0) Add(rows, new(one.Method, one.Input, one.Bound, "none", ours, null, null, null, "", ""));
        Directory.Delete(inputs.Folder, recursive: true);
    }

    private static void Add(List<Row> rows, Row row)
    {
        if (rows.Count == 0) Console.WriteLine(Row.Head);
        rows.Add(row);
        Console.WriteLine(row.ToMarkdown());
    }

    // Added to what is there, so that a run may be done in parts: the table in one file, a line of JSON for each row in another beside it.
    private static void Keep(List<Row> rows, string path)
    {
        if (!File.Exists(path)) File.WriteAllText(path, Row.Head + "\n");
        File.AppendAllLines(path, rows.Select(row => row.ToMarkdown()));
        File.AppendAllLines(Path.ChangeExtension(path, ".jsonl"), rows.Select(row => JsonSerializer.Serialize(row)));
    }

    /// <param name="PeerSeconds">Their time, scaled where it had to be.</param>
    private sealed record Row(string Method, string Input, string Bound, string Peer, Measurement Ours, Measurement? Theirs, double? PeerSeconds, double? Goal, string Agreement, string Law)
    {
        public const string Head = """
            | method | input | ours: median (least to most), s | first run, s | cpu, s | peak, MB | peer | peer: median (least to most), s | peak, MB | ratio | goal | results |
            | --- | --- | --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: | --- |
            """;

        public string ToMarkdown()
        {
            var theirs = Theirs is null ? Text(PeerSeconds) : Spread(Theirs) + (Law.Length > 0 ? $"; {Text(PeerSeconds)} in all ({Law})" : "");
            var ratio = PeerSeconds / Ours.Median;
            var reached = ratio is null || Goal is null ? "" : ratio >= Goal ? "reached" : "**missed**";
            return $"| {Method} | {Input} | {Spread(Ours)} | {Text(Ours.FirstSeconds)} | {Text(Ours.MedianCpu)} | {Text(Ours.PeakMegabytes)} | {Peer} | {theirs} | {Text(Theirs?.PeakMegabytes)} | {Text(ratio)} | {Text(Goal)} {reached} | {Agreement} |";
        }

        private static string Spread(Measurement m) => m.Seconds.Length == 1 ? Text(m.Median) : $"{Text(m.Median)} ({Text(m.Seconds.Min())} to {Text(m.Seconds.Max())})";

        private static string Text(double? value) => value switch
        {
            null => "",
            >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
            >= 0.1 => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => value.Value.ToString("0.#####", CultureInfo.InvariantCulture),
        };
    }
}
