using System.Diagnostics;
using System.Globalization;

namespace Concordat.Peers;

/// <summary>Runs measurements in processes of their own.</summary>
/// <param name="hold">Command put before each, such as one that waits until the machine is idle; may be empty.</param>
/// <param name="folder">Where inputs are written.</param>
internal sealed class Runner(string[] hold, string folder)
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "scripts");

    /// <summary>Writes the input of a method at a size, once.</summary>
    public Inputs Input(string method, int size)
    {
        var path = Path.Combine(folder, $"{method}-{size}");
        if (!Directory.Exists(path)) Method.All[method].Make(new Inputs(path), size);
        return new Inputs(path);
    }

    public Measurement Ours(string method, Inputs inputs, int repetitions) =>
        Parse(Start([Environment.ProcessPath!, "ours", method, inputs.Folder, Number(repetitions)]));

    /// <summary>The peer's run, or null with the reason when it is missing or failed.</summary>
    public (Measurement? Measured, string Why) Peer(Peer peer, Inputs inputs, int repetitions)
    {
        try
        {
            return (Parse(Start([peer.Command, Path.Combine(Scripts, peer.Script[0]), inputs.Folder, Number(repetitions), .. peer.Script[1..]])), "");
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, e.Message);
        }
    }

    private string Start(string[] command)
    {
        string[] all = [.. hold, .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Two threads at most, whichever library counts them.
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "DOTNET_PROCESSOR_COUNT" }) start.Environment[name] = "2";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(command[0])} {Path.GetFileName(command[1])}: {errors.Result.Trim().Split('\n').Last()}");
    }

    private static Measurement Parse(string output) => Measurement.Parse(output.Split('\n').Last(line => line.StartsWith('{')));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
