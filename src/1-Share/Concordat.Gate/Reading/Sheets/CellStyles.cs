using System.Globalization;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>What the style of a cell says of its value.</summary>
/// <param name="Kind">How a number in it is meant.</param>
/// <param name="Format">Number format where it is one of ours to follow; null otherwise.</param>
/// <param name="IsWords">True where the cell was marked as words with an apostrophe: it is taken as it stands.</param>
readonly record struct CellStyle(NumberKind Kind, string? Format, bool IsWords);

/// <summary>How a number is meant.</summary>
enum NumberKind { Plain, Moment, Length }

/// <summary>The styles of a workbook by their place.</summary>
sealed class CellStyles
{
    const long LargestPart = 32 << 20;
    const int Most = 100_000;
    readonly List<CellStyle> _styles = [];

    public CellStyle At(int index) => (uint)index < (uint)_styles.Count ? _styles[index] : default;

    public static CellStyles Read(Package package, string? part)
    {
        var styles = new CellStyles();
        if (part is null || !package.Has(part)) return styles;
        var formats = new Dictionary<int, string>();
        using var xml = package.Open(part, LargestPart);
        var inCells = false;
        while (xml.Read())
        {
            if (xml.Name == "cellXfs") inCells = xml.IsStart && !xml.IsEmpty;
            else if (!xml.IsStart) continue;
            else if (xml.Name == "numFmt" && formats.Count < Most && Whole(xml.Attribute("numFmtId")) is { } id && xml.Attribute("formatCode") is { } code) formats[id] = code;
            else if (xml.Name == "xf" && inCells && styles._styles.Count < Most) styles._styles.Add(Style(xml, formats));
        }
        return styles;
    }

    static CellStyle Style(PartReader xml, Dictionary<int, string> formats)
    {
        var id = Whole(xml.Attribute("numFmtId")) ?? 0;
        var isWords = xml.Attribute("quotePrefix") is "1" or "true";
        return formats.TryGetValue(id, out var format) ? new(NumberFormat.Kind(format), format, isWords) : new(NumberFormat.Kind(id), null, isWords);
    }

    static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
