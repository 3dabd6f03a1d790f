namespace Concordat.Partnership.Files;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum ContentKind
{
    /// <summary>No bytes at all, or white space only.</summary>
    Empty,
    /// <summary>Text: CSV or another table.</summary>
    Text,
    Json,
    Html,
    Xml,
    Gzip,
    Zip,
    /// <summary>A ZIP that is an Office document (XLSX, DOCX).</summary>
    OfficeDocument,
    /// <summary>An old Office document (XLS, DOC), or an encrypted new one.</summary>
    OldOfficeDocument,
    Pdf,
    /// <summary>7z, RAR, bzip2, xz or zstd.</summary>
    OtherArchive,
    Binary,
}

/// <summary>Tells kinds of file apart by content.</summary>
public static class ContentSniffer
{
    /// <summary>Bytes worth giving to <see cref="Sniff"/>.</summary>
    public const int BytesNeeded = 4096;

    /// <summary>The kind of a file that starts with these bytes.</summary>
    /// <param name="start">First bytes of the file, up to <see cref="BytesNeeded"/>.</param>
    public static ContentKind Sniff(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) return ContentKind.Empty;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return start.IndexOf("[Content_Types].xml"u8) >= 0 || start.IndexOf("xl/"u8) >= 0 ? ContentKind.OfficeDocument : ContentKind.Zip;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return ContentKind.Gzip;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return ContentKind.OldOfficeDocument;
        if (start.StartsWith("%PDF"u8)) return ContentKind.Pdf;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF])
            || start.StartsWith("Rar!"u8) || start.StartsWith("BZh"u8)
            || start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58]) || start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return ContentKind.OtherArchive;
        if (IsUtf16(start)) return ContentKind.Text;
        if (start.Count((byte)0) * 100 > start.Length) return ContentKind.Binary; // a stray one is a fault of its row
        var text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) return ContentKind.Empty;
        if (text[0] is (byte)'{' or (byte)'[') return ContentKind.Json;
        if (text[0] != (byte)'<') return ContentKind.Text;
        return text.StartsWith("<?xml"u8) && text.IndexOf("<html"u8) < 0 ? ContentKind.Xml : ContentKind.Html;
    }

    /// <summary>What to say of a kind that was not wanted, in words for the sender: "a web page".</summary>
    public static string Name(ContentKind kind) => kind switch
    {
        ContentKind.Empty => "an empty file",
        ContentKind.Text => "a text file",
        ContentKind.Json => "a JSON file",
        ContentKind.Html => "a web page",
        ContentKind.Xml => "an XML file",
        ContentKind.Gzip => "a gzip file",
        ContentKind.Zip => "a ZIP",
        ContentKind.OfficeDocument => "an Excel workbook or other Office document",
        ContentKind.OldOfficeDocument => "an old Excel workbook or other Office document",
        ContentKind.Pdf => "a PDF",
        ContentKind.OtherArchive => "a packed archive that is not a ZIP",
        _ => "a file that is not text",
    };

    static bool IsUtf16(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
}
