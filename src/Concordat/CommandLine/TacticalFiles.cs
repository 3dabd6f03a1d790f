using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.CommandLine;

/// <summary>Writes the three results under temporary names first, so that a folder never holds half of a file.</summary>
internal static class TacticalFiles
{
    public static void Write(string folder, TacticalResult result, Report report)
    {
        Directory.CreateDirectory(folder);
        Put(folder, "tactical.docx", stream => DocxWriter.Write(report, stream));
        Put(folder, "tactical.html", stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            HtmlWriter.Write(report, text);
        });
        Put(folder, "tactical.json", stream => stream.Write(TacticalJson.Write(result)));
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
