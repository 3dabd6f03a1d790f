namespace Concordat.Gate.Reading.Packed;

/// <summary>A stream whose first bytes have been looked at already and are given once more.</summary>
sealed class ReplayedStream(byte[] start, Stream rest) : Stream
{
    int _given;

    /// <summary>Reads up to <paramref name="count"/> bytes and gives them with a stream that starts with them.</summary>
    public static (byte[] Start, Stream Whole) Look(Stream source, int count)
    {
        var start = new byte[count];
        var read = source.ReadAtLeast(start, count, throwOnEndOfStream: false);
        if (read < count) start = start[..read];
        return (start, new ReplayedStream(start, source));
    }

    public long Given { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, start.Length - _given);
        if (count > 0)
        {
            start.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
        }
        else
        {
            count = rest.Read(buffer);
        }
        Given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Given; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}
