using System.Globalization;

namespace Concordat.Platform.Database.Embedded;

/// <summary>What a running server wrote into <c>postmaster.pid</c>: its process, port and socket folder.</summary>
internal sealed record PostmasterFile(string Path, int ProcessId, int Port, string SocketFolder)
{
    public static PostmasterFile? Read(string cluster)
    {
        var path = System.IO.Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(path)) return null;
        var lines = File.ReadAllLines(path);
        return lines.Length >= 5
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            ? new(path, process, port, lines[4])
            : null;
    }

    /// <summary>False once the process is gone, or dead and not yet cleared away. Assumed true where the system has no /proc.</summary>
    public bool IsAlive() => CommandLine() is not { Length: 0 };

    /// <summary>Removes the file when its number now belongs to a program that is not PostgreSQL, as after a container restart.</summary>
    /// <remarks>PostgreSQL itself still refuses to start while an old server's memory is in use.</remarks>
    public bool RemoveWhenItNamesAnotherProgram()
    {
        if (CommandLine() is not { Length: > 0 } line || line.Contains("postgres", StringComparison.Ordinal)) return false;
        File.Delete(Path);
        return true;
    }

    /// <summary>Removes the files of a dead server that the system never clears away, as in a container whose first process reaps nothing.</summary>
    /// <remarks>PostgreSQL itself still refuses to start while an old server's memory is in use.</remarks>
    public void RemoveWhenDead()
    {
        if (IsAlive()) return;
        File.Delete(Path);
        File.Delete(System.IO.Path.Combine(SocketFolder, string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{Port}.lock")));
    }

    /// <summary>The process's command; empty when it is gone or dead, null where it cannot be told.</summary>
    private string? CommandLine()
    {
        if (!Directory.Exists("/proc/self")) return null;
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
