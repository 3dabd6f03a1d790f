using System.Buffers.Binary;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>Looks over the sectors of a compound file, the container of Excel 97 to 2003, before anything reads along them.</summary>
/// <remarks>A file lists the sectors of each stream as a chain. In a spoilt one a chain may come back on itself, and a reader that follows it fills the memory: a chain
/// that has more links than the file has sectors is refused here. Structure: [MS-CFB], Compound File Binary File Format.</remarks>
sealed class CompoundFile
{
    const int HeaderBytes = 512, EntryBytes = 128, InHeader = 109;
    const uint MostRegular = 0xFFFFFFFA;
    static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    readonly Stream _content;
    readonly string _file;
    readonly int _sectorBytes;
    readonly long _sectors;

    CompoundFile(Stream content, string file, int sectorBytes)
    {
        (_content, _file, _sectorBytes) = (content, file, sectorBytes);
        _sectors = Math.Max(0, content.Length - HeaderBytes) / sectorBytes + 1;
    }

    /// <summary>Checks every chain and leaves the stream at its beginning. What is no compound file is left to whoever reads it.</summary>
    /// <exception cref="FileProblemException">A chain has no end.</exception>
    public static void Check(Stream content, string file)
    {
        var header = new byte[HeaderBytes];
        content.Position = 0;
        var read = content.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (read == HeaderBytes && header.AsSpan(0, 8).SequenceEqual(Signature))
        {
            var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
            if (shift is not (9 or 12)) throw Refusal.Damaged(file);
            new CompoundFile(content, file, 1 << shift).Check(header);
        }
        content.Position = 0;
    }

    void Check(ReadOnlySpan<byte> header)
    {
        var table = Table(header);
        var directory = Bytes(Chain(table, Number(header, 48)));
        var small = Links(Bytes(Chain(table, Number(header, 60))));
        var cutOff = Number(header, 56);
        for (var at = 0; at + EntryBytes <= directory.Length; at += EntryBytes)
        {
            var entry = directory.AsSpan(at, EntryBytes);
            if (entry[66] is not (2 or 5)) continue; // a stream, or the root that holds the small ones
            var (start, size) = (Number(entry, 116), Number(entry, 120));
            // Whichever table a reader takes for it, the chain must end.
            Chain(table, start);
            if (entry[66] == 2 && size < cutOff) Chain(small, start);
        }
    }

    /// <summary>The table of links, one for each sector: its own sectors are listed in the header and then along a chain of lists.</summary>
    uint[] Table(ReadOnlySpan<byte> header)
    {
        var sectors = new List<uint>();
        for (var i = 0; i < InHeader; i++) Add(sectors, Number(header, 76 + 4 * i));
        var next = Number(header, 68);
        for (long seen = 0; next < MostRegular; seen++)
        {
            if (seen > _sectors) throw Refusal.Damaged(_file);
            var list = Links(Bytes([next]));
            if (list.Length == 0) break;
            for (var i = 0; i < list.Length - 1; i++) Add(sectors, list[i]);
            next = list[^1];
        }
        return Links(Bytes(sectors));
    }

    void Add(List<uint> sectors, uint sector)
    {
        if (sector >= MostRegular) return;
        if (sectors.Count > _sectors) throw Refusal.Damaged(_file);
        sectors.Add(sector);
    }

    List<uint> Chain(uint[] table, uint start)
    {
        var chain = new List<uint>();
        for (var sector = start; sector < MostRegular && sector < table.Length; sector = table[sector])
        {
            if (chain.Count > table.Length || chain.Count > _sectors * (_sectorBytes / 64)) throw Refusal.Damaged(_file);
            chain.Add(sector);
        }
        return chain;
    }

    byte[] Bytes(List<uint> sectors)
    {
        var bytes = new List<byte[]>();
        foreach (var sector in sectors)
        {
            // The header takes the place of the first sector, whatever the size of a sector.
            var at = (sector + 1L) * _sectorBytes;
            if (at >= _content.Length) break;
            _content.Position = at;
            var part = new byte[Math.Min(_sectorBytes, _content.Length - at)];
            _content.ReadExactly(part);
            bytes.Add(part);
        }
        var all = new byte[bytes.Sum(b => b.Length)];
        var end = 0;
        foreach (var part in bytes)
        {
            part.CopyTo(all, end);
            end += part.Length;
        }
        return all;
    }

    static uint[] Links(byte[] bytes)
    {
        var links = new uint[bytes.Length / 4];
        for (var i = 0; i < links.Length; i++) links[i] = Number(bytes, 4 * i);
        return links;
    }

    static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
