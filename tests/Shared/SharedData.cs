namespace Concordat.Testing;

/// <summary>Real public data and reference results that lie beside the project, where they are there.</summary>
internal static class SharedData
{
    static readonly string? Folder = Find();

    /// <summary>Full path of a file or folder such as <c>data/police/surrey</c>. Tests that ask for one carry <see cref="SharedDataFactAttribute"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">The shared data are not beside the project.</exception>
    public static string Path(string relative) =>
        In(relative) ?? throw new DirectoryNotFoundException($"shared/{relative} is not beside this checkout");

    /// <summary>Why a test that reads this cannot run here; null where it can.</summary>
    public static string? Missing(string relative) =>
        In(relative) is { } path && (File.Exists(path) || Directory.Exists(path)) ? null : $"needs shared/{relative}, which is not beside this checkout";

    static string? In(string relative) => Folder is null ? null : System.IO.Path.Combine(Folder, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CONCORDAT_SHARED") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "shared", "data"))) return System.IO.Path.Combine(folder.FullName, "shared");
        return null;
    }
}

/// <summary>A test that reads the shared public data; where they are absent it is skipped by name and the run says so.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string relative) => Skip = SharedData.Missing(relative);
}

/// <summary>Cases that read the shared public data; where they are absent they are skipped by name and the run says so.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string relative) => Skip = SharedData.Missing(relative);
}
