using System.Globalization;
using Concordat.Peers;

return args switch
{
    ["compare", .. var rest] => Comparison.Run(rest),
    ["growth", .. var rest] => Growth.Run(rest),
    ["make", var method, var size, var folder] => Make(method, int.Parse(size, CultureInfo.InvariantCulture), folder),
    ["ours", var method, var folder, var repetitions] => Ours(method, folder, int.Parse(repetitions, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

// A process of its own for each measurement, so that its peak of memory is its own.
static int Ours(string method, string folder, int repetitions)
{
    var job = Method.All[method].Ours(new Inputs(folder));
    Console.WriteLine(Measurement.Of(job.Run, repetitions).ToJson());
    Inputs.Write(Path.Combine(folder, "ours.f64"), job.Result());
    return 0;
}

static int Make(string method, int size, string folder)
{
    Method.All[method].Make(new Inputs(folder), size);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        compare [--only METHOD,METHOD] [--hold COMMAND] [--repeat N] [--peer-repeat N] [--out FILE.md]   our methods beside their peers
        growth [--only METHOD,METHOD] [--hold COMMAND] [--most N] [--out FILE.md]      our methods from 10 thousand to 10 million
        make METHOD SIZE FOLDER          the input alone
        ours METHOD FOLDER REPETITIONS   our run on such an input, in this process
        """);
    return 2;
}
