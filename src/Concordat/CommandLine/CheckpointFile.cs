using System.Security.Cryptography;
using Concordat.Platform.Audit;

namespace Concordat.CommandLine;

/// <summary>The file or the key of the checkpoints cannot be used; the message says which, why and what to do.</summary>
internal sealed class CheckpointFileException(string message) : Exception(message);

/// <summary>The checkpoints that <c>verify-audit</c> keeps in a file, and the key that signs them.</summary>
internal sealed class CheckpointFile : IDisposable
{
    readonly string _path;
    readonly ECDsa _key;

    CheckpointFile(string path, ECDsa key, IReadOnlyList<AuditCheckpoint> held) => (_path, _key, Held) = (path, key, held);

    public IReadOnlyList<AuditCheckpoint> Held { get; }

    /// <returns>Null where the arguments ask for none.</returns>
    /// <exception cref="CheckpointFileException">One of the two is not named, cannot be read, or was changed.</exception>
    public static CheckpointFile? From(string[] args)
    {
        var (path, key) = (After(args, "--checkpoints"), After(args, "--key"));
        if (path is null && key is null) return null;
        if (path is null || key is null) throw new CheckpointFileException("Name both files: --checkpoints FILE --key KEY.");
        if (File.Exists(path) && !File.Exists(key)) throw new CheckpointFileException($"{key} is not there, so the checkpoints in {path} cannot be checked. Name the key that signed them.");
        ECDsa? read = null;
        try
        {
            read = Key(key);
            return new(path, read, File.Exists(path) ? AuditCheckpoint.Read(File.ReadLines(path), read) : []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException or ArgumentException)
        {
            read?.Dispose();
            throw new CheckpointFileException(e is FormatException ? $"{path}: {e.Message} Somebody changed the checkpoints, or another key signed them." : $"The checkpoints or their key cannot be read: {e.Message}");
        }
    }

    /// <summary>Adds the ends of all chains.</summary>
    public void Add(AuditVerdict verdict, DateTime at) =>
        File.AppendAllLines(_path, AuditCheckpoint.Of(verdict, at, Held.Count == 0 ? "" : Held[^1].Signature, _key).Select(c => c.ToLine()));

    public void Dispose() => _key.Dispose();

    static string? After(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;

    static ECDsa Key(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(key.ExportECPrivateKeyPem());
        return key;
    }
}
