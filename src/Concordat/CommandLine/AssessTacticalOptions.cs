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
        if (GivenOptions.Read(args, "assess tactical", Known, Required, "--police-uk", out fault) is not { } given) return null;
        if (!Month.TryParse(given.One("--month"), out var month))
            return Fail($"--month is \"{given.One("--month")}\", which is not a month. Write it as 2019-12.", out fault);
        var (priorities, unknown) = given.Themes("--priorities");
        if (unknown is not null) return Fail(unknown, out fault);
        return new()
        {
            PoliceUk = given.Many("--police-uk"),
            Area = given.One("--area")!,
            Wards = given.One("--wards"),
            Month = month,
            Priorities = priorities,
            Out = given.One("--out")!,
            AreaName = given.One("--area-name"),
            Partnership = given.One("--partnership") ?? "",
            Marking = given.One("--marking") ?? "OFFICIAL",
        };
    }

    static readonly (string Name, string What)[] Required =
    [
        ("--police-uk", "the police.uk files: folders, CSV, CSV.gz or the site's ZIP"), ("--area", "the area as a GeoJSON file"),
        ("--month", "the month to assess, such as 2019-12"), ("--out", "a folder for the results"),
    ];

    static readonly string[] Known = ["--police-uk", "--area", "--month", "--out", "--priorities", "--wards", "--area-name", "--partnership", "--marking"];

    static AssessTacticalOptions? Fail(string message, out string? fault)
    {
        fault = message;
        return null;
    }
}
