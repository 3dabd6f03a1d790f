using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Concordat.Partnership.Files;
using CsvHelper;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>The police.uk files among what was sent: folders, CSV, CSV.gz, and ZIPs as the site gives them.</summary>
/// <remarks>Kinds are told by content, not by name. Nothing is unpacked to disk, and no name inside a ZIP is used as a path.</remarks>
public sealed class PoliceUkSource : IDisposable
{
    readonly UnpackLimits _limits;
    readonly CancellationToken _cancellation;
    readonly List<PoliceUkFile> _files = [];
    readonly List<string> _notices = [];
    readonly List<IDisposable> _open = [];
    long _bytes;

    PoliceUkSource(UnpackLimits? limits, CancellationToken cancellation) => (_limits, _cancellation) = (limits ?? new(), cancellation);

    /// <summary>Street, outcome and stop-and-search files, in the order given; within a folder or ZIP by name. A file sent twice is here once.</summary>
    public IReadOnlyList<PoliceUkFile> Files => _files;

    /// <summary>The street files alone.</summary>
    public IEnumerable<PoliceUkFile> Street => _files.Where(f => f.Kind == PoliceUkKind.Street);

    /// <summary>What the sender should know though it stops nothing: files sent twice, files left out.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Looks at files and folders.</summary>
    /// <exception cref="FileProblemException">A path does not exist, or a file cannot be what was asked for.</exception>
    public static PoliceUkSource Open(IEnumerable<string> paths, UnpackLimits? limits = null, CancellationToken cancellation = default) =>
        Fill(new PoliceUkSource(limits, cancellation), source =>
        {
            foreach (var path in paths)
            {
                if (Directory.Exists(path)) source.AddFolder(path);
                else if (File.Exists(path)) source.Add(new PoliceUkInput(Path.GetFileName(path), () => OpenFile(path)), named: true);
                else throw new FileProblemException(path, "there is no such file or folder", "Check the path");
            }
        });

    /// <summary>Looks at files that were uploaded.</summary>
    /// <exception cref="FileProblemException">A file cannot be what was asked for.</exception>
    public static PoliceUkSource Open(IEnumerable<PoliceUkInput> inputs, UnpackLimits? limits = null, CancellationToken cancellation = default) =>
        Fill(new PoliceUkSource(limits, cancellation), source =>
        {
            foreach (var input in inputs) source.Add(input, named: true);
        });

    public void Dispose()
    {
        foreach (var open in _open) open.Dispose();
        _open.Clear();
    }

    static PoliceUkSource Fill(PoliceUkSource source, Action<PoliceUkSource> fill)
    {
        try
        {
            fill(source);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    void AddFolder(string folder)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var wanted = paths.Where(p => p.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            || p.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (wanted.Length == 0)
            throw new FileProblemException(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), "the folder holds no CSV, CSV.gz or ZIP", "Give the folder that holds police.uk's files");
        foreach (var path in wanted) Add(new PoliceUkInput(Path.GetFileName(path), () => OpenFile(path)), named: false);
    }

    // named: the sender named this very file, so that it must be of use; otherwise it lay in a folder or ZIP and may be left out.
    void Add(PoliceUkInput input, bool named)
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            var stream = input.Open();
            var start = new byte[ContentSniffer.BytesNeeded];
            int read;
            long packed;
            using (stream)
            {
                read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
                packed = stream.CanSeek ? stream.Length : read;
            }
            switch (ContentSniffer.Sniff(start.AsSpan(0, read)))
            {
                case ContentKind.Zip:
                    AddZip(input, packed);
                    break;
                case ContentKind.Gzip:
                    AddCsv(input.Name, input.Name, () => new GuardedStream(new GZipStream(input.Open(), CompressionMode.Decompress), input.Name, packed, _limits), named, GzipLength(input));
                    break;
                default:
                    AddCsv(input.Name, input.Name, input.Open, named);
                    break;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new FileProblemException(input.Name, "the packed file is damaged or cut short", "Download it again");
        }
    }

    void AddZip(PoliceUkInput input, long packed)
    {
        var stream = input.Open();
        _open.Add(stream);
        var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        _open.Add(zip);
        if (zip.Entries.Count > _limits.Entries)
            throw new FileProblemException(input.Name, $"the ZIP holds {zip.Entries.Count:N0} files; at most {_limits.Entries:N0} are read", "Send fewer months at once");
        var before = _files.Count;
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (!entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                LeaveOut($"{input.Name}: {Shown(entry.Name)}", "it is not a CSV");
                continue;
            }
            if (entry.IsEncrypted)
                throw new FileProblemException(input.Name, "the ZIP is protected by a password", "Send it without a password");
            AddCsv($"{input.Name}: {Shown(entry.Name)}", entry.Name,
                () => new GuardedStream(entry.Open(), input.Name, Math.Min(entry.CompressedLength, packed), _limits), named: false, entry.Length);
        }
        if (_files.Count == before && !_notices.Any(n => n.StartsWith(input.Name, StringComparison.Ordinal) && n.Contains("sent twice", StringComparison.Ordinal)))
            throw new FileProblemException(input.Name, zip.Entries.Count == 0 ? "the ZIP is empty" : "the ZIP holds no police.uk file", "Send the ZIP that data.police.uk gives, unchanged");
    }

    void AddCsv(string name, string fileName, Func<Stream> open, bool named, long? stated = null)
    {
        FileLook look;
        using (var stream = open()) look = FileLook.At(stream, _cancellation);
        if ((_bytes += look.Bytes) > _limits.TotalBytes)
            throw new FileProblemException(name, $"the files unpack to more than {_limits.TotalBytes >> 20:N0} MB together", "Send fewer months at once");
        if (stated is { } length && (uint)length != (uint)look.Bytes)
            throw new FileProblemException(name, "the packed file is damaged or cut short", "Download it again");
        if (look.Content != ContentKind.Text)
        {
            if (!named && look.Content != ContentKind.Empty) LeaveOut(name, $"it is {ContentSniffer.Name(look.Content)}");
            else throw NotCsv(name, look.Content);
            return;
        }
        if (_files.FirstOrDefault(f => f.Sha256 == look.Sha256) is { } twin)
        {
            _notices.Add($"{name} is the same file as {twin.Name}, sent twice; it was read once.");
            return;
        }
        var (headings, separator) = Headings(open, name);
        var parts = PoliceUkName.Of(fileName);
        var kind = StreetHeader.KindOf(headings);
        if (kind is null && !named && parts.Kind is null)
        {
            LeaveOut(name, "its headings are not those of a police.uk file");
            return;
        }
        if (kind is null)
            throw new FileProblemException(name, $"the first row is not the headings of a police.uk file ({string.Join(", ", StreetHeader.Names.Take(3))} and so on)",
                "Send the street file that data.police.uk gives, with its first row", 1);
        var header = kind == PoliceUkKind.Street ? StreetHeader.Of(headings, separator, name) : null;
        _files.Add(new PoliceUkFile(name, parts, kind.Value, look, header, open));
    }

    // A gzip file cut short unpacks without complaint; its last four bytes tell how long it was (modulo 2^32).
    static long GzipLength(PoliceUkInput input)
    {
        using var stream = input.Open();
        if (!stream.CanSeek || stream.Length < 18) return 0;
        stream.Seek(-4, SeekOrigin.End);
        Span<byte> last = stackalloc byte[4];
        stream.ReadExactly(last);
        return BinaryPrimitives.ReadUInt32LittleEndian(last);
    }

    static FileProblemException NotCsv(string name, ContentKind kind) => kind switch
    {
        ContentKind.Empty => new(name, "the file is empty", "Download it again"),
        ContentKind.Html => new(name, "this is a web page, not the file itself", "Use the download button of data.police.uk and send the ZIP or CSV it gives"),
        ContentKind.OfficeDocument or ContentKind.OldOfficeDocument => new(name, $"this is {ContentSniffer.Name(kind)}, whatever its name says", "Send the CSV or ZIP as data.police.uk gave it, or save the sheet as CSV"),
        ContentKind.Zip or ContentKind.Gzip => new(name, "it is packed twice", "Unpack it once and send what is inside"),
        _ => new(name, $"this is {ContentSniffer.Name(kind)}, and a CSV is wanted", "Send the CSV or ZIP as data.police.uk gave it"),
    };

    void LeaveOut(string name, string why) => _notices.Add(string.Create(CultureInfo.InvariantCulture, $"{name} was left out: {why}."));

    static (IReadOnlyList<string> Headings, char Separator) Headings(Func<Stream> open, string name)
    {
        string[] best = [];
        var separator = ',';
        foreach (var candidate in ",;\t|")
        {
            using var reader = CsvReader.Create(open(), CsvReaderOptions.Default with
            {
                HasHeader = false,
                Separator = candidate,
                SkipEmptyLines = false,
                AllowLineBreaksInQuotes = false,
                MaxRecordSize = 1 << 20,
            }, leaveOpen: false);
            try
            {
                if (!reader.Read()) continue;
            }
            catch (CsvFormatException)
            {
                throw new FileProblemException(name, "the first row is longer than a million characters", "Send the CSV as data.police.uk gave it", 1);
            }
            if (reader.FieldCount > 1000)
                throw new FileProblemException(name, $"the first row has {reader.FieldCount:N0} columns", "Send the CSV as data.police.uk gave it", 1);
            if (reader.FieldCount > best.Length)
                (best, separator) = ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], candidate);
        }
        return (best, separator);
    }

    static string Shown(string name) => string.Concat(name.Where(c => !char.IsControl(c))) is var clean && clean.Length <= 120 ? clean : clean[..120];
}
