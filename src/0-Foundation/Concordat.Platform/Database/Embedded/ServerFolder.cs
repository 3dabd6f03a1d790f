using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Concordat.Platform.Database.Embedded;

/// <summary>The files of one private server: cluster, log, socket and owner password.</summary>
internal sealed partial class ServerFolder
{
    /// <summary>Longest path of a socket on Linux, in bytes, without the closing zero.</summary>
    private const int LongestSocketPathBytes = 107;

    private ServerFolder(string dataFolder, string home) => (DataFolder, Home) = (dataFolder, home);

    public string DataFolder { get; }
    public string Home { get; }
    public string Cluster => Path.Combine(Home, "cluster");
    public string Log => Path.Combine(Home, "server.log");
    public string PasswordFile => Path.Combine(DataFolder, "owner-password");
    public bool HasCluster => File.Exists(Path.Combine(Cluster, "PG_VERSION"));

    public int? ClusterMajorVersion =>
        HasCluster && int.TryParse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim(), CultureInfo.InvariantCulture, out var major) ? major : null;

    /// <summary>Makes the folders, in a place the server's account can reach. The caller holds the data folder's lock.</summary>
    public static async Task<ServerFolder> OpenAsync(string dataFolder, ServerAccount account, Action<string> progress, CancellationToken cancellation)
    {
        var folder = new ServerFolder(dataFolder, Path.Combine(dataFolder, "postgres"));
        await folder.MakeHomeAsync(account, cancellation);
        if (await account.PassesAsync("-w", folder.Home, cancellation)) return folder;
        return await OpenElsewhereAsync(folder, account, progress, cancellation);
    }

    /// <summary>Makes the data folder and waits for other starts in it; dispose the result to let them go on.</summary>
    public static async Task<IDisposable> LockAsync(string dataFolder, ServerAccount account, CancellationToken cancellation)
    {
        RefuseUnsafePath(dataFolder);
        if (!Directory.Exists(dataFolder)) UnixFiles.MakeFolder(dataFolder, account.UserName is null ? UnixFiles.OwnerOnly : UnixFiles.Passable);
        else if (account.UserName is not null && !Directory.EnumerateFileSystemEntries(dataFolder).Any()) UnixFiles.LetOthersPass(dataFolder); // new, and ours to open
        var file = Path.Combine(dataFolder, "start.lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 1200 && File.Exists(file))
            {
                await Task.Delay(100, cancellation);
            }
            catch (IOException failure) when (File.Exists(file))
            {
                throw new EmbeddedServerException($"Another Concordat has been starting in {dataFolder} for two minutes. Stop it, or wait until it is ready.", failure);
            }
        }
    }

    /// <summary>Root's own folders are closed to the server's account: the cluster then goes under /var/lib, named after the data folder.</summary>
    private static async Task<ServerFolder> OpenElsewhereAsync(ServerFolder unreachable, ServerAccount account, Action<string> progress, CancellationToken cancellation)
    {
        if (account.UserName is null || unreachable.HasCluster)
            throw new EmbeddedServerException($"{unreachable.Home} belongs to another user, so the database in it cannot be started. Run Concordat as the user who made it, or give the folder to yourself with 'chown -R'.");
        Directory.Delete(unreachable.Home);
        var folder = new ServerFolder(unreachable.DataFolder, Path.Combine("/var/lib/concordat", ShortName(unreachable.DataFolder)));
        UnixFiles.MakeFolder(Path.GetDirectoryName(folder.Home)!, UnixFiles.Passable);
        await folder.MakeHomeAsync(account, cancellation);
        if (!await account.PassesAsync("-w", folder.Home, cancellation))
            throw new EmbeddedServerException($"Neither {unreachable.DataFolder} nor {folder.Home} can be reached by the account '{account.UserName}', which runs PostgreSQL because root must not. Choose a data folder outside root's home.");
        progress($"The account '{account.UserName}' cannot enter {unreachable.DataFolder}; the database is kept in {folder.Home}.");
        return folder;
    }

    private async Task MakeHomeAsync(ServerAccount account, CancellationToken cancellation)
    {
        if (Directory.Exists(Home))
        {
            if (!await account.PassesAsync("-O", Home, cancellation)) await account.GiveAsync(Home, recursive: true, cancellation);
            return;
        }

        UnixFiles.MakePrivateFolder(Home);
        await account.GiveAsync(Home, recursive: false, cancellation);
    }

    /// <summary>A folder for the socket: within the data folder, or a short one under the temp folder when that path is too long.</summary>
    public async Task<string> MakeSocketFolderAsync(ServerAccount account, CancellationToken cancellation)
    {
        var folder = Path.Combine(Home, "socket");
        if (Encoding.UTF8.GetByteCount(folder) + "/.s.PGSQL.5432.lock".Length > LongestSocketPathBytes || !PlainPath().IsMatch(folder))
            folder = ShortSocketFolder;
        try
        {
            UnixFiles.MakePrivateFolder(folder);
            await account.GiveAsync(folder, recursive: false, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedServerException($"The socket folder {folder} cannot be used: {failure.Message} Remove it and start again.", failure);
        }

        return folder;
    }

    /// <summary>Leaves nothing under the temp folder once the server has stopped and taken its socket away.</summary>
    public void RemoveShortSocketFolder()
    {
        if (Directory.Exists(ShortSocketFolder) && !Directory.EnumerateFileSystemEntries(ShortSocketFolder).Any()) Directory.Delete(ShortSocketFolder);
    }

    private string ShortSocketFolder => Path.Combine(Path.GetTempPath(), "concordat-" + ShortName(Home));

    /// <summary>The owner's password, made for a new cluster.</summary>
    public string ReadOrMakePassword()
    {
        if (File.Exists(PasswordFile)) return File.ReadAllText(PasswordFile).Trim();
        if (HasCluster)
            throw new EmbeddedServerException($"{PasswordFile} is missing, so the database in {Cluster} cannot be opened. Put the file back from a backup of the data folder; or, to begin with an empty database, move {Home} away.");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        UnixFiles.WriteSecret(PasswordFile, password);
        return password;
    }

    /// <summary>pg_ctl puts these paths into a shell command.</summary>
    private static void RefuseUnsafePath(string path)
    {
        if (path.IndexOfAny(['"', '$', '`', '\\', '\n', '\r']) >= 0)
            throw new EmbeddedServerException($"The data folder {path} has a character in its name that PostgreSQL's start program cannot take (one of \" $ ` \\ or a line break). Choose another folder.");
    }

    private static string ShortName(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    [GeneratedRegex("^[A-Za-z0-9/._-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPath();
}
