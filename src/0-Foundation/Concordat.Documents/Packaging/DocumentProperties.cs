using System.Globalization;
using System.Xml.Linq;
using Concordat.Documents.Drawing;

namespace Concordat.Documents.Packaging;

/// <summary>The properties that a file carries about itself: title, handling as subject, author, marking as keyword.</summary>
internal static class DocumentProperties
{
    private const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Cp = Core;
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Terms = "http://purl.org/dc/terms/";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly XNamespace App = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

    public static IReadOnlyList<OfficeLink> Links { get; } =
    [
        new("rIdCore", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        new("rIdApp", "extended-properties", "docProps/app.xml"),
    ];

    public static IReadOnlyList<OfficePart> Parts(string title, string? subject, string author, string organisation, string marking, DateOnly date) =>
    [
        OfficePart.Xml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", new XElement(Cp + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "dcterms", Terms), new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            Words(Dc + "title", title), subject is null ? null : Words(Dc + "subject", subject), Words(Dc + "creator", author), Words(Cp + "keywords", marking),
            Words(Dc + "language", "en-GB"), Words(Cp + "lastModifiedBy", author), When("created", date), When("modified", date))),
        OfficePart.Xml("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", new XElement(App + "Properties",
            new XElement(App + "Application", "Concordat"), Words(App + "Company", organisation))),
    ];

    private static XElement Words(XName name, string text) => new(name, Characters.Printable(text));

    private static XElement When(string name, DateOnly date) => new(Terms + name, new XAttribute(Xsi + "type", "dcterms:W3CDTF"),
        date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z");
}
