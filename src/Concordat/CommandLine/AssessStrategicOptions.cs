using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.CommandLine;

/// <summary>The options of <c>assess strategic</c>, read and checked.</summary>
internal sealed record AssessStrategicOptions
{
    public required IReadOnlyList<string> PoliceUk { get; init; }
    public required string Area { get; init; }
    public string? Wards { get; init; }
    public required Month To { get; init; }
    public required int Years { get; init; }
    public required StrategicStructure Structure { get; init; }
    public required IReadOnlyList<Theme> Priorities { get; init; }
    public required string Out { get; init; }
    public int? Residents { get; init; }
    public string? Plan { get; init; }
    public string? Breaks { get; init; }
    public string? Matrix { get; init; }
    public required int Seed { get; init; }
    public string? AreaName { get; init; }
    public required string Partnership { get; init; }
    public required string Marking { get; init; }

    public const string Help = """
        concordat assess strategic: levels, changes, places and recommended priorities over years, from police.uk files

        Use
          concordat assess strategic --police-uk PATH... --area FILE.geojson --to YYYY-MM --out DIR
                                     [--years N] [--structure crime-type|priorities|supplier|problem] [--priorities THEME,...]
                                     [--plan FILE.csv] [--breaks FILE.csv] [--matrix FILE.json] [--residents N] [--seed N]
                                     [--wards FILE.geojson] [--area-name NAME] [--partnership NAME] [--marking TEXT]

        Options
          --police-uk PATH...   month files of data.police.uk: folders, CSV, CSV.gz, or the site's ZIP; several are read together
          --area FILE           the area as GeoJSON (plain or .gz), in degrees or national grid metres; its features are joined
          --to YYYY-MM          the last month; it must be among the files
          --out DIR             folder for strategic.docx, strategic.html and strategic.json; made if missing
          --years N             years looked back, 1 to 10; by default 5, or as many as the files hold
          --structure NAME      how the findings are put into chapters; by default crime-type. The findings are the same in all four
          --priorities THEME,.. the present priorities in their order, by name or key
          --plan FILE           last year's plan as CSV: item, outcome (done, part or not done), reason
          --breaks FILE         breaks in series as CSV: month (first one counted in the new way), theme (empty for all), what
          --matrix FILE         weights and harm as JSON: {"weights": {"harm": 30, ...}, "harm": {"burglary": 4, ...}}, every key optional
          --residents N         usual residents of the area, for rates; without it none is shown
          --seed N              seed of the drawn weights; by default 1
          --wards FILE          smaller areas drawn thinly on the maps
          --area-name NAME      what people call the area; by default its name in the file, or the file's own
          --partnership NAME    whose paper it is; by default the area's name
          --marking TEXT        protective marking on every page; by default OFFICIAL

        Nothing is kept but the three files. Exit code 0: done. 2: something in the options or files must be mended, and the message says what. 1: a fault of ours.
        """;

    /// <summary>Null, with the fault said, where the options cannot be used.</summary>
    public static AssessStrategicOptions? Read(string[] args, out string? fault)
    {
        if (GivenOptions.Read(args, "assess strategic", Known, Required, "--police-uk", out fault) is not { } given) return null;
        if (!Month.TryParse(given.One("--to"), out var to))
            return Fail($"--to is \"{given.One("--to")}\", which is not a month. Write it as 2019-12.", out fault);
        if (!Number(given, "--years", 1, 10, out var years) || !Number(given, "--residents", 1, 100_000_000, out var residents) || !Number(given, "--seed", 0, int.MaxValue, out var seed))
            return Fail(NumberFault(given), out fault);
        var structure = Structures.Named(given.One("--structure") ?? "crime-type");
        if (structure is null)
            return Fail($"--structure is \"{given.One("--structure")}\", which is none of the four: {string.Join(", ", Enum.GetValues<StrategicStructure>().Select(Structures.Name))}.", out fault);
        var (priorities, unknown) = given.Themes("--priorities");
        if (unknown is not null) return Fail(unknown, out fault);
        return new()
        {
            PoliceUk = given.Many("--police-uk"),
            Area = given.One("--area")!,
            Wards = given.One("--wards"),
            To = to,
            Years = years ?? 5,
            Structure = structure.Value,
            Priorities = priorities,
            Out = given.One("--out")!,
            Residents = residents,
            Plan = given.One("--plan"),
            Breaks = given.One("--breaks"),
            Matrix = given.One("--matrix"),
            Seed = seed ?? 1,
            AreaName = given.One("--area-name"),
            Partnership = given.One("--partnership") ?? "",
            Marking = given.One("--marking") ?? "OFFICIAL",
        };
    }

    static readonly (string Name, string What)[] Required =
    [
        ("--police-uk", "the police.uk files: folders, CSV, CSV.gz or the site's ZIP"), ("--area", "the area as a GeoJSON file"),
        ("--to", "the last month, such as 2019-12"), ("--out", "a folder for the results"),
    ];

    static readonly string[] Known =
    [
        "--police-uk", "--area", "--to", "--out", "--years", "--structure", "--priorities", "--plan", "--breaks", "--matrix", "--residents", "--seed", "--wards", "--area-name", "--partnership", "--marking",
    ];

    static readonly (string Name, string Range)[] Numbers = [("--years", "1 to 10"), ("--residents", "1 to 100000000, the usual residents of the area"), ("--seed", "0 to 2147483647")];

    // True where the option is left out, too.
    static bool Number(GivenOptions given, string name, int least, int most, out int? number)
    {
        number = null;
        if (given.One(name) is not { } text) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least || value > most) return false;
        number = value;
        return true;
    }

    static string NumberFault(GivenOptions given)
    {
        var (name, range) = Numbers.First(n => n.Name switch
        {
            "--years" => !Number(given, n.Name, 1, 10, out _),
            "--residents" => !Number(given, n.Name, 1, 100_000_000, out _),
            _ => true,
        });
        return $"{name} is \"{given.One(name)}\". Give a whole number, {range}.";
    }

    static AssessStrategicOptions? Fail(string message, out string? fault)
    {
        fault = message;
        return null;
    }
}
