using Concordat.Partnership.Areas;
using Concordat.Platform.Files;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Share.Returns;

/// <summary>Stored files copied to a private temporary folder while a job reads them, for a ZIP must be read from its end.</summary>
sealed class WorkingFiles : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("concordat-");
    readonly List<PoliceUkInput> _inputs = [];

    public IReadOnlyList<PoliceUkInput> Inputs => _inputs;

    public static async Task<WorkingFiles> FetchAsync(FileStore store, IEnumerable<ReturnFile> files, CancellationToken cancellation)
    {
        var working = new WorkingFiles();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(working._folder.FullName, working._inputs.Count.ToString("x", null));
                await using (var target = File.Create(path)) await store.CopyToAsync(file.StoredFileId!.Value, target, cancellation);
                working._inputs.Add(new(file.Name, () => File.OpenRead(path)));
            }
            return working;
        }
        catch
        {
            working.Dispose();
            throw;
        }
    }

    public static async Task<StudyArea> AreaAsync(FileStore store, Guid fileId, CancellationToken cancellation)
    {
        var file = await store.FindAsync(fileId, cancellation) ?? throw new FileNotFoundException("The stored boundary is no longer there.");
        using var copy = new MemoryStream();
        await store.CopyToAsync(fileId, copy, cancellation);
        copy.Position = 0;
        return StudyArea.Of(BoundaryFile.Read(copy, file.Name), Path.GetFileNameWithoutExtension(file.Name));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
