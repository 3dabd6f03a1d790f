using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;

namespace Concordat.CommandLine;

/// <summary>Writes the three results under temporary names first, so that a folder never holds half of a file.</summary>
internal static class ResultFiles
{
    /// <param name="name">Name of the three files, without ending.</param>
    /// <param name="json">The figures for scripts.</param>
    public static void Write(string folder, string name, Report report, Func<byte[]> json)
    {
        Directory.CreateDirectory(folder);
        // Word and web page draw the same figures independently, so they can be made side by side.
        InParallel(
            () => Put(folder, $"{name}.docx", stream => DocxWriter.Write(report, stream)),
            () =>
            {
                Put(folder, $"{name}.html", stream =>
                {
                    using var text = new StreamWriter(stream, leaveOpen: true);
                    HtmlWriter.Write(report, text);
                });
                Put(folder, $"{name}.json", stream => stream.Write(json()));
            });
    }

    // The first fault as it is, not wrapped: callers tell faults of files from faults of ours by type.
    static void InParallel(Action first, Action second)
    {
        var other = Task.Run(second);
        try
        {
            first();
        }
        finally
        {
            Task.WaitAny(other);
        }
        other.GetAwaiter().GetResult();
    }

    static void Put(string folder, string name, Action<Stream> write)
    {
        var path = Path.Combine(folder, name);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = File.Create(temporary)) write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
