using System.Globalization;
using System.Text;
using Concordat.Gate.Identifiers;

namespace Concordat.Bench.Identifiers;

/// <summary>How many planted identifiers the scanner takes out, how often it takes out what is none, and how fast it reads.</summary>
static class IdentifiersBench
{
    const int Seed = 20261121;
    const int PlantedEach = 1250;
    const int CleanCells = 100_000;

    public static int Run(string[] args)
    {
        var show = args is ["--missed"] ? 12 : 0;
        var scanner = new IdentifierScanner();
        var cells = new PlantedCells(Seed);
        Print($"{"kind",-28} {"planted",8} {"taken out",10} {"recall %",9} {"false alarms in clean",22}");
        var clean = Enumerable.Range(0, CleanCells).Select(_ => cells.Clean()).ToArray();
        var alarms = new RemovalCounts();
        var alarmed = clean.Where(text => !ReferenceEquals(scanner.Clean(text, CellSetting.FreeText, alarms), text)).ToList();
        foreach (var kind in Enum.GetValues<IdentifierKind>()) Report(scanner, RemovalCounts.Key(kind), alarms[kind], Enumerable.Range(0, PlantedEach).Select(_ => cells.Planted(kind)), show);
        Report(scanner, "name in no list", 0, Enumerable.Range(0, PlantedEach).Select(_ => cells.PlantedUnknownName()), 0);
        Print($"\nclean cells changed: {alarmed.Count:N0} of {CleanCells:N0} ({100.0 * alarmed.Count / CleanCells:0.000} %)");
        foreach (var text in alarmed.Take(show)) Console.WriteLine($"  {text}\n  {scanner.Clean(text, CellSetting.FreeText, new())}");
        Speed(scanner, "clean cells", clean);
        Speed(scanner, "one cell in eleven with an identifier", [.. clean.Take(CleanCells).Select((text, i) => i % 11 == 0 ? cells.Planted((IdentifierKind)(i / 11 % 8)).Text : text)]);
        return 0;
    }

    static void Report(IdentifierScanner scanner, string name, long alarms, IEnumerable<PlantedCell> planted, int show)
    {
        var (all, found) = (0, 0);
        foreach (var cell in planted)
        {
            all++;
            var cleaned = scanner.Clean(cell.Text, CellSetting.FreeText, new());
            if (cell.Parts.All(part => !cleaned.Contains(part, StringComparison.Ordinal))) found++;
            else if (show-- > 0) Console.WriteLine($"  {cell.Text}\n  {cleaned}");
        }
        Print($"{name,-28} {all,8:N0} {found,10:N0} {100.0 * found / all,9:0.00} {alarms,22:N0}");
    }

    static void Speed(IdentifierScanner scanner, string name, string[] texts)
    {
        var bytes = texts.Sum(t => (long)Encoding.UTF8.GetByteCount(t));
        var removed = new RemovalCounts();
        var times = new List<double>();
        for (var run = 0; run < 7; run++)
        {
            // Processor time, so that a busy machine does not count against it.
            var before = Environment.CpuUsage.TotalTime;
            foreach (var text in texts) scanner.Clean(text, CellSetting.FreeText, removed);
            times.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }
        Print($"{name}: {bytes / 1e6:0.0} MB, {bytes / 1e6 / times.Order().ElementAt(3):0.0} MB per second of processor time (median of 7), best {bytes / 1e6 / times.Min():0.0}");
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
