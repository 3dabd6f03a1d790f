using System.Buffers.Binary;
using System.IO.Compression;

namespace Concordat.Gate.Reading.Packed;

/// <summary>A gzip file that must unpack to as much as its last four bytes say: one cut short unpacks without complaint.</summary>
sealed class WholeGzip : Stream
{
    readonly Tail _packed;
    readonly GZipStream _inner;
    readonly string _file;
    long _read;

    public WholeGzip(Stream packed, string file)
    {
        (_packed, _file) = (new Tail(packed), file);
        _inner = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _read += read;
        // The length is kept modulo 2^32.
        if (read == 0 && !buffer.IsEmpty && BinaryPrimitives.ReadUInt32LittleEndian(_packed.Last) != (uint)_read) throw Refusal.Damaged(_file);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Remembers the last four bytes read.</summary>
    sealed class Tail(Stream inner) : Stream
    {
        readonly byte[] _last = new byte[4];

        public ReadOnlySpan<byte> Last => _last;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            var fresh = Math.Min(read, _last.Length);
            _last.AsSpan(fresh).CopyTo(_last);
            buffer[(read - fresh)..read].CopyTo(_last.AsSpan(_last.Length - fresh));
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
