using Concordat.Bench;
using Concordat.Bench.Identifiers;

return args switch
{
    ["import", .. var rest] => await ImportBench.RunAsync(rest),
    ["meeting"] => await Concordat.Bench.Meetings.MeetingBench.RunAsync(),
    ["returns"] => await ReturnsBench.RunAsync(),
    ["audit"] => await AuditBench.RunAsync(),
    ["explore", .. var rest] => await ExploreBench.RunAsync(rest),
    ["read", var path] => ReadBench.Run(path),
    ["fuzz", .. var rest] => FuzzBench.Run(rest),
    ["identifiers", .. var rest] => IdentifiersBench.Run(rest),
    ["places", .. var rest] => PlacesBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        concordat-bench import FOLDER-OF-POLICE-UK-FILES BOUNDARY.geojson [--million]
        concordat-bench returns
        concordat-bench audit
        concordat-bench meeting
        concordat-bench explore [INCIDENTS]
        concordat-bench identifiers [--missed]
        concordat-bench places [SEED]
        concordat-bench read FILE
        concordat-bench fuzz [--kind NAME] --minutes N|--seed N,N [FILE...]
        """);
    return 2;
}
