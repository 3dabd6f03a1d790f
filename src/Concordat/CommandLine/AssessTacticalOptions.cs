using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.CommandLine;

/// <summary>The options of <c>assess tactical</c>, read and checked.</summary>
internal sealed record AssessTacticalOptions
{
    public required IReadOnlyList<string> PoliceUk { get; init; }
    public required string Area { get; init; }
    public string? Wards { get; init; }
    public required Month Month { get; init; }
    public required IReadOnlyList<Theme> Priorities { get; init; }
    public required string Out { get; init; }
    public string? AreaName { get; init; }
    public required string Partnership { get; init; }
    public required string Marking { get; init; }

    public const string Help = """
        concordat assess tactical: rises, falls, hot spots and repeat places of one month, from police.uk files

        Use
          concordat assess tactical --police-uk PATH... --area FILE.geojson --month YYYY-MM --out DIR
                                    [--priorities THEME,...] [--wards FILE.geojson] [--area-name NAME] [--partnership NAME] [--marking TEXT]

        Options
          --police-uk PATH...   month files of data.police.uk: folders, CSV, CSV.gz, or the site's ZIP; several are read together
          --area FILE           the area as GeoJSON (plain or .gz), in degrees or national grid metres; its features are joined
          --month YYYY-MM       the month to assess; it must be among the files
          --out DIR             folder for tactical.docx, tactical.html and tactical.json; made if missing
          --priorities THEME,.. the control strategy's priorities in their order, by name or key; without it, every theme that occurs
          --wards FILE          smaller areas drawn thinly on the maps
          --area-name NAME      what people call the area; by default its name in the file, or the file's own
          --partnership NAME    whose paper it is; by default the area's name
          --marking TEXT        protective marking on every page; by default OFFICIAL

        Nothing is kept but the three files. Exit code 0: done. 2: something in the options or files must be mended, and the message says what. 1: a fault of ours.
        """;

    /// <summary>Null, with the fault said, where the options cannot be used.</summary>
    public static AssessTacticalOptions? Read(string[] args, out string? fault)
    {
        var given = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        if ((fault = Split(args, given)) is not null) return null;
        foreach (var (name, what) in Required)
            if (!given.TryGetValue(name, out var values) || values.Count == 0)
                return Fail($"{name} is missing. Give {what}.", out fault);
        foreach (var (name, values) in given)
            if (name != "--police-uk" && values.Count > 1)
                return Fail($"{name} takes one value; got {values.Count} ({string.Join(", ", values)}).", out fault);
        if (!Month.TryParse(given["--month"][0], out var month))
            return Fail($"--month is \"{given["--month"][0]}\", which is not a month. Write it as 2019-12.", out fault);
        if (Themes(given, out var priorities) is { } unknown)
            return Fail($"--priorities names \"{unknown}\", which is no theme. The themes are: {string.Join(", ", ThemeList.All.Select(t => t.Key))}.", out fault);
        return new()
        {
            PoliceUk = given["--police-uk"],
            Area = given["--area"][0],
            Wards = One(given, "--wards"),
            Month = month,
            Priorities = priorities,
            Out = given["--out"][0],
            AreaName = One(given, "--area-name"),
            Partnership = One(given, "--partnership") ?? "",
            Marking = One(given, "--marking") ?? "OFFICIAL",
        };
    }

    static readonly (string Name, string What)[] Required =
    [
        ("--police-uk", "the police.uk files: folders, CSV, CSV.gz or the site's ZIP"), ("--area", "the area as a GeoJSON file"),
        ("--month", "the month to assess, such as 2019-12"), ("--out", "a folder for the results"),
    ];

    static readonly string[] Known = ["--police-uk", "--area", "--month", "--out", "--priorities", "--wards", "--area-name", "--partnership", "--marking"];

    static string? Split(string[] args, Dictionary<string, List<string>> given)
    {
        List<string>? current = null;
        foreach (var arg in args)
        {
            if (arg.StartsWith("--", StringComparison.Ordinal))
            {
                var (name, value) = arg.Split('=', 2) is [var n, var v] ? (n, v) : (arg, null);
                if (!Known.Contains(name)) return $"{name} is not an option of assess tactical. See concordat assess tactical --help.";
                if (!given.TryGetValue(name, out current)) given[name] = current = [];
                if (value is not null) current.Add(value);
            }
            else if (current is null) return $"\"{arg}\" stands before any option. See concordat assess tactical --help.";
            else current.Add(arg);
        }
        return null;
    }

    static string? Themes(Dictionary<string, List<string>> given, out IReadOnlyList<Theme> themes)
    {
        var found = new List<Theme>();
        themes = found;
        foreach (var name in (One(given, "--priorities") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ThemeList.Named(name) is not { } theme) return name;
            if (!found.Contains(theme)) found.Add(theme);
        }
        return null;
    }

    static string? One(Dictionary<string, List<string>> given, string name) => given.TryGetValue(name, out var values) && values is [var only, ..] ? only : null;

    static AssessTacticalOptions? Fail(string message, out string? fault)
    {
        fault = message;
        return null;
    }
}
