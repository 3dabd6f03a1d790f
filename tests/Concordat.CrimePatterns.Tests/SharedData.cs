namespace Concordat.CrimePatterns.Tests;

/// <summary>Finds public data and golden cases kept beside the project.</summary>
internal static class SharedData
{
    /// <summary>Full path of a file or folder under <c>shared</c>, or null where this machine has none.</summary>
    public static string? Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable("CONCORDAT_SHARED") ?? Find();
        if (root is null) return null;
        var full = System.IO.Path.Combine(root, relative);
        return File.Exists(full) || Directory.Exists(full) ? full : null;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "golden"))) return candidate;
        }
        return null;
    }
}
