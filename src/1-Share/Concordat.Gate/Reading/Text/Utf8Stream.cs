using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Text;

/// <summary>Text as UTF-8, from bytes that are UTF-8 or Windows-1252: which of the two shows when the first byte above 127 comes, however late.</summary>
/// <remarks>As long as all is ASCII the two are the same. Bytes that are not UTF-8 in a file that began as UTF-8 are taken as Windows-1252 one by one and counted.</remarks>
sealed class Utf8Stream(Stream bytes, bool isWindows1252) : OnwardStream(bytes)
{
    const int Block = 64 << 10;

    // Windows-1252 from 0x80 to 0x9F; the five places it leaves free keep their number, as browsers do.
    const string High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    readonly byte[] _in = new byte[Block];
    readonly byte[] _out = new byte[Block * 3];
    int _held, _from, _to;
    bool _ended, _sawUtf8;

    /// <summary>True once a byte has shown that the text is Windows-1252.</summary>
    public bool IsWindows1252 { get; private set; } = isWindows1252;

    /// <summary>Bytes that were not UTF-8 in a file that is.</summary>
    public long StrayBytes { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (_from == _to)
        {
            if (_ended) return 0;
            Fill();
        }
        var count = Math.Min(buffer.Length, _to - _from);
        _out.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    void Fill()
    {
        var read = Inner.Read(_in, _held, Block - _held);
        _ended = read == 0;
        var block = _in.AsSpan(0, _held + read);
        (_from, _to) = (0, 0);
        var used = Convert(block);
        block[used..].CopyTo(_in);
        _held = block.Length - used;
    }

    int Convert(ReadOnlySpan<byte> block)
    {
        if (!IsWindows1252)
        {
            var whole = _ended ? block.Length : Whole(block);
            if (Utf8.IsValid(block[..whole]))
            {
                _sawUtf8 |= block[..whole].ContainsAnyExceptInRange((byte)0, (byte)127);
                block[..whole].CopyTo(_out);
                _to = whole;
                return whole;
            }
        }
        var at = 0;
        while (at < block.Length)
        {
            var run = block[at..].IndexOfAnyExceptInRange((byte)0, (byte)127);
            if (run < 0) run = block.Length - at;
            block.Slice(at, run).CopyTo(_out.AsSpan(_to));
            (_to, at) = (_to + run, at + run);
            if (at == block.Length) break;
            var status = IsWindows1252 ? OperationStatus.InvalidData : Rune.DecodeFromUtf8(block[at..], out _, out run);
            if (status == OperationStatus.NeedMoreData && !_ended) break;
            if (status == OperationStatus.Done)
            {
                _sawUtf8 = true;
                block.Slice(at, run).CopyTo(_out.AsSpan(_to));
                (_to, at) = (_to + run, at + run);
                continue;
            }
            if (_sawUtf8) StrayBytes++;
            else IsWindows1252 = true;
            _to += new Rune(Character(block[at++])).EncodeToUtf8(_out.AsSpan(_to));
        }
        return at;
    }

    static char Character(byte value) => value is >= 0x80 and < 0xA0 ? High[value - 0x80] : (char)value;

    // Up to the last character that is there in full, as far as its first byte tells.
    static int Whole(ReadOnlySpan<byte> block)
    {
        for (var back = 1; back <= Math.Min(3, block.Length); back++)
        {
            var value = block[^back];
            if (value < 0x80) return block.Length;
            if (value < 0xC0) continue;
            var length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
            return length > back ? block.Length - back : block.Length;
        }
        return block.Length;
    }
}
