using System.Security.Cryptography;
using Concordat.Partnership.Files;

namespace Concordat.Share.Returns.Sending;

/// <summary>A file that was sent, in memory alone and only while it is checked. Wiped when it is let go; never on disk.</summary>
public sealed class UploadStream : Stream
{
    const int Piece = 1 << 20;

    /// <summary>Largest file taken, bytes.</summary>
    public const long Most = 150L << 20;

    readonly List<byte[]> _pieces = [];
    long _length, _position;

    /// <summary>Reads a body to its end.</summary>
    /// <param name="most">Largest size taken, bytes.</param>
    /// <exception cref="FileProblemException">It is larger than <paramref name="most"/>.</exception>
    public static async Task<UploadStream> ReadAsync(Stream body, string name, CancellationToken cancellation, long most = Most)
    {
        var held = new UploadStream();
        try
        {
            while (true)
            {
                var piece = new byte[Piece];
                var count = await body.ReadAtLeastAsync(piece, Piece, throwOnEndOfStream: false, cancellation);
                if (count > 0) held._pieces.Add(piece);
                held._length += count;
                if (held._length > most)
                    throw new FileProblemException(name, $"it is larger than {most >> 20} MB, which is the most that is taken at once", "Send it in parts, for example month by month");
                if (count < Piece) return held;
            }
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= _length || buffer.IsEmpty) return 0;
        var (piece, offset) = ((int)(_position / Piece), (int)(_position % Piece));
        var count = (int)Math.Min(Math.Min(buffer.Length, Piece - offset), _length - _position);
        _pieces[piece].AsSpan(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("Before the start of the file.");
    }

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        foreach (var piece in _pieces) CryptographicOperations.ZeroMemory(piece);
        _pieces.Clear();
        base.Dispose(disposing);
    }
}
