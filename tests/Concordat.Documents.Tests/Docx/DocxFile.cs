using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Documents.Tests.Samples;
using DocumentFormat.OpenXml.Packaging;

namespace Concordat.Documents.Tests.Docx;

internal static class DocxFile
{
    private static readonly Lazy<byte[]> Sample = new(() => Bytes(SampleReport.Tactical()));

    /// <summary>The sample report, written once for all tests.</summary>
    public static WordprocessingDocument OpenSample() => WordprocessingDocument.Open(new MemoryStream(Sample.Value), isEditable: false);

    public static byte[] Bytes(Report report)
    {
        using var file = new MemoryStream();
        DocxWriter.Write(report, file);
        return file.ToArray();
    }

    public static WordprocessingDocument Open(Report report) => WordprocessingDocument.Open(new MemoryStream(Bytes(report)), isEditable: false);
}
