using System.Globalization;
using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.Pack;

/// <summary>The pack as a document, as it was published.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PackFileModel(ConcordatDb db, MeetingRecords records, Session session, ISiteContext site, PaperFiles papers, AuditLog audit) : MeetingPage(records, session)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (await db.Set<MeetingPack>().AsNoTracking().Where(p => p.MeetingId == Id).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellation) is not { } pack) return NotFound();
        var file = await papers.DocxAsync(Paper(pack), cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "meeting_pack", Id.ToString(), new { format = "docx", number = pack.Number }, cancellation);
        return File(file, DocxWriter.MediaType, string.Create(CultureInfo.InvariantCulture, $"pack-{Record.Meeting.HeldOn:yyyy-MM-dd}-{pack.Number}.docx"));
    }

    Report Paper(MeetingPack pack) => new()
    {
        Title = $"Pack, {Record.Meeting.GroupName}",
        Subtitle = Record.Meeting.HeldOn.Long(),
        Partnership = site.PartnershipName,
        Marking = site.Marking,
        PreparedFor = Record.Meeting.GroupName,
        Status = $"Published {DateOnly.FromDateTime(London.FromUtc(pack.PublishedAt)).Long()}",
        Version = pack.Number.ToString(CultureInfo.InvariantCulture),
        WrittenBy = Record.People.NameAndAgencyOf(pack.PublishedBy),
        Handling = new("For those called to the meeting.", "Not for publication."),
        Date = DateOnly.FromDateTime(London.FromUtc(pack.PublishedAt)),
        Sections = [.. Closing(), .. pack.Items().Select(Section), LastTime()],
    };

    // Whoever prints the pack later knows what became of its paper.
    IEnumerable<Section> Closing()
    {
        if (Record.PaperClosing is { } closing)
            yield return new() { Heading = "About the assessment on the table", IsNumbered = false, StartsPage = false, Blocks = [new Paragraph($"The {Record.Meeting.AssessmentTitle}: {closing}")] };
    }

    static Section Section(PackItem item) => new()
    {
        Heading = string.Create(CultureInfo.InvariantCulture, $"Paper {item.Number}. {item.Title}"),
        IsNumbered = false,
        StartsPage = false,
        Blocks = [new Finding(item.Sentence, item.Priority is { } priority ? [$"Serves the priority “{priority}”."] : [])],
    };

    Section LastTime() => new()
    {
        Heading = "Actions to report on",
        IsNumbered = false,
        StartsPage = false,
        Blocks = Record.LastTime.Count == 0 ? [new Paragraph("There are no earlier actions to report on.")] :
        [
            new TableBlock
            {
                Caption = "Earlier actions",
                Columns = [new("What", WidthShare: 45), new("Who", WidthShare: 25), new("Due", ColumnKind.Date, 15), new("State", WidthShare: 15)],
                Rows = [.. Record.LastTime.Select(a => new TableRow(a.What, $"{a.Agency}, {a.Person}", Cell.Of(a.DueOn), a.IsOverdue ? "overdue" : a.State))],
            },
        ],
    };
}
