using System.Xml.Linq;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;
using static Concordat.Documents.Docx.Ns;

namespace Concordat.Documents.Docx;

/// <summary>Small pieces of word-processing XML.</summary>
internal static class Word
{
    public static XElement El(string name, params object?[] content) => new(W + name, content);

    public static XAttribute At(string name, object value) => new(W + name, value);

    /// <summary>An element with one value, as most properties are.</summary>
    public static XElement Val(string name, object value) => El(name, At("val", value));

    public static XElement Paragraph(string style, params object?[] content) => El("p", El("pPr", Val("pStyle", style)), content);

    public static XElement Text(string text, params object?[] properties)
    {
        var words = Characters.Printable(text);
        return El("r", properties.Length == 0 ? null : El("rPr", properties), El("t", new XAttribute(XNamespace.Xml + "space", "preserve"), words));
    }

    public static XElement Bold(string text) => Text(text, El("b"), El("bCs"));

    public static IEnumerable<XElement> Runs(Paragraph paragraph) => paragraph.Runs.Select(run => run.IsBold ? Bold(run.Text) : Text(run.Text));

    /// <summary>A field with the result that stands until the reader's program works it out.</summary>
    public static IEnumerable<XElement> Field(string instruction, string result) =>
    [
        El("r", El("fldChar", At("fldCharType", "begin"))),
        El("r", El("instrText", new XAttribute(XNamespace.Xml + "space", "preserve"), $" {instruction} ")),
        El("r", El("fldChar", At("fldCharType", "separate"))),
        Text(result),
        El("r", El("fldChar", At("fldCharType", "end"))),
    ];

    public static XElement Shading(string colour) => El("shd", At("val", "clear"), At("color", "auto"), At("fill", Hex(colour)));

    public static XElement Border(string side, string colour, int eighths) =>
        El(side, At("val", "single"), At("sz", eighths), At("space", 0), At("color", Hex(colour)));

    public static string Hex(string colour) => colour.TrimStart('#').ToUpperInvariant();
}

/// <summary>Lengths in the units that word-processing files use.</summary>
internal static class Measure
{
    /// <summary>Width of the text between the margins of 22 mm on A4.</summary>
    public const double TextMillimetres = 166;

    public static int Twips(double millimetres) => (int)Math.Round(millimetres * 1440 / 25.4);

    public static long Emu(double millimetres) => (long)Math.Round(millimetres * 36000);
}
