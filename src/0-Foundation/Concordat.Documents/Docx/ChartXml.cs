using System.Globalization;
using System.Xml.Linq;
using Concordat.Documents.Drawing;
using static Concordat.Documents.Docx.Ns;

namespace Concordat.Documents.Docx;

/// <summary>One column of figures behind a native chart.</summary>
internal sealed record ChartColumn(string Name, IReadOnlyList<double?> Values);

/// <summary>Small pieces of native chart XML (ISO/IEC 29500-1, 21.2). The order of elements is fixed by the schema.</summary>
internal static class ChartXml
{
    public const string CategoryAxis = "111111111", ValueAxis = "222222222";
    private const string Sheet = "Figures";

    public static XElement El(string name, params object?[] content) => new(C + name, content);

    public static XElement Val(string name, object value) => El(name, new XAttribute("val", value is bool flag ? (flag ? "1" : "0") : Convert.ToString(value, CultureInfo.InvariantCulture)!));

    public static XElement Fill(string colour, double opacity = 1) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", Word.Hex(colour)),
        opacity < 1 ? new XElement(A + "alpha", new XAttribute("val", (int)(opacity * 100000))) : null));

    public static XElement NoFill() => new(A + "noFill");

    public static XElement NoLine() => new(A + "ln", NoFill());

    public static XElement Hatch() => new(A + "pattFill", new XAttribute("prst", "wdUpDiag"),
        new XElement(A + "fgClr", Rgb(Look.Rule)), new XElement(A + "bgClr", Rgb(Look.White)));

    public static XElement Line(string colour, double points, string? dash = null) => new(A + "ln", new XAttribute("w", (int)(points * 12700)), new XAttribute("cap", "flat"),
        Fill(colour), dash is null ? null : new XElement(A + "prstDash", new XAttribute("val", dash)), new XElement(A + "round"));

    /// <summary>Type of one size and colour for labels.</summary>
    public static XElement TextLook(double points, string colour, bool isBold = false) => El("txPr",
        new XElement(A + "bodyPr", new XAttribute("rot", 0), new XAttribute("vert", "horz")), new XElement(A + "lstStyle"),
        new XElement(A + "p", new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", (int)(points * 100)), new XAttribute("b", isBold ? 1 : 0),
            Fill(colour), new XElement(A + "latin", new XAttribute("typeface", "Arial")))), new XElement(A + "endParaRPr", new XAttribute("lang", "en-GB"))));

    /// <summary>Number, order and name of a series; its look, labels and figures follow in that order.</summary>
    public static object[] SeriesHead(int index, ChartColumn column) =>
    [
        Val("idx", index), Val("order", index),
        El("tx", El("strRef", El("f", $"{Sheet}!${Letter(index)}$1"), El("strCache", Val("ptCount", 1), StringPoint(0, column.Name)))),
    ];

    public static XElement Categories(IReadOnlyList<string> labels) => El("cat", El("strRef",
        El("f", $"{Sheet}!$B$2:$B${labels.Count + 1}"),
        El("strCache", Val("ptCount", labels.Count), labels.Select((label, i) => StringPoint(i, label)))));

    /// <summary>A range about each figure, as far above and below as two columns say.</summary>
    public static XElement RangeBars(int above, ChartColumn aboveFigures, int below, ChartColumn belowFigures) => El("errBars",
        Val("errBarType", "both"), Val("errValType", "cust"), Val("noEndCap", false),
        El("plus", Reference(above, aboveFigures)), El("minus", Reference(below, belowFigures)), El("spPr", Line(Look.Ink, 1.25)));

    /// <summary>The figures; a missing one has no point at all.</summary>
    public static XElement Values(int index, ChartColumn column) => El("val", Reference(index, column));

    private static XElement Reference(int index, ChartColumn column) => El("numRef",
        El("f", $"{Sheet}!${Letter(index)}$2:${Letter(index)}${column.Values.Count + 1}"),
        El("numCache", El("formatCode", "General"), Val("ptCount", column.Values.Count), column.Values.Select((value, i) => value is { } figure
            ? El("pt", new XAttribute("idx", i), El("v", figure.ToString("R", CultureInfo.InvariantCulture))) : null)));

    /// <summary>A label on one point only.</summary>
    public static XElement LabelOn(int point, string colour, bool isName, string position, double size, bool isBold, double moveY = 0) => El("dLbls",
        El("dLbl", Val("idx", point),
            moveY == 0 ? null : El("layout", El("manualLayout", Val("x", 0), Val("y", moveY))),
            El("spPr", NoFill(), NoLine()), TextLook(size, colour, isBold), Val("dLblPos", position), Show(isName)),
        Show(null));

    /// <summary>A label beyond the end of every bar.</summary>
    public static XElement LabelsOnAll() => El("dLbls", El("spPr", NoFill(), NoLine()), TextLook(9, Look.Ink), Val("dLblPos", "outEnd"), Show(isName: false));

    public static XElement Categories(bool isSideways) => El("catAx",
        Val("axId", CategoryAxis), El("scaling", Val("orientation", isSideways ? "maxMin" : "minMax")), Val("delete", false), Val("axPos", isSideways ? "l" : "b"),
        Val("majorTickMark", "none"), Val("minorTickMark", "none"), Val("tickLblPos", "low"),
        El("spPr", Line(Look.Ink, 1)), TextLook(9, isSideways ? Look.Ink : Look.Muted), Val("crossAx", ValueAxis), Val("crosses", "autoZero"),
        Val("auto", true), Val("lblAlgn", "ctr"), Val("lblOffset", 100), Val("tickLblSkip", 1), Val("tickMarkSkip", 1), Val("noMultiLvlLbl", true));

    public static XElement Figures(bool isSideways, Charts.Axis axis) => El("valAx",
        Val("axId", ValueAxis), El("scaling", Val("orientation", "minMax"), Val("max", axis.To), Val("min", axis.From)), Val("delete", false), Val("axPos", isSideways ? "b" : "l"),
        El("majorGridlines", El("spPr", Line(Look.GridLine, 0.75))),
        El("numFmt", new XAttribute("formatCode", axis.Step % 1 == 0 ? "#,##0" : "#,##0.0##"), new XAttribute("sourceLinked", 0)),
        Val("majorTickMark", "none"), Val("minorTickMark", "none"), Val("tickLblPos", "nextTo"), El("spPr", NoLine()), TextLook(9, Look.Muted),
        Val("crossAx", CategoryAxis), Val("crosses", isSideways ? "max" : "autoZero"), Val("crossBetween", "between"), Val("majorUnit", axis.Step));

    private static object[] Show(bool? isName) =>
    [
        Val("showLegendKey", false), Val("showVal", isName == false), Val("showCatName", false), Val("showSerName", isName == true),
        Val("showPercent", false), Val("showBubbleSize", false),
    ];

    private static XElement Rgb(string colour) => new(A + "srgbClr", new XAttribute("val", Word.Hex(colour)));

    private static XElement StringPoint(int index, string text) => El("pt", new XAttribute("idx", index), El("v", Characters.Printable(text)));

    // The sheet's columns A and B hold the full and the short labels.
    private static string Letter(int series) => Xlsx.SheetXml.ColumnName(series + 2);
}
