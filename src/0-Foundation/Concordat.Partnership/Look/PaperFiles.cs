using System.Globalization;
using System.Text;
using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Look;

/// <summary>Papers as the bytes of files, in the partnership's own look.</summary>
public sealed class PaperFiles(ConcordatDb db)
{
    /// <summary>A Word document (<see cref="DocxWriter.MediaType"/>).</summary>
    public async Task<byte[]> DocxAsync(Report report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var file = new MemoryStream();
        DocxWriter.Write(report with { House = await HouseAsync(cancellation) }, file);
        return file.ToArray();
    }

    /// <summary>A page of its own in UTF-8.</summary>
    public async Task<byte[]> HtmlAsync(Report report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlWriter.Write(report with { House = await HouseAsync(cancellation) }, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The partnership's look; null where it has chosen none.</summary>
    public async Task<House?> HouseAsync(CancellationToken cancellation) =>
        (await db.Set<HouseStyle>().AsNoTracking().SingleOrDefaultAsync(cancellation))?.AsHouse;
}
