using System.ComponentModel;
using System.Diagnostics;

namespace Concordat.Platform.Database.Embedded;

/// <summary>The operating-system account the server's programs run under: our own, or an unprivileged one when we are root.</summary>
/// <remarks>PostgreSQL refuses to run as root.</remarks>
internal sealed class ServerAccount
{
    private static readonly string[] s_unprivileged = ["postgres", "nobody"];

    private static readonly string[] s_systemFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    private ServerAccount(string? userName) => UserName = userName;

    /// <summary>The account to change to; null when this process is not root.</summary>
    public string? UserName { get; }

    public static ServerAccount ForThisProcess()
    {
        if (!Environment.IsPrivilegedProcess) return new(userName: null);
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return new(s_unprivileged.FirstOrDefault(known.Contains) ?? throw new EmbeddedServerException(
            "PostgreSQL must not run as root, and this machine has neither a 'postgres' nor a 'nobody' account to use instead. "
            + "Run Concordat as an ordinary user, or set a connection string to a PostgreSQL server."));
    }

    public async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/", // the caller's folder may be closed to the account
        };
        if (UserName is not null) start.UserName = UserName;
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return await RunAsync(start, cancellation);
    }

    /// <summary>Whether the account passes a check of the <c>test</c> program, such as <c>-x FILE</c>.</summary>
    public async Task<bool> PassesAsync(string check, string path, CancellationToken cancellation) =>
        (await RunAsync(SystemProgram("test"), [check, path], cancellation)).ExitCode == 0;

    /// <summary>Gives a file or folder to the account; nothing to do when it is our own.</summary>
    public async Task GiveAsync(string path, bool recursive, CancellationToken cancellation)
    {
        if (UserName is null) return;
        string[] arguments = recursive ? ["-R", "-h", UserName + ":", path] : ["-h", UserName + ":", path];
        var start = new ProcessStartInfo(SystemProgram("chown"), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var result = await RunAsync(start, cancellation);
        if (result.ExitCode != 0)
            throw new EmbeddedServerException($"{path} could not be given to the account '{UserName}': {result.Output.Trim()}. Choose a data folder on a disk that keeps file owners.");
    }

    /// <summary>The full path of one of the system's own programs: a bare name would find a file of that name in the current folder first.</summary>
    private static string SystemProgram(string name) =>
        s_systemFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new EmbeddedServerException($"The system's program '{name}' is not in /usr/bin or /bin. Install it, or set a connection string to a PostgreSQL server.");

    private static async Task<ProgramResult> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            return new(126, failure.Message);
        }

        using (process)
        {
            process.StandardInput.Close();
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancellation);
                var error = process.StandardError.ReadToEndAsync(cancellation);
                await process.WaitForExitAsync(cancellation);
                return new(process.ExitCode, await output + await error);
            }
            catch (OperationCanceledException)
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}

/// <summary>What a program answered: its exit code, and what it printed on both outputs.</summary>
internal sealed record ProgramResult(int ExitCode, string Output);
