using System.Globalization;
using System.Xml.Linq;
using Concordat.Documents.Packaging;

namespace Concordat.Documents.Docx;

/// <summary>What the document gathers while it is written: pictures, charts and the counters behind their ids.</summary>
internal sealed class DocxPackage
{
    private readonly List<OfficePart> _parts = [];
    private readonly List<OfficeLink> _links =
    [
        new("rIdStyles", "styles", "styles.xml"), new("rIdNumbering", "numbering", "numbering.xml"), new("rIdSettings", "settings", "settings.xml"),
        new("rIdHead", "header", "header1.xml"), new("rIdFoot", "footer", "footer1.xml"),
        new("rIdCoverFoot", "footer", "footer2.xml"),
    ];

    private int _drawings, _charts, _pictures, _figures, _tables;

    public IReadOnlyList<OfficePart> Parts => _parts;

    public IReadOnlyList<OfficeLink> Links => _links;

    public string NextFigure() => (++_figures).ToString(CultureInfo.InvariantCulture);

    public string NextTable() => (++_tables).ToString(CultureInfo.InvariantCulture);

    public int NextDrawing() => ++_drawings;

    /// <summary>Adds a picture in both forms; gives the ids of the pixels and of the SVG. The pixels may still be being drawn: they are waited for when their turn to be written comes.</summary>
    public (string PixelsId, string? SvgId) AddPicture(Task<byte[]> png, string? svg)
    {
        var number = ++_pictures;
        var (pixelsId, svgId) = ($"rIdPicture{number}", svg is null ? null : $"rIdVector{number}");
        _parts.Add(OfficePart.Packed($"word/media/picture{number}.png", "image/png", stream => stream.Write(png.GetAwaiter().GetResult())));
        _links.Add(new(pixelsId, "image", $"media/picture{number}.png"));
        if (svg is not null)
        {
            _parts.Add(OfficePart.Bytes($"word/media/picture{number}.svg", "image/svg+xml", System.Text.Encoding.UTF8.GetBytes(svg)));
            _links.Add(new(svgId!, "image", $"media/picture{number}.svg"));
        }
        return (pixelsId, svgId);
    }

    /// <summary>Adds a native chart with the workbook behind it; gives its id.</summary>
    public string AddChart(XElement chartSpace, byte[] workbook)
    {
        var number = ++_charts;
        _parts.Add(OfficePart.Xml($"word/charts/chart{number}.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", chartSpace,
            [new(NativeChart.WorkbookId, "package", $"../embeddings/workbook{number}.xlsx")]));
        _parts.Add(OfficePart.Packed($"word/embeddings/workbook{number}.xlsx", Xlsx.XlsxWriter.MediaType, stream => stream.Write(workbook)));
        _links.Add(new($"rIdChart{number}", "chart", $"charts/chart{number}.xml"));
        return $"rIdChart{number}";
    }
}
