using System.IO.Compression;
using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Gate.Sets;

namespace Concordat.Share.Returns.Pool;

/// <summary>Puts tables and texts together as a ZIP.</summary>
sealed class PackFiles : IDisposable
{
    readonly MemoryStream _bytes = new();
    readonly ZipArchive _zip;

    public PackFiles() => _zip = new(_bytes, ZipArchiveMode.Create, leaveOpen: true);

    public void Text(string name, string words) => Bytes(name, Encoding.UTF8.GetBytes(words));

    public void Table(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => Bytes(name, Csv(columns, rows));

    /// <summary>The code lists of sets: what each code of the tables means.</summary>
    public void Codes(IEnumerable<SetDefinition> sets) => Table("codes.csv", ["set", "field", "code", "meaning", "group"],
        from set in sets from field in set.KeptFields from code in field.Codes select (IReadOnlyList<string>)[set.Key, field.Key, code.Code, code.Label, code.Group ?? ""]);

    /// <summary>A file that is made already.</summary>
    public void Bytes(string name, byte[] content)
    {
        using var entry = _zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    /// <summary>A table as the bytes of a CSV.</summary>
    public static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        CsvTableWriter.ToBytes([.. columns.Select(c => new TableColumn(c))], rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => Cell.Of(c))]));

    /// <summary>The ZIP, finished; nothing can be added afterwards.</summary>
    public MemoryStream Finish()
    {
        _zip.Dispose();
        _bytes.Position = 0;
        return _bytes;
    }

    public void Dispose() => _zip.Dispose();
}
