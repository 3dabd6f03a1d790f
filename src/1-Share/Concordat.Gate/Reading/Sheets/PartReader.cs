using System.Xml;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>Reads the XML of one part of a workbook, element by element, in memory that no content can make grow.</summary>
/// <remarks>Document types (and so entities) are refused, names are counted, nesting has a limit, one step may not swallow more than a piece of the file, and texts are cut off at a cell's length.</remarks>
sealed class PartReader : IDisposable
{
    const int MostDepth = 64, MostNames = 5_000, MostBytesInAStep = 2 << 20;
    readonly XmlReader _xml;
    readonly SteppedStream _bytes;
    readonly string _file;
    readonly char[] _text;

    /// <param name="part">The unpacked part.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="mostCharacters">Length of the longest text.</param>
    /// <param name="mostBytes">Size of the largest part.</param>
    public PartReader(Stream part, string file, int mostCharacters, long mostBytes = long.MaxValue)
    {
        (_file, _bytes, _text) = (file, new SteppedStream(part, file, mostBytes), new char[mostCharacters + 1]);
        _xml = XmlReader.Create(_bytes, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            NameTable = new CountedNames(file),
        });
    }

    /// <summary>Row of the sheet being read, for messages; 0 where there is none.</summary>
    public int Row { get; set; }

    public string Name => _xml.LocalName;
    public bool IsStart => _xml.NodeType == XmlNodeType.Element;
    public bool IsEnd => _xml.NodeType == XmlNodeType.EndElement;
    public bool IsEmpty => _xml.IsEmptyElement;
    public int Depth => _xml.Depth;
    public long Bytes => _bytes.Count;

    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>Value of an attribute by its local name, whatever its namespace; null where there is none.</summary>
    public string? AttributeOfAnyNamespace(string name)
    {
        for (var found = _xml.MoveToFirstAttribute(); found; found = _xml.MoveToNextAttribute())
        {
            if (_xml.LocalName != name || _xml.Prefix.Length == 0) continue;
            var value = _xml.Value;
            _xml.MoveToElement();
            return value;
        }
        _xml.MoveToElement();
        return null;
    }

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="FileProblemException">The part is not whole XML, or is made to harm.</exception>
    public bool Read()
    {
        _bytes.Step();
        try
        {
            if (!_xml.Read()) return false;
        }
        catch (XmlException)
        {
            throw _bytes.HasDocumentType ? Refusal.Entities(_file) : Damaged();
        }
        if (_xml.Depth > MostDepth) throw Damaged();
        return true;
    }

    /// <summary>Passes over the element that begins here and everything in it.</summary>
    public void Skip()
    {
        if (!IsStart || IsEmpty) return;
        var depth = Depth;
        while (Read() && !(IsEnd && Depth == depth)) { }
    }

    /// <summary>Text of the element that begins here, without that of elements inside it.</summary>
    /// <returns>A view that is good until the next call, and whether it was longer than may be.</returns>
    public ReadOnlySpan<char> Text(out bool isTooLong)
    {
        (var length, isTooLong) = (0, false);
        if (!IsEmpty)
        {
            var depth = Depth;
            while (Read() && !(IsEnd && Depth == depth))
                if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && Depth == depth + 1) isTooLong |= !Append(ref length);
        }
        return _text.AsSpan(0, length);
    }

    bool Append(ref int length)
    {
        while (true)
        {
            if (length == _text.Length) return false;
            _bytes.Step();
            try
            {
                var read = _xml.ReadValueChunk(_text, length, _text.Length - length);
                if (read == 0) return true;
                length += read;
            }
            catch (XmlException)
            {
                throw Damaged();
            }
        }
    }

    public FileProblemException Damaged() => Refusal.Damaged(_file, Row == 0 ? null : Row);

    public void Dispose() => _xml.Dispose();

    /// <summary>Refuses a document that invents names without end: each is kept in memory.</summary>
    sealed class CountedNames(string file) : NameTable
    {
        int _names;

        public override string Add(string key) => Get(key) ?? Counted(() => base.Add(key));

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(() => base.Add(key, start, len));

        string Counted(Func<string> add) => ++_names > MostNames ? throw Refusal.Damaged(file) : add();
    }

    /// <summary>Counts what one step of reading takes: an attribute or a name of a hundred megabytes would all be kept in memory.</summary>
    sealed class SteppedStream(Stream part, string file, long mostBytes) : OnwardStream(part)
    {
        readonly byte[] _start = new byte[1024];
        int _step, _started;

        public long Count { get; private set; }

        public bool HasDocumentType => _start.AsSpan(0, _started).IndexOf("<!DOCTYPE"u8) >= 0;

        public void Step() => _step = 0;

        public override int Read(Span<byte> buffer)
        {
            var read = Inner.Read(buffer);
            if (_started < _start.Length)
            {
                var more = Math.Min(read, _start.Length - _started);
                buffer[..more].CopyTo(_start.AsSpan(_started));
                _started += more;
            }
            Count += read;
            if ((_step += read) > MostBytesInAStep || Count > mostBytes) throw Refusal.Damaged(file);
            return read;
        }
    }
}
