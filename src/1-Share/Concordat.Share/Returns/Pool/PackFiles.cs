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

    public void Text(string name, string words) => Add(name, writer => writer.Write(words));

    public void Table(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Add(name, writer => CsvTableWriter.Write([.. columns.Select(c => new TableColumn(c))], rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => Cell.Of(c))]), writer));

    /// <summary>The code lists of sets: what each code of the tables means.</summary>
    public void Codes(IEnumerable<SetDefinition> sets) => Table("codes.csv", ["set", "field", "code", "meaning", "group"],
        from set in sets from field in set.KeptFields from code in field.Codes select (IReadOnlyList<string>)[set.Key, field.Key, code.Code, code.Label, code.Group ?? ""]);

    /// <summary>The ZIP, finished; nothing can be added afterwards.</summary>
    public MemoryStream Finish()
    {
        _zip.Dispose();
        _bytes.Position = 0;
        return _bytes;
    }

    void Add(string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(_zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: name.EndsWith(".csv", StringComparison.Ordinal)));
        write(writer);
    }

    public void Dispose() => _zip.Dispose();
}
