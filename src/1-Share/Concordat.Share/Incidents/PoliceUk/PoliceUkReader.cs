using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Partnership.Themes;
using CsvHelper;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>Reads the rows of a street file: each is checked, placed on the grid and handed on, or set aside with its reason.</summary>
/// <remarks>Streams; memory does not grow with the file. A fault in one row never costs another row.</remarks>
public sealed class PoliceUkReader
{
    const int LargestRecordBytes = 4 << 20;
    const int LargestValue = 60;
    static readonly Month First = new(2010, 12);

    // police.uk snaps to some hundred thousand points, so a place comes again and again.
    readonly Dictionary<(double X, double Y), (double E, double N)> _places = [];
    readonly TextPool _texts = new();
    byte[] _content = new byte[1024];
    string? _monthText;
    Month _month;

    /// <summary>Latest month that is not in the future; rows after it are set aside. Null takes every month from 2010-12 on.</summary>
    public Month? LatestMonth { get; init; }

    /// <summary>Reads one street file from start to end.</summary>
    /// <returns>Data rows read, good and faulty.</returns>
    /// <exception cref="FileProblemException">The file cannot be read to its end.</exception>
    /// <exception cref="ArgumentException">The file is not a street file.</exception>
    public int Read(PoliceUkFile file, IStreetRowSink sink, CancellationToken cancellation = default)
    {
        if (file.Header is not { } header) throw new ArgumentException("Only street files have rows to read here.", nameof(file));
        int row = 0, read = 0;
        try
        {
            using var reader = CsvReader.Create(file.Open(), Options(header, !file.UnbalancedQuotes), leaveOpen: false);
            while (reader.Read())
            {
                if ((++row & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
                if (row == 1) continue;
                if (reader.FieldCount == 1 && reader.RawRecord.Trim(" \t\r"u8).IsEmpty) continue;
                var lines = 1;
                if (reader.RawRecord.ContainsAny("\r\n"u8) && (reader.FieldCount != header.Fields || !IsWellQuoted(reader.RawRecord, (byte)header.Separator)))
                    lines = Lines(reader.RawRecord.ToArray(), row, file, header, sink);
                else
                    Take(reader, row, file, header, sink);
                row += lines - 1;
                read += lines;
            }
        }
        catch (CsvFormatException)
        {
            throw new FileProblemException(file.Name, "a quotation mark is opened and not closed for thousands of rows", "Send the file as police.uk gave it", row + 1);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new FileProblemException(file.Name, "the packed file is damaged or cut short", "Download it again");
        }
        return read;
    }

    static CsvReaderOptions Options(StreetHeader header, bool lineBreaksInQuotes) => CsvReaderOptions.Default with
    {
        HasHeader = false,
        Separator = header.Separator,
        SkipEmptyLines = false, // so that rows are numbered as a spreadsheet shows them
        AllowLineBreaksInQuotes = lineBreaksInQuotes,
        MaxRecordSize = LargestRecordBytes,
        MalformedData = CsvMalformedDataHandling.Recover,
    };

    // A value may hold line breaks in quotation marks, but then its closing mark is followed by a separator or the end.
    static bool IsWellQuoted(ReadOnlySpan<byte> raw, byte separator)
    {
        var inside = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '"') continue;
            if (!inside) inside = i == 0 || raw[i - 1] == separator;
            else if (i + 1 < raw.Length && raw[i + 1] == '"') i++;
            else if (i + 1 == raw.Length || raw[i + 1] == separator) inside = false;
            else return false;
        }
        return !inside;
    }

    // Two stray quotation marks have run several lines together: read each line for itself, so that only the faulty ones are lost.
    int Lines(byte[] raw, int row, PoliceUkFile file, StreetHeader header, IStreetRowSink sink)
    {
        using var lines = CsvReader.Create(raw, Options(header, lineBreaksInQuotes: false));
        var count = 0;
        for (; lines.Read(); count++) Take(lines, row + count, file, header, sink);
        return count;
    }

    void Take(CsvReader reader, int row, PoliceUkFile file, StreetHeader header, IStreetRowSink sink)
    {
        if (Check(reader, row, file, header, sink) is { } fault) sink.Fault(fault);
    }

    RowFault? Check(CsvReader reader, int row, PoliceUkFile file, StreetHeader header, IStreetRowSink sink)
    {
        RowFault Fault(FaultReason reason, string? column, string read, string remedy) =>
            new(file.Name, row, column, reason.Code, read.Length <= LargestValue ? read : read[..LargestValue], remedy);

        if (reader.FieldCount != header.Fields)
            return Fault(FaultReason.FieldCount, null, $"{reader.FieldCount} columns", $"Give the row {header.Fields} columns, as the header has.");
        for (var i = 0; i < header.Fields; i++)
            if (reader.GetSpan(i).ContainsAnyInRange((byte)0, (byte)8))
                return Fault(FaultReason.ControlCharacter, null, "", FaultReason.ControlCharacter.Remedy);

        var monthText = _texts.Get(reader.GetSpan(header.Month));
        if (!TryMonth(monthText, out var month))
            return Fault(FaultReason.NotAMonth, "Month", monthText, FaultReason.NotAMonth.Remedy);
        if (month < First || LatestMonth is { } latest && month > latest)
            return Fault(FaultReason.AbsurdMonth, "Month", monthText, FaultReason.AbsurdMonth.Remedy);
        if (file.Month is { } own && own != month)
            return Fault(FaultReason.OtherMonth, "Month", monthText, $"The file is of {own}. Send the row in the file of {month}.");

        var type = _texts.Get(reader.GetSpan(header.CrimeType));
        if (ThemeList.FromPoliceUk(type) is not { } theme)
            return Fault(FaultReason.CrimeType, "Crime type", type, FaultReason.CrimeType.Remedy);

        var (easting, northing) = (double.NaN, double.NaN);
        ReadOnlySpan<byte> x = reader.GetSpan(header.X).Trim(" "u8), y = reader.GetSpan(header.Y).Trim(" "u8);
        if (!x.IsEmpty || !y.IsEmpty)
        {
            if (x.IsEmpty || y.IsEmpty)
                return Fault(FaultReason.HalfPosition, x.IsEmpty ? header.XName : header.YName, "", FaultReason.HalfPosition.Remedy);
            if (!Number(x, out var a) || !Number(y, out var b))
            {
                var inY = Number(x, out _);
                return Fault(FaultReason.NotANumber, inY ? header.YName : header.XName, Encoding.UTF8.GetString(inY ? y : x), FaultReason.NotANumber.Remedy);
            }
            if (!(header.HasGridPositions && a == 0 && b == 0) && Place(a, b, header.HasGridPositions, out easting, out northing) is { } reason)
                return Fault(reason, header.XName, $"{Encoding.UTF8.GetString(x)}, {Encoding.UTF8.GetString(y)}", reason.Remedy);
        }

        sink.Row(new StreetRow
        {
            Row = row,
            CrimeId = header.CrimeId < 0 || reader.GetSpan(header.CrimeId).IsEmpty ? null : reader.GetString(header.CrimeId),
            Month = month,
            ReportedBy = _texts.Get(reader.GetSpan(header.ReportedBy)),
            Easting = easting,
            Northing = northing,
            PlaceName = PlaceName(_texts.Get(reader.GetSpan(header.Location))),
            LsoaCode = Optional(reader, header.LsoaCode),
            Theme = (byte)ThemeList.IndexOf(theme.Key),
            Outcome = Optional(reader, header.Outcome),
            Content = Content(reader, header),
        });
        return null;
    }

    // The pool gives the same string for the same text, and nearly every row has the month of the row before.
    bool TryMonth(string text, out Month month)
    {
        month = _month;
        if (ReferenceEquals(text, _monthText)) return true;
        if (!Month.TryParse(text, out month)) return false;
        (_monthText, _month) = (text, month);
        return true;
    }

    FaultReason? Place(double x, double y, bool isGrid, out double easting, out double northing)
    {
        (easting, northing) = (double.NaN, double.NaN);
        if (isGrid)
        {
            if (NationalGrid.HoldsDegrees(x, y) || NationalGrid.HoldsDegrees(y, x)) return FaultReason.DegreesForMetres;
            if (!NationalGrid.Holds(x, y)) return FaultReason.NotInBritain;
            (easting, northing) = (x, y);
            return null;
        }
        if (NationalGrid.HoldsDegrees(x, y))
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (x, y), out var known);
            if (!known) place = NationalGrid.FromLongitudeLatitude(x, y);
            (easting, northing) = place;
            return null;
        }
        if (NationalGrid.HoldsDegrees(y, x)) return FaultReason.Swapped;
        return Math.Abs(x) > 180 && NationalGrid.Holds(x, y) ? FaultReason.MetresForDegrees : FaultReason.NotInBritain;
    }

    static bool Number(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);

    string? Optional(CsvReader reader, int column) =>
        column < 0 || reader.GetSpan(column).IsEmpty ? null : _texts.Get(reader.GetSpan(column));

    // "No Location" in street files, "No location" in outcomes.
    static string? PlaceName(string location) =>
        location.Length == 0 || location.Equals("No location", StringComparison.OrdinalIgnoreCase) ? null : location;

    UInt128 Content(CsvReader reader, StreetHeader header)
    {
        var length = 0;
        Add(header.Month);
        Add(header.ReportedBy);
        Add(header.X);
        Add(header.Y);
        Add(header.Location);
        Add(header.LsoaCode);
        Add(header.LsoaName);
        Add(header.CrimeType);
        Add(header.Outcome);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_content.AsSpan(0, length), hash);
        return MemoryMarshal.Read<UInt128>(hash);

        void Add(int column)
        {
            var span = column < 0 ? default : reader.GetSpan(column);
            if (_content.Length < length + span.Length + 1) Array.Resize(ref _content, (length + span.Length + 1) * 2);
            span.CopyTo(_content.AsSpan(length));
            length += span.Length;
            _content[length++] = 0x1F;
        }
    }
}
