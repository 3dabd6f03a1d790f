using System.IO.Compression;
using Concordat.Gate.Reading.GeoJson;
using Concordat.Gate.Reading.Packed;
using Concordat.Gate.Reading.Sheets;
using Concordat.Gate.Reading.Text;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading;

/// <summary>Opens a partner's file of any kind read here: CSV, XLSX, XLS, GeoJSON, a ZIP of those, or one of them in gzip.</summary>
/// <remarks>What a file is, its content decides, never its name. Nothing is written to disk. CSV and GeoJSON are read as they come;
/// workbooks and ZIPs are kept in memory up to <see cref="ReadingLimits.HeldBytes"/> unless the stream can seek.</remarks>
public static class TableReader
{
    /// <summary>Opens a file and finds its tables and their headings; rows are read later, as they are asked for.</summary>
    /// <param name="content">The file, read synchronously from where it stands. Stays the caller's, and must stay open until the tables have been read.</param>
    /// <param name="fileName">Name as the sender gave it; shown in messages, never used as a path.</param>
    /// <param name="options">What is known beforehand; null finds everything out.</param>
    /// <exception cref="FileProblemException">The file cannot be read; its code is one of those in Reading/README.md.</exception>
    public static SourceTables Open(Stream content, string fileName, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fileName);
        var opening = new Opening(FileName.Shown(fileName), options ?? new());
        try
        {
            return opening.Open(content);
        }
        catch (Exception fault)
        {
            opening.Close();
            if (fault is InvalidDataException or EndOfStreamException) throw Refusal.Damaged(opening.File);
            throw;
        }
    }

    sealed class Opening(string file, ReadingOptions options)
    {
        readonly HoldBudget _budget = new(options.Limits);
        readonly List<SourceTable> _tables = [];
        readonly List<IDisposable> _open = [];
        readonly List<string> _notices = [];
        long _packed = -1;

        public string File => file;

        public SourceTables Open(Stream content)
        {
            var counted = new CountedStream(content);
            Add(counted, file, () => (counted.Count, counted.Total), isPacked: false);
            return new(file, _tables, _notices, _open);
        }

        public void Close()
        {
            foreach (var table in _tables) table.Dispose();
            foreach (var opened in Enumerable.Reverse(_open)) opened.Dispose();
        }

        void Add(Stream content, string name, Func<(long, long)> progress, bool isPacked)
        {
            var (start, whole) = ReplayedStream.Look(content, ContentSniffer.BytesNeeded);
            _open.Add(whole);
            var kind = Kind(start);
            switch (kind)
            {
                case ContentKind.Text:
                    _tables.Add(CsvTable.Open(whole, start, name, options, progress));
                    break;
                case ContentKind.Json:
                    _tables.Add(FeatureTable.Open(JsonText(whole, start), name, options, progress));
                    break;
                case ContentKind.Gzip when !isPacked:
                    AddGzip(whole, name, progress);
                    break;
                case ContentKind.OfficeDocument or ContentKind.Zip:
                    AddPackage(content, whole, name, isPacked);
                    break;
                case ContentKind.OldOfficeDocument:
                    AddOldWorkbook(Seekable(content, whole, name), name);
                    break;
                default:
                    throw Unread(kind, name);
            }
        }

        static ContentKind Kind(ReadOnlySpan<byte> start)
        {
            var kind = ContentSniffer.Sniff(start);
            if (kind is not (ContentKind.Text or ContentKind.Binary)) return kind;
            var (encoding, mark) = TextEncodings.Sniff(start);
            if (encoding is not (TextEncoding.Utf16Little or TextEncoding.Utf16Big)) return kind;
            // Every second byte is the character as long as it is ASCII.
            for (var i = mark; i + 1 < start.Length; i += 2)
            {
                var character = encoding == TextEncoding.Utf16Little ? start[i] | start[i + 1] << 8 : start[i + 1] | start[i] << 8;
                if (character is not (' ' or '\t' or '\r' or '\n')) return character is '{' or '[' ? ContentKind.Json : character == '<' ? ContentKind.Html : ContentKind.Text;
            }
            return ContentKind.Empty;
        }

        static FileProblemException Unread(ContentKind kind, string name) => kind switch
        {
            ContentKind.Empty => Refusal.Empty(name),
            ContentKind.Html => Refusal.WebPage(name),
            ContentKind.Gzip or ContentKind.OtherArchive or ContentKind.Zip => Refusal.PackedTwice(name),
            _ => Refusal.Kind(name, ContentSniffer.Name(kind)),
        };

        static Stream JsonText(Stream whole, ReadOnlySpan<byte> start)
        {
            var (encoding, mark) = TextEncodings.Sniff(start);
            whole.ReadExactly(new byte[mark]);
            return TextEncodings.AsUtf8(whole, encoding ?? TextEncoding.Utf8);
        }

        void AddGzip(Stream packed, string name, Func<(long, long)> progress)
        {
            var unpacked = new GuardedStream(new WholeGzip(packed, name), name, () => progress().Item1, options.Limits.Unpacking);
            _open.Add(unpacked);
            Add(unpacked, name, progress, isPacked: true);
        }

        /// <summary>The file as one that can be read back and forth: itself where it can, otherwise kept in memory.</summary>
        Stream Seekable(Stream content, Stream whole, string name)
        {
            if (content is CountedStream { Whole: { CanSeek: true } own, Start: var start })
            {
                own.Position = start;
                return start == 0 ? own : throw new ArgumentException("A stream that can seek must stand at its start.", nameof(content));
            }
            var held = HeldFile.Read(whole, name, _budget);
            _open.Add(held);
            return held;
        }

        void AddPackage(Stream content, Stream whole, string name, bool isPacked)
        {
            var bytes = Seekable(content, whole, name);
            if (_packed < 0) _packed = bytes.Length;
            var zip = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            _open.Add(zip);
            if (zip.Entries.Count > options.Limits.Unpacking.Entries) throw Refusal.TooManyTables(name, options.Limits.Unpacking.Entries);
            if (zip.GetEntry("[Content_Types].xml") is not null) _tables.AddRange(Workbook.Tables(zip, bytes.Length, name, options, _budget, _notices));
            else if (isPacked) throw Refusal.PackedTwice(name);
            else AddEntries(zip, name);
        }

        void AddOldWorkbook(Stream bytes, string name)
        {
            if (Contains(bytes, "EncryptedPackage")) throw Refusal.Password(name);
            if (Contains(bytes, "_VBA_PROJECT")) _notices.Add($"{name} holds macros. They were not run; its cells were read as last saved.");
            bytes.Position = 0;
            _tables.AddRange(OldWorkbook.Open(bytes, name, options, _open, _notices));
        }

        // Names in an old Office document's directory are UTF-16.
        static bool Contains(Stream bytes, string word)
        {
            var wanted = System.Text.Encoding.Unicode.GetBytes(word);
            var (buffer, kept) = (new byte[128 << 10], 0);
            bytes.Position = 0;
            while (bytes.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
            {
                var held = buffer.AsSpan(0, kept + read);
                if (held.IndexOf(wanted) >= 0) return true;
                kept = Math.Min(wanted.Length - 1, held.Length);
                held[^kept..].CopyTo(buffer);
            }
            return false;
        }

        void AddEntries(ZipArchive zip, string name)
        {
            foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0 && !IsClutter(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                if (entry.IsEncrypted) throw Refusal.Password(name, "the ZIP");
                if (_tables.Count >= options.Limits.Tables) throw Refusal.TooManyTables(name, options.Limits.Tables);
                var stream = new GuardedStream(new WholeEntry(entry, name), name, Math.Min(entry.CompressedLength, _packed), options.Limits.Unpacking);
                _open.Add(stream);
                AddEntry(stream, $"{name}: {FileName.Inner(entry.FullName)}");
            }
            if (_tables.Count == 0) throw Refusal.NoTable(name);
        }

        void AddEntry(Stream stream, string name)
        {
            try
            {
                Add(stream, name, () => (-1, -1), isPacked: true);
            }
            catch (FileProblemException problem) when (problem.Code is "F-01" or "F-02" or "F-14")
            {
                _notices.Add($"{name} was left out: {problem.Problem}.");
            }
        }

        // What Apple's and Windows' own programs put into every ZIP.
        static bool IsClutter(string path) =>
            path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.EndsWith(".DS_Store", StringComparison.Ordinal) || path.EndsWith("Thumbs.db", StringComparison.OrdinalIgnoreCase);
    }
}
