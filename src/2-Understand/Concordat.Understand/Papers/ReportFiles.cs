using System.Globalization;
using System.Text;
using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;

namespace Concordat.Understand.Papers;

/// <summary>A report as the bytes of a file.</summary>
internal static class ReportFiles
{
    public static (string MediaType, byte[] Bytes) Docx(Report report)
    {
        using var stream = new MemoryStream();
        DocxWriter.Write(report, stream);
        return (DocxWriter.MediaType, stream.ToArray());
    }

    public static (string MediaType, byte[] Bytes) Html(Report report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlWriter.Write(report, text);
        return ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
