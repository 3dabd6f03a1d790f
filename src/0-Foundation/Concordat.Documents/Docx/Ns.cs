using System.Xml.Linq;

namespace Concordat.Documents.Docx;

/// <summary>The namespaces of a word-processing file.</summary>
internal static class Ns
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    public static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    public static readonly XNamespace Wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public static readonly XNamespace Pic = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    public static readonly XNamespace Svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

    public static XAttribute[] Declarations =>
    [
        new(XNamespace.Xmlns + "w", W), new(XNamespace.Xmlns + "r", R), new(XNamespace.Xmlns + "a", A), new(XNamespace.Xmlns + "c", C),
        new(XNamespace.Xmlns + "wp", Wp), new(XNamespace.Xmlns + "pic", Pic), new(XNamespace.Xmlns + "asvg", Svg),
    ];
}
