using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace Concordat.Documents.Drawing;

/// <summary>Writes PNG: 8-bit red, green and blue, one image data chunk. Source: ISO/IEC 15948 (PNG), clauses 5, 9 and 11.</summary>
internal static class PngFile
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = MakeCrcTable();

    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels, int pixelsPerMetre)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, 2); // bits a channel; colour without transparency
        WriteChunk(file, "IHDR", header);
        Span<byte> density = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, pixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density[4..], pixelsPerMetre);
        density[8] = 1; // the unit is the metre
        WriteChunk(file, "pHYs", density);
        WriteChunk(file, "IDAT", Compress(width, height, pixels));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[(width * 3) + 1];
            for (var y = 0; y < height; y++)
            {
                FilterUp(pixels, y, row);
                zlib.Write(row);
            }
        }
        return data.ToArray();
    }

    // Each byte less the byte above it: flat drawings become runs of zero.
    private static void FilterUp(ReadOnlySpan<byte> pixels, int y, Span<byte> row)
    {
        row[0] = 2;
        var length = row.Length - 1;
        var line = pixels.Slice(y * length, length);
        if (y == 0) line.CopyTo(row[1..]);
        else Subtract(line, pixels.Slice((y - 1) * length, length), row[1..]);
    }

    private static void Subtract(ReadOnlySpan<byte> from, ReadOnlySpan<byte> bytes, Span<byte> result)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= from.Length; i += Vector<byte>.Count)
            (new Vector<byte>(from[i..]) - new Vector<byte>(bytes[i..])).CopyTo(result[i..]);
        for (; i < from.Length; i++) result[i] = (byte)(from[i] - bytes[i]);
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(name, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data) crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var value = n;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
            table[n] = value;
        }
        return table;
    }
}
