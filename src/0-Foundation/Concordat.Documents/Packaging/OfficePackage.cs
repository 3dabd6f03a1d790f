using System.IO.Compression;
using System.Xml.Linq;

namespace Concordat.Documents.Packaging;

/// <summary>One part of an office file.</summary>
/// <param name="Name">Path without a leading slash, such as "word/document.xml".</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Write">Writes its bytes when its turn comes, so that a long part is never held whole.</param>
internal sealed record OfficePart(string Name, string ContentType, Action<Stream> Write)
{
    /// <summary>What the part refers to, by id.</summary>
    public IReadOnlyList<OfficeLink> Links { get; init; } = [];

    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;

    public static OfficePart Xml(string name, string contentType, XElement root, IReadOnlyList<OfficeLink>? links = null) =>
        new(name, contentType, stream => OfficePackage.Save(root, stream)) { Links = links ?? [] };

    public static OfficePart Bytes(string name, string contentType, byte[] bytes) =>
        new(name, contentType, stream => stream.Write(bytes));

    /// <summary>A part whose bytes are packed already and are stored as they are.</summary>
    public static OfficePart Packed(string name, string contentType, Action<Stream> write) =>
        new(name, contentType, write) { Compression = CompressionLevel.NoCompression };
}

/// <summary>A reference from one part to another: the type is its last words, such as "styles", or a whole address; the target is relative to the part that refers.</summary>
internal sealed record OfficeLink(string Id, string Type, string Target);

/// <summary>Writes an Open Packaging file: equal parts give equal bytes. Source: ISO/IEC 29500-2.</summary>
internal static class OfficePackage
{
    private const string RelationshipTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    // The first moment that a zip file can hold.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, IReadOnlyList<OfficePart> parts, IReadOnlyList<OfficeLink> links)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry(zip, "[Content_Types].xml", entry => Save(ContentTypes(parts), entry));
        WriteEntry(zip, "_rels/.rels", entry => Save(LinksXml(links), entry));
        foreach (var part in parts)
        {
            WriteEntry(zip, part.Name, part.Write, part.Compression);
            if (part.Links.Count > 0) WriteEntry(zip, LinksName(part.Name), entry => Save(LinksXml(part.Links), entry));
        }
    }

    public static void Save(XElement root, Stream stream)
    {
        using var writer = System.Xml.XmlWriter.Create(stream, new() { Encoding = new System.Text.UTF8Encoding(false), CloseOutput = false });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
    }

    private static void WriteEntry(ZipArchive zip, string name, Action<Stream> write, CompressionLevel compression = CompressionLevel.Optimal)
    {
        var entry = zip.CreateEntry(name, compression);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        write(stream);
    }

    private static XElement ContentTypes(IReadOnlyList<OfficePart> parts) => new(Types + "Types",
        new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
        new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
        parts.Select(part => new XElement(Types + "Override", new XAttribute("PartName", "/" + part.Name), new XAttribute("ContentType", part.ContentType))));

    private static XElement LinksXml(IReadOnlyList<OfficeLink> links) => new(Relationships + "Relationships",
        links.Select(link => new XElement(Relationships + "Relationship",
            new XAttribute("Id", link.Id),
            new XAttribute("Type", link.Type.Contains(':', StringComparison.Ordinal) ? link.Type : RelationshipTypes + link.Type),
            new XAttribute("Target", link.Target))));

    private static string LinksName(string part)
    {
        var slash = part.LastIndexOf('/');
        return $"{part[..(slash + 1)]}_rels/{part[(slash + 1)..]}.rels";
    }
}
