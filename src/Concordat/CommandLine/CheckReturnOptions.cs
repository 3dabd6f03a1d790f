using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.CommandLine;

/// <summary>The options of <c>check-return</c>, read and checked.</summary>
internal sealed record CheckReturnOptions
{
    public required SetDefinition Set { get; init; }
    public string File { get; init; } = "";
    public string? Map { get; init; }
    public string? Area { get; init; }
    public string? Out { get; init; }
    public SetPeriod? Period { get; init; }
    public bool Fields { get; init; }

    public static readonly string Help = $"""
        concordat check-return: what the gate would do with a partner's file

        Use
          concordat check-return --set N [--map MAP.json] [--area FILE.geojson] [--period YYYY-MM] FILE [--out DIR]
          concordat check-return --set N --fields

        Options
          --set N               the information set: 1 to 12, or the key of a set that is context (below)
          FILE                  what the partner sent: CSV, XLSX, XLS or GeoJSON, plain or packed
          --map MAP.json        which column is which field, and which code is which of ours; without it both are recognised
          --area FILE.geojson   the partnership's boundary; records placed outside it are set aside
          --period YYYY-MM      any month of the quarter that the return is for; records of other quarters are set aside
          --out DIR             folder for report.json and kept.csv; made if missing. Without it report.json is written to the terminal
          --fields              lists the set's fields, whether each is required, and its codes

        MAP.json, every key optional:
          {"{"}"sheet": "...", "header_row": n, "columns": {"{"}"heading in the file": "field"{"}"}, "codes": {"{"}"field": {"{"}"code in the file": "our code"{"}}"},
           "date_order": "dmy|mdy|ymd", "grid": "EPSG:27700|EPSG:4326"{"}"}
        A column mapped to null is left out.

        Sets
        {string.Join("\n", SetCatalogue.Standard.Sets.Select(s => $"  {s.Key,-31} {s.Name} ({s.Supplier})"))}

        Nothing is kept but the two files, and nothing personal stands in them. Exit code 0: done; rows with faults are set aside in the report.
        2: something in the options, the map or the file must be mended, and the message says what. 1: a fault of ours.
        """;

    static readonly string[] Known = ["--set", "--map", "--area", "--period", "--out"];

    /// <summary>Null, with the fault said, where the options cannot be used.</summary>
    public static CheckReturnOptions? Read(string[] args, out string? fault)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new List<string>();
        var fields = false;
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (name == "--fields") fields = true;
            else if (!name.StartsWith("--", StringComparison.Ordinal)) files.Add(name);
            else if (!Known.Contains(name)) return Fail($"{name} is not an option of check-return. See concordat check-return --help.", out fault);
            else if (value is null && i + 1 == args.Length) return Fail($"{name} needs a value after it.", out fault);
            else if (!given.TryAdd(name, value ?? args[++i])) return Fail($"{name} is given twice; give it once.", out fault);
        }
        if (!given.TryGetValue("--set", out var key)) return Fail("--set is missing. Give the information set, 1 to 12.", out fault);
        if (SetCatalogue.Standard.Find(key) is not { } set)
            return Fail($"There is no set \"{key}\". The sets are {string.Join(", ", SetCatalogue.Standard.Sets.Select(s => s.Key))}.", out fault);
        SetPeriod? period = null;
        if (given.TryGetValue("--period", out var month))
        {
            if (!Month.TryParse(month, out var first)) return Fail($"--period is \"{month}\", which is not a month. Write any month of the quarter, such as 2026-07.", out fault);
            period = SetPeriod.Of(first);
        }
        if (!fields && files.Count != 1)
            return Fail(files.Count == 0 ? "The file is missing. Give the path of the partner's file." : $"Give one file; got {files.Count} ({string.Join(", ", files)}).", out fault);
        fault = null;
        return new()
        {
            Set = set,
            File = files.FirstOrDefault() ?? "",
            Map = given.GetValueOrDefault("--map"),
            Area = given.GetValueOrDefault("--area"),
            Out = given.GetValueOrDefault("--out"),
            Period = period,
            Fields = fields,
        };
    }

    static CheckReturnOptions? Fail(string message, out string? fault)
    {
        fault = message;
        return null;
    }
}
