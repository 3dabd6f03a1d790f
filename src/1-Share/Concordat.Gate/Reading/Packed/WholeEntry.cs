using System.IO.Compression;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Packed;

/// <summary>An entry of a ZIP that must unpack to as much as its directory says, so that one cut short does not pass for whole.</summary>
sealed class WholeEntry(ZipArchiveEntry entry, string file) : OnwardStream(entry.Open())
{
    long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        _read += read;
        if (read == 0 && !buffer.IsEmpty && (uint)_read != (uint)entry.Length) throw Refusal.Damaged(file);
        return read;
    }
}
