using System.Buffers.Binary;
using System.Text;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Writes a workbook of Excel 97 to 2003 with one sheet of words: records of [MS-XLS] in a compound file of [MS-CFB].</summary>
static class OldWorkbookBytes
{
    const int Sector = 512, Entry = 128;
    const uint Free = 0xFFFFFFFF, EndOfChain = 0xFFFFFFFE, IsTable = 0xFFFFFFFD;

    public static byte[] Of(string sheet, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        Record(stream, 0x0809, [.. U16(0x0600), .. U16(0x0005), .. U16(0x0DBB), .. U16(0x07CC), .. U32(0), .. U32(6)]);
        Record(stream, 0x0042, U16(1200));
        var name = Encoding.Latin1.GetBytes(sheet);
        // The sheet begins behind this record and the end of the globals.
        Record(stream, 0x0085, [.. U32((uint)(stream.Length + 4 + 8 + name.Length + 4)), 0, 0, (byte)name.Length, 0, .. name]);
        Record(stream, 0x000A, []);
        Record(stream, 0x0809, [.. U16(0x0600), .. U16(0x0010), .. U16(0x0DBB), .. U16(0x07CC), .. U32(0), .. U32(6)]);
        List<IReadOnlyList<string>> all = [headings, .. rows];
        Record(stream, 0x0200, [.. U32(0), .. U32((uint)all.Count), .. U16(0), .. U16((ushort)headings.Count), .. U16(0)]);
        for (var row = 0; row < all.Count; row++)
            for (var column = 0; column < all[row].Count; column++)
                if (all[row][column] is { Length: > 0 } cell)
                    Record(stream, 0x0204, [.. U16((ushort)row), .. U16((ushort)column), .. U16(0), .. U16((ushort)cell.Length), 0, .. Encoding.Latin1.GetBytes(cell)]);
        Record(stream, 0x000A, []);
        return Packed(stream.ToArray());
    }

    static byte[] Packed(byte[] workbook)
    {
        // Shorter streams would belong in the small sectors.
        var length = Math.Max(workbook.Length, 4096);
        var data = (length + Sector - 1) / Sector;
        var tables = 1;
        while (tables * (Sector / 4) < tables + 1 + data) tables++;
        var bytes = new byte[Sector * (1 + tables + 1 + data)];
        Header(bytes, tables);
        var links = bytes.AsSpan(Sector, tables * Sector);
        for (var i = 0; i < links.Length / 4; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(links[(4 * i)..], i < tables ? IsTable : i == tables ? EndOfChain : i < tables + data ? (uint)i + 1 : i == tables + data ? EndOfChain : Free);
        var directory = bytes.AsSpan(Sector * (1 + tables), Sector);
        Named(directory, "Root Entry", 5, child: 1, EndOfChain, 0);
        Named(directory[Entry..], "Workbook", 2, child: Free, (uint)tables + 1, (uint)length);
        workbook.CopyTo(bytes, Sector * (2 + tables));
        return bytes;
    }

    static void Header(Span<byte> header, int tables)
    {
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header);
        foreach (var (at, value) in new[] { (24, 0x3E), (26, 3), (28, 0xFFFE), (30, 9), (32, 6) }) BinaryPrimitives.WriteUInt16LittleEndian(header[at..], (ushort)value);
        foreach (var (at, value) in new[] { (44, (uint)tables), (48, (uint)tables), (56, 4096u), (60, EndOfChain), (68, EndOfChain) }) BinaryPrimitives.WriteUInt32LittleEndian(header[at..], value);
        for (var i = 0; i < 109; i++) BinaryPrimitives.WriteUInt32LittleEndian(header[(76 + 4 * i)..], i < tables ? (uint)i : Free);
    }

    static void Named(Span<byte> entry, string name, byte kind, uint child, uint start, uint size)
    {
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(2 * name.Length + 2));
        (entry[66], entry[67]) = (kind, 1);
        foreach (var (at, value) in new[] { (68, Free), (72, Free), (76, child), (116, start), (120, size) }) BinaryPrimitives.WriteUInt32LittleEndian(entry[at..], value);
    }

    static void Record(MemoryStream stream, ushort kind, byte[] content)
    {
        stream.Write(U16(kind));
        stream.Write(U16((ushort)content.Length));
        stream.Write(content);
    }

    static byte[] U16(ushort value) => [(byte)value, (byte)(value >> 8)];

    static byte[] U32(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
