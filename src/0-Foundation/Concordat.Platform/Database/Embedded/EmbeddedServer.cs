using Npgsql;

namespace Concordat.Platform.Database.Embedded;

/// <summary>A private PostgreSQL server in the application's data folder, reached over a socket by its owner alone.</summary>
/// <remarks>The server is a process of its own and outlives a killed application; the next start uses it again.
/// For evaluation, development and a single small partnership; larger installations set a connection string.</remarks>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_untilTakenForDead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly ServerFolder _folder;
    private readonly ServerAccount _account;
    private readonly ServerPrograms _programs;
    private readonly string _password;
    private PostmasterFile? _postmaster;

    private EmbeddedServer(ServerFolder folder, ServerAccount account, ServerPrograms programs, string password) =>
        (_folder, _account, _programs, _password) = (folder, account, programs, password);

    /// <summary>True when this object started the server; false when it found it running.</summary>
    public bool StartedHere { get; private set; }

    /// <summary>The version of the server's programs, such as "18.4".</summary>
    public string Version => _programs.Version;

    internal int ProcessId => _postmaster!.ProcessId;

    /// <summary>Makes the database cluster when the folder is new, starts its server when it is not running, and waits until it answers.</summary>
    /// <exception cref="EmbeddedServerException">The server cannot be used; the message says why and how to mend it.</exception>
    public static async Task<EmbeddedServer> StartAsync(EmbeddedServerOptions options, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        if (OperatingSystem.IsWindows())
            throw new EmbeddedServerException("The private PostgreSQL server runs on Linux and macOS. On Windows, set a connection string to a PostgreSQL server.");
        var dataFolder = Path.GetFullPath(options.DataFolder);
        try
        {
            var account = ServerAccount.ForThisProcess();
            using var onlyOne = await ServerFolder.LockAsync(dataFolder, account, cancellation);
            var folder = await ServerFolder.OpenAsync(dataFolder, account, progress, cancellation);
            var programs = await ServerPrograms.ChooseAsync(options, folder, account, cancellation);
            var server = new EmbeddedServer(folder, account, programs, folder.ReadOrMakePassword());
            await server.StartAsync(options.FastAndUnsafe, progress, cancellation);
            return server;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedServerException($"The data folder {dataFolder} cannot be used: {failure.Message} Choose a folder that belongs to the user who runs Concordat, on a disk with room.", failure);
        }
    }

    /// <summary>A connection string for the superuser 'concordat', for making databases and roles and for migrations; never for requests.</summary>
    public string OwnerConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _postmaster!.SocketFolder,
        Port = _postmaster.Port,
        Username = "concordat",
        Password = _password,
        Database = database,
    }.ConnectionString;

    /// <summary>Stops the server when it was started here. Open transactions are rolled back, committed work is kept.</summary>
    public async Task StopAsync()
    {
        if (!StartedHere) return;
        StartedHere = false;
        await PgCtlAsync(["-m", "fast", "-w", "-t", "60", "stop"], CancellationToken.None);
        _folder.RemoveShortSocketFolder();
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StartAsync(bool fastAndUnsafe, Action<string> progress, CancellationToken cancellation)
    {
        if (!_folder.HasCluster) await MakeClusterAsync(fastAndUnsafe, progress, cancellation);
        if (await IsRunningAsync(cancellation)) progress($"Using the private PostgreSQL {Version} that is already running.");
        else await StartProcessAsync(fastAndUnsafe, progress, cancellation);
        await WaitUntilItAnswersAsync(fastAndUnsafe, progress, cancellation);
    }

    private async Task MakeClusterAsync(bool fastAndUnsafe, Action<string> progress, CancellationToken cancellation)
    {
        progress($"Making a private PostgreSQL {Version} database in {_folder.Home}; this takes a few seconds.");
        var unfinished = _folder.Cluster + ".new"; // renamed when whole, so that a killed start leaves no half cluster
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var passwordCopy = Path.Combine(_folder.Home, "initdb-password");
        UnixFiles.WriteSecret(passwordCopy, _password);
        try
        {
            await _account.GiveAsync(passwordCopy, recursive: false, cancellation);
            List<string> arguments = ["-D", unfinished, "-U", "concordat", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--pwfile=" + passwordCopy, "--data-checksums"];
            if (fastAndUnsafe) arguments.Add("--no-sync");
            var result = await _account.RunAsync(_programs.PathOf("initdb"), arguments, cancellation);
            if (result.ExitCode != 0)
                throw new EmbeddedServerException($"PostgreSQL {Version} could not make a database in {_folder.Home}: {LastLines(result.Output)} Check that the disk has 100 MB free and start again.");
        }
        finally
        {
            File.Delete(passwordCopy);
        }

        Directory.Move(unfinished, _folder.Cluster);
    }

    private async Task<bool> IsRunningAsync(CancellationToken cancellation)
    {
        var status = await PgCtlAsync(["status"], cancellation);
        if (status.ExitCode != 0) return false;
        if (PostmasterFile.Read(_folder.Cluster) is not { } file) return false;
        return file.RemoveWhenItNamesAnotherProgram() ? false : file.IsAlive();
    }

    private async Task StartProcessAsync(bool fastAndUnsafe, Action<string> progress, CancellationToken cancellation)
    {
        progress($"Starting the private PostgreSQL {Version}.");
        KeepLogShort();
        var socket = await _folder.MakeSocketFolderAsync(_account, cancellation);
        var settings = $"-c listen_addresses='' -c unix_socket_directories='{socket}' -c unix_socket_permissions=0700 -c max_connections=200";
        if (fastAndUnsafe) settings += " -c fsync=off -c full_page_writes=off";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var logBefore = File.Exists(_folder.Log) ? new FileInfo(_folder.Log).Length : 0;
            var result = await PgCtlAsync(["-l", _folder.Log, "-w", "-t", "300", "-o", settings, "start"], cancellation);
            if (result.ExitCode == 0)
            {
                StartedHere = true;
                return;
            }

            if (await IsRunningAsync(cancellation)) return;
            var said = LogSince(logBefore);
            // After a kill the dead server's process and its children linger until the system has cleared them.
            var lingering = said.Contains("postmaster.pid", StringComparison.Ordinal) || said.Contains("shared memory", StringComparison.Ordinal);
            if (!lingering || clock.Elapsed > s_patience)
                throw new EmbeddedServerException($"PostgreSQL {Version} did not start in {_folder.Home}: {LastLines(said.Length > 0 ? said : result.Output)} The whole log is {_folder.Log}.");
            if (clock.Elapsed > s_untilTakenForDead) PostmasterFile.Read(_folder.Cluster)?.RemoveWhenDead();
            await Task.Delay(s_pause, cancellation);
        }
    }

    private async Task WaitUntilItAnswersAsync(bool fastAndUnsafe, Action<string> progress, CancellationToken cancellation)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                _postmaster = PostmasterFile.Read(_folder.Cluster) ?? throw new IOException("the server's postmaster.pid is not there.");
                await using var connection = new NpgsqlConnection(OwnerConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.InvalidPassword)
            {
                throw new EmbeddedServerException($"The password in {_folder.PasswordFile} is not the one of the database in {_folder.Cluster}. Put back the file that belongs to it.", failure);
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException)
            {
                if (clock.Elapsed > s_patience)
                    throw new EmbeddedServerException($"PostgreSQL {Version} in {_folder.Home} runs but does not answer: {failure.Message} The whole log is {_folder.Log}.", failure);
                await Task.Delay(s_pause, cancellation);
                // A server that was just killed still counts as running until the system has ended it.
                if (!await IsRunningAsync(cancellation)) await StartProcessAsync(fastAndUnsafe, progress, cancellation);
            }
        }
    }

    private Task<ProgramResult> PgCtlAsync(string[] arguments, CancellationToken cancellation) =>
        _account.RunAsync(_programs.PathOf("pg_ctl"), ["-D", _folder.Cluster, .. arguments], cancellation);

    private void KeepLogShort()
    {
        if (File.Exists(_folder.Log) && new FileInfo(_folder.Log).Length > 10_000_000) File.Move(_folder.Log, _folder.Log + ".1", overwrite: true);
    }

    private string LogSince(long position)
    {
        if (!File.Exists(_folder.Log)) return "";
        using var log = new FileStream(_folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(position, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    private static string LastLines(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
}
