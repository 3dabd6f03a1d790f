namespace Concordat.Testing;

/// <summary>Real public data that lies beside the project, where it is there.</summary>
internal static class SharedData
{
    static readonly string? Folder = Find();

    /// <summary>Full path of a file or folder such as <c>data/police/surrey</c>; null where the shared data is not there.</summary>
    public static string? Path(string relative) =>
        Folder is null ? null : System.IO.Path.Combine(Folder, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CONCORDAT_SHARED") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "shared", "data"))) return System.IO.Path.Combine(folder.FullName, "shared");
        return null;
    }
}

/// <summary>A test that reads the shared public data; where that is absent it is skipped by name and the run says so.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string relative)
    {
        if (SharedData.Path(relative) is not { } path || !(File.Exists(path) || Directory.Exists(path)))
            Skip = $"needs shared/{relative}, which is not beside this checkout";
    }
}
