using System.Text;

namespace Concordat.Platform.Database.Embedded;

/// <summary>Folders and files with Unix permissions from the moment they exist.</summary>
internal static class UnixFiles
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static void MakeFolder(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) throw NotOnWindows();
        Directory.CreateDirectory(path, mode);
    }

    /// <summary>Makes a folder for its owner alone; fails when it exists and belongs to another user.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) throw NotOnWindows();
        if (new DirectoryInfo(path).LinkTarget is not null) throw new IOException("It is a link.");
        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>Lets every account go through a folder, but not list it.</summary>
    public static void LetOthersPass(string path)
    {
        if (OperatingSystem.IsWindows()) throw NotOnWindows();
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public static void WriteSecret(string path, string text)
    {
        if (OperatingSystem.IsWindows()) throw NotOnWindows();
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
    }

    private static PlatformNotSupportedException NotOnWindows() => new("The private PostgreSQL server needs Linux or macOS.");
}
