namespace Concordat.Partnership.Files;

/// <summary>A stream that is only read, and only onwards; what reads it need say no more than how bytes are read.</summary>
/// <param name="inner">Where the bytes come from; closed with this stream.</param>
public abstract class OnwardStream(Stream inner) : Stream
{
    /// <summary>Where the bytes come from.</summary>
    protected Stream Inner { get; } = inner;

    /// <summary>Reads the next bytes, at most as many as the buffer holds; none only at the end.</summary>
    public abstract override int Read(Span<byte> buffer);

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

    protected override void Dispose(bool disposing)
    {
        if (disposing) Inner.Dispose();
        base.Dispose(disposing);
    }
}
