using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Files made in memory, and what reading them gives.</summary>
static class Files
{
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return packed.ToArray();
    }

    /// <summary>All of a file: each table's headings and rows, as a person would compare them.</summary>
    public static List<ReadTable> Read(byte[] content, string name = "return.csv", ReadingOptions? options = null, bool canSeek = false)
    {
        using var tables = TableReader.Open(canSeek ? new MemoryStream(content) : new OneWay(content), name, options);
        return [.. tables.Select(t => Read(t, tables))];
    }

    static ReadTable Read(SourceTable table, SourceTables file)
    {
        var rows = table.Rows().ToList();
        return new(table.File, table.Format, table.Sheet, table.Description, table.HeaderRow, table.Headings, rows, [.. table.Notices], file.Notices);
    }

    public static ReadTable One(byte[] content, string name = "return.csv", ReadingOptions? options = null) => Assert.Single(Read(content, name, options));

    public static FileProblemException Refused(byte[] content, string name = "return.csv", ReadingOptions? options = null) =>
        Assert.Throws<FileProblemException>(() => Read(content, name, options));

    /// <summary>A stream that can only be read onwards, as uploads can.</summary>
    internal sealed class OneWay(byte[] content) : Stream
    {
        readonly MemoryStream _inner = new(content);
        public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, Math.Min(count, 5000));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

sealed record ReadTable(string File, SourceFormat Format, string? Sheet, string Description, int HeaderRow, IReadOnlyList<string> Headings,
    List<SourceRow> Rows, IReadOnlyList<string> Notices, IReadOnlyList<string> FileNotices)
{
    /// <summary>Row by row, "number: cell|cell".</summary>
    public List<string> Lines => [.. Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Number}: {string.Join('|', r.Cells)}"))];
}
