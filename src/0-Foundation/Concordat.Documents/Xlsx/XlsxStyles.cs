using System.Globalization;
using System.Text;
using Concordat.Documents.Model;

namespace Concordat.Documents.Xlsx;

/// <summary>The fixed list of cell formats, each plain and in bold.</summary>
internal static class XlsxStyles
{
    public const int Header = 1, Plain = 2, Wrapped = 3;
    private const int FirstFormat = 4, MostDecimals = 6;

    // Kind of cell, then how a spreadsheet writes its number format.
    private static readonly string[] Formats =
    [
        "@guard", .. Enumerable.Range(0, MostDecimals + 1).Select(Decimals), "\"£\"#,##0.00;[Red]-\"£\"#,##0.00",
        "0%", "0.0%", "0.00%", "d mmm yyyy", "d mmm yyyy hh:mm",
    ];

    /// <summary>Index of the format for a cell.</summary>
    public static int Of(Cell cell)
    {
        var format = cell.Kind switch
        {
            CellKind.Text => FormulaGuard.IsRisky(cell.Text) ? 0 : -1,
            CellKind.Number => 1 + Math.Clamp(cell.Decimals, 0, MostDecimals),
            CellKind.Money => MostDecimals + 2,
            CellKind.Percent => MostDecimals + 3 + Math.Clamp(cell.Decimals, 0, 2),
            CellKind.Day => MostDecimals + 6,
            CellKind.Moment => MostDecimals + 7,
            _ => -1,
        };
        if (format < 0) return cell.IsBold ? Header : Plain;
        return FirstFormat + (format * 2) + (cell.IsBold ? 1 : 0);
    }

    public static string Xml()
    {
        var formats = new StringBuilder();
        var cells = new StringBuilder("""<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>""");
        for (var i = 0; i < Formats.Length; i++)
        {
            var isGuard = i == 0;
            if (!isGuard) formats.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{System.Net.WebUtility.HtmlEncode(Formats[i]).Replace("&#163;", "£", StringComparison.Ordinal)}\"/>");
            for (var font = 0; font < 2; font++)
                cells.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{(isGuard ? 49 : 164 + i)}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"{(isGuard ? " quotePrefix=\"1\"" : "")}/>");
        }
        return $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="{Formats.Length - 1}">{formats}</numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="11"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF17212B"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{FirstFormat + (Formats.Length * 2)}">{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;
    }

    private static string Decimals(int count) => count == 0 ? "#,##0" : "#,##0." + new string('0', count);
}
