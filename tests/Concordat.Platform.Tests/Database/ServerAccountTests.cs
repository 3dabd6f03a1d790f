using Concordat.Platform.Database.Embedded;

namespace Concordat.Platform.Tests.Database;

/// <summary>Changes the current folder of the whole process, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(ServerAccountTests), DisableParallelization = true)]
[Collection(nameof(ServerAccountTests))]
public sealed class ServerAccountTests
{
    [Fact]
    public async Task Passes_CurrentFolderHoldsAnotherProgramNamedTest_AsksTheSystems()
    {
        var folder = Directory.CreateTempSubdirectory("cc-").FullName;
        var before = Environment.CurrentDirectory;
        await File.WriteAllTextAsync(Path.Combine(folder, "test"), "#!/bin/sh\nexit 7\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(folder, "test"), UnixFiles.Passable);
        UnixFiles.LetOthersPass(folder);
        try
        {
            Environment.CurrentDirectory = folder;

            Assert.True(await ServerAccount.ForThisProcess().PassesAsync("-d", "/tmp", CancellationToken.None));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }
}
