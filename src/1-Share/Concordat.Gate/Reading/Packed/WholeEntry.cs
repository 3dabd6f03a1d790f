using System.IO.Compression;

namespace Concordat.Gate.Reading.Packed;

/// <summary>An entry of a ZIP that must unpack to as much as its directory says, so that one cut short does not pass for whole.</summary>
sealed class WholeEntry(ZipArchiveEntry entry, string file) : Stream
{
    readonly Stream _inner = entry.Open();
    long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _read += read;
        if (read == 0 && !buffer.IsEmpty && (uint)_read != (uint)entry.Length) throw Refusal.Damaged(file);
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
}
