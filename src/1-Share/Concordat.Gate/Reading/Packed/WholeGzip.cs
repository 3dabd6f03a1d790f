using System.Buffers.Binary;
using System.IO.Compression;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Packed;

/// <summary>A gzip file that must unpack to as much as its last four bytes say: one cut short unpacks without complaint.</summary>
sealed class WholeGzip : OnwardStream
{
    readonly Tail _packed;
    readonly string _file;
    long _read;

    public WholeGzip(Stream packed, string file) : this(new Tail(packed), file) { }

    WholeGzip(Tail packed, string file) : base(new GZipStream(packed, CompressionMode.Decompress)) => (_packed, _file) = (packed, file);

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        _read += read;
        // The length is kept modulo 2^32.
        if (read == 0 && !buffer.IsEmpty && BinaryPrimitives.ReadUInt32LittleEndian(_packed.Last) != (uint)_read) throw Refusal.Damaged(_file);
        return read;
    }

    /// <summary>Remembers the last four bytes read.</summary>
    sealed class Tail(Stream packed) : OnwardStream(packed)
    {
        readonly byte[] _last = new byte[4];

        public ReadOnlySpan<byte> Last => _last;

        public override int Read(Span<byte> buffer)
        {
            var read = Inner.Read(buffer);
            var fresh = Math.Min(read, _last.Length);
            _last.AsSpan(fresh).CopyTo(_last);
            buffer[(read - fresh)..read].CopyTo(_last.AsSpan(_last.Length - fresh));
            return read;
        }
    }
}
