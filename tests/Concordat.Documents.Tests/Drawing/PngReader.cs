using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Concordat.Documents.Tests.Drawing;

/// <summary>Reads an 8-bit RGB PNG by the standard, written apart from the encoder: checks every chunk's CRC and undoes filters 0 to 2.</summary>
internal sealed class PngReader
{
    private readonly byte[] _pixels;

    public PngReader(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        using var data = new MemoryStream();
        var names = new List<string>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var name = Encoding.ASCII.GetString(file, at + 4, 4);
            var body = file.AsSpan(at + 8, length);
            Assert.Equal(Crc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            if (name == "IHDR") (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
            if (name == "IDAT") data.Write(body);
            names.Add(name);
            at += length + 12;
        }
        Assert.Equal("IHDR", names[0]);
        Assert.Equal("IEND", names[^1]);
        _pixels = Unfilter(data);
    }

    public int Width { get; }

    public int Height { get; }

    public string Colour(int x, int y)
    {
        var at = ((y * Width) + x) * 3;
        return $"#{_pixels[at]:x2}{_pixels[at + 1]:x2}{_pixels[at + 2]:x2}";
    }

    public int Count(string colour)
    {
        var found = 0;
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                if (Colour(x, y) == colour) found++;
        return found;
    }

    private byte[] Unfilter(MemoryStream data)
    {
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        var (row, pixels) = (Width * 3, new byte[Width * Height * 3]);
        for (var y = 0; y < Height; y++)
        {
            var filter = zlib.ReadByte();
            Assert.InRange(filter, 0, 2);
            zlib.ReadExactly(pixels, y * row, row);
            for (var i = 0; i < row; i++)
            {
                var left = filter == 1 && i >= 3 ? pixels[(y * row) + i - 3] : 0;
                var up = filter == 2 && y > 0 ? pixels[((y - 1) * row) + i] : 0;
                pixels[(y * row) + i] += (byte)(left + up);
            }
        }
        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }

    // Bit by bit, as ISO 3309 has it: slow and plain.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
