namespace Concordat.Gate.Reading.Packed;

/// <summary>The sender's stream, with how much of it has been read. Never closes it.</summary>
sealed class CountedStream(Stream whole) : Stream
{
    public Stream Whole => whole;

    /// <summary>Where the stream stood at first.</summary>
    public long Start { get; } = whole.CanSeek ? whole.Position : 0;

    public long Count { get; private set; }

    /// <summary>Bytes in all; −1 where the stream cannot tell.</summary>
    public long Total { get; } = whole.CanSeek ? whole.Length - whole.Position : -1;

    public override int Read(Span<byte> buffer)
    {
        var read = whole.Read(buffer);
        Count += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Count; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
