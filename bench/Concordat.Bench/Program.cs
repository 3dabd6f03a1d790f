using Concordat.Bench;

return args switch
{
    ["import", .. var rest] => await ImportBench.RunAsync(rest),
    ["explore", .. var rest] => await ExploreBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("concordat-bench import FOLDER-OF-POLICE-UK-FILES BOUNDARY.geojson [--million]\nconcordat-bench explore [INCIDENTS]");
    return 2;
}
