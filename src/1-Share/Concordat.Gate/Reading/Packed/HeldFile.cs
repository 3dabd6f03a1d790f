using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Packed;

/// <summary>A file kept in memory in pieces, for formats that have to be read back and forth. Nothing goes to disk.</summary>
/// <remarks>In pieces, because an array that grows by doubling would for a moment take three times the file.</remarks>
sealed class HeldFile : Stream
{
    const int Piece = 1 << 20;
    readonly List<byte[]> _pieces = [];
    long _length, _position;

    /// <summary>Reads the source to its end.</summary>
    /// <exception cref="FileProblemException">The budget does not suffice.</exception>
    public static HeldFile Read(Stream source, string file, HoldBudget budget)
    {
        var held = new HeldFile();
        while (true)
        {
            var piece = GC.AllocateUninitializedArray<byte>(Piece);
            var read = source.ReadAtLeast(piece, Piece, throwOnEndOfStream: false);
            budget.Take(read, file);
            if (read == 0) return held;
            // A small file should not take a whole piece.
            held._pieces.Add(read < Piece ? piece[..read] : piece);
            held._length += read;
            if (read < Piece) return held;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var copied = 0;
        while (copied < buffer.Length && _position < _length)
        {
            var piece = _pieces[(int)(_position / Piece)].AsSpan((int)(_position % Piece));
            var count = Math.Min(piece.Length, buffer.Length - copied);
            piece[..count].CopyTo(buffer[copied..]);
            copied += count;
            _position += count;
        }
        return copied;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("A position before the start.");
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _pieces.Clear();
        _length = 0;
        base.Dispose(disposing);
    }
}

/// <summary>What may still be kept in memory for one file and everything packed in it.</summary>
sealed class HoldBudget(ReadingLimits limits)
{
    long _bytes = limits.HeldBytes, _texts = limits.SharedTextBytes;

    public void Take(long bytes, string file)
    {
        if ((_bytes -= bytes) < 0) throw Refusal.TooLarge(file, limits.HeldBytes);
    }

    public void TakeTexts(long bytes, string file)
    {
        if ((_texts -= bytes) < 0) throw Refusal.SharedTexts(file, limits.SharedTextBytes);
    }
}
