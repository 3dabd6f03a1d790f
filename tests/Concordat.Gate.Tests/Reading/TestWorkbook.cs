using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Concordat.Gate.Tests.Reading;

/// <summary>An XLSX written part by part, so that a test can put anything into it.</summary>
sealed class TestWorkbook
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    readonly List<(string Name, string State, string Rows)> _sheets = [];
    readonly Dictionary<string, byte[]> _parts = [];

    public bool Is1904 { get; init; }
    public string? SharedStrings { get; init; }

    /// <summary>Number formats by place; cells name them with s="n". 0 is General.</summary>
    public string[] Formats { get; init; } = ["General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "0.0%", "000000", "[h]:mm", "dd/mm/yyyy", "£#,##0.00", "[$-809]d mmmm yyyy;@", "0.00E+00"];

    public TestWorkbook Sheet(string name, string rows, string state = "visible")
    {
        _sheets.Add((name, state, rows));
        return this;
    }

    public TestWorkbook Part(string name, byte[] content)
    {
        _parts[name] = content;
        return this;
    }

    /// <summary>A row of cells: text as inline strings, numbers as numbers, null left out; anything else as raw XML.</summary>
    public static string Row(int number, params object?[] cells)
    {
        var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var i = 0; i < cells.Length; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{Column(i)}{number}");
            row.Append(cells[i] switch
            {
                null => "",
                string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
                (double value, int style) => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\" s=\"{style}\"><v>{value:R}</v></c>"),
                bool truth => $"<c r=\"{at}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
                Raw raw => raw.Xml.Replace("@", at, StringComparison.Ordinal),
                var number1 => $"<c r=\"{at}\"><v>{Convert.ToString(number1, CultureInfo.InvariantCulture)}</v></c>",
            });
        }
        return row.Append("</row>").ToString();
    }

    /// <summary>XML of a cell; @ stands for its reference.</summary>
    public sealed record Raw(string Xml);

    public static string Column(int index)
    {
        var name = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }

    /// <param name="change">What becomes of each part, by name.</param>
    public byte[] Bytes(Func<string, byte[], byte[]>? change = null)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts())
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(change is null ? content : change(name, content));
            }
        }
        return packed.ToArray();
    }

    Dictionary<string, byte[]> Parts()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""",
            ["_rels/.rels"] = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<?xml version="1.0"?><workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr{(Is1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
            ["xl/styles.xml"] = $"""<?xml version="1.0"?><styleSheet xmlns="{Main}"><numFmts count="{Formats.Length}">{string.Concat(Formats.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))}</numFmts><cellXfs count="{Formats.Length}">{string.Concat(Formats.Select((_, i) => $"<xf numFmtId=\"{(i == 0 ? 0 : 164 + i)}\" applyNumberFormat=\"1\"/>"))}<xf numFmtId="49" quotePrefix="1"/></cellXfs></styleSheet>""",
        };
        if (SharedStrings is not null) parts["xl/sharedStrings.xml"] = $"""<?xml version="1.0"?><sst xmlns="{Main}">{SharedStrings}</sst>""";
        for (var i = 0; i < _sheets.Count; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = $"""<?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData>{_sheets[i].Rows}</sheetData></worksheet>""";
        var bytes = parts.ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value));
        foreach (var (name, content) in _parts) bytes[name] = content;
        return bytes;
    }
}
