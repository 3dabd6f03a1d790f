using System.Globalization;
using System.IO.Compression;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
using Concordat.Partnership.Members;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures;

/// <summary>Gathers what shows good faith for one disclosure: agreement, decision, log, what was sent, and complaints.</summary>
internal sealed class DisclosureEvidence(DisclosureDesk desk, PaperFiles papers, ISiteContext site)
{
    /// <summary>A ZIP with the paper (DOCX), the log (CSV) and the file that was sent, if there was one.</summary>
    public async Task<byte[]> PackAsync(Disclosure disclosure, People people, CancellationToken cancellation)
    {
        var complaints = await desk.Db.Set<DisclosureComplaint>().AsNoTracking().Where(c => c.DisclosureId == disclosure.Id).OrderBy(c => c.RecordedAt).ToListAsync(cancellation);
        var log = await LogAsync(disclosure, complaints, cancellation);
        var paper = await papers.DocxAsync(Paper(disclosure, people, complaints, log), cancellation);
        using var pack = new MemoryStream();
        using (var zip = new ZipArchive(pack, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, $"{disclosure.Reference}-evidence.docx", paper);
            Add(zip, $"{disclosure.Reference}-log.csv", LogFile(log, people));
            if (disclosure.File is not null) Add(zip, $"sent/{disclosure.FileName}", desk.FileOf(disclosure));
        }
        return pack.ToArray();
    }

    async Task<List<AuditEntry>> LogAsync(Disclosure disclosure, List<DisclosureComplaint> complaints, CancellationToken cancellation)
    {
        var ids = complaints.Select(c => c.Id.ToString()).Append(disclosure.Id.ToString()).ToList();
        return await desk.Db.Set<AuditEntry>().AsNoTracking()
            .Where(e => e.PartnershipId == disclosure.PartnershipId && (e.Subject == "disclosure" || e.Subject == "disclosure_complaint") && ids.Contains(e.SubjectId))
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
    }

    Report Paper(Disclosure d, People people, List<DisclosureComplaint> complaints, List<AuditEntry> log) => new()
    {
        Title = "Evidence of a disclosure decision",
        Subtitle = d.Reference,
        Partnership = site.PartnershipName,
        Marking = "OFFICIAL-SENSITIVE",
        Status = d.State.Capital(),
        Version = "1",
        WrittenBy = $"{people.NameOf(desk.Session.UserId)}, information governance",
        Handling = new("Personal data, for information governance, the holder and those who check them.", "Do not pass it on.", "Destroy when no longer needed."),
        Date = desk.Today,
        Sections = [Request(d, people), Decision(d, people), SentPart(d, people), Complaints(complaints, people), Log(log, people)],
    };

    static Section Request(Disclosure d, People people) => Plain("The agreement and the request",
        ("Agreement", d.AgreementTitle), ("Purpose", d.Purpose), ("Asked by", people.NameAndAgencyOf(d.RequesterId)), ("Received by", people.NameAndAgencyOf(d.RecipientId)),
        ("Held by", people.Agency(d.HolderAgencyId)?.Name), ("Asked", Moment(d.AskedAt)), ("What was asked for", d.Items), ("Why it was necessary", d.Necessity),
        ("Needed", DisclosureWords.Of(DisclosureWords.Tests, d.Test)), ("Consent", $"{DisclosureWords.Of(DisclosureWords.Consents, d.Consent)}. {d.ConsentReason}"),
        ("Processing", DisclosureWords.Of(DisclosureWords.Regimes, d.Regime)));

    static Section Decision(Disclosure d, People people) => Plain("The decision", d.DecidedAt is null ? [("Decision", "None was made.")] :
    [
        ("Decision", d.Decision), ("Decided by", people.NameAndAgencyOf(d.DecidedById)), ("Decided", Moment(d.DecidedAt)),
        ("Reason of the refusal", d.RefusalCode is null ? null : $"{d.RefusalCode}: {DisclosureWords.Of(DisclosureWords.Refusals, d.RefusalCode)}. {d.DecisionReason}"),
        ("Proportionate", d.Proportionality), ("Accurate and current", d.Accuracy), ("Lawful basis", DisclosureWords.Of(DisclosureWords.Bases, d.LawfulBasis)),
        ("Condition", DisclosureWords.Of(DisclosureWords.Conditions, d.Condition)), ("Last day to release", d.ExpiresOn?.Long()),
    ]);

    static Section SentPart(Disclosure d, People people) => Plain("What was sent", d.ReleasedAt is null ? [("Sent", "Nothing was sent.")] :
    [
        ("Sent", d.Sent), ("Released by", people.NameAndAgencyOf(d.ReleasedById)), ("Released", Moment(d.ReleasedAt)), ("File", d.FileName), ("SHA-256 of the file", d.FileSha256),
    ]);

    static Section Complaints(List<DisclosureComplaint> complaints, People people) => new()
    {
        Heading = "Complaints",
        StartsPage = false,
        Blocks = complaints.Count == 0 ? [new Paragraph("None is recorded.")] : [.. complaints.Select(c => new Paragraph(
            $"{c.ReceivedOn.Long()}. ", $"{c.Words} Recorded by {people.NameAndAgencyOf(c.RecordedById)}. {(c.Outcome is null ? "No answer is recorded yet." : $"Outcome: {c.Outcome}")}"))],
    };

    static Section Log(List<AuditEntry> log, People people) => new()
    {
        Heading = "The log",
        StartsPage = false,
        Intro = "Each entry is a link of the audit chain; the numbers are the chain's own.",
        Blocks =
        [
            new TableBlock
            {
                Caption = "Who did what",
                Columns = [new("Entry", ColumnKind.Number, 10), new("When", ColumnKind.Date, 22), new("Who", WidthShare: 30), new("Did", WidthShare: 14), new("What changed or why", WidthShare: 24)],
                Rows = [.. log.Select(e => new TableRow(Cell.Of(e.Sequence), Cell.LocalTime(London.FromUtc(e.At)), people.NameAndAgencyOf(e.UserId), e.Action, AuditWords.Detail(e.Detail)))],
            },
        ],
    };

    static byte[] LogFile(List<AuditEntry> log, People people) =>
        CsvTableWriter.ToBytes([new("entry"), new("at_utc"), new("who"), new("action"), new("subject"), new("subject_id"), new("detail"), new("hash")],
            log.Select(e => (IReadOnlyList<Cell>)
            [
                Cell.Of(e.Sequence.ToString(CultureInfo.InvariantCulture)), Cell.Of(e.At.ToString("O", CultureInfo.InvariantCulture)), people.NameAndAgencyOf(e.UserId),
                e.Action, e.Subject, e.SubjectId, e.Detail, Convert.ToHexStringLower(e.Hash),
            ]));

    static Section Plain(string heading, params (string Term, string? Text)[] facts) => new()
    {
        Heading = heading,
        StartsPage = false,
        Blocks = [new DefinitionList([.. facts.Where(f => !string.IsNullOrWhiteSpace(f.Text)).Select(f => new Definition(f.Term, new Paragraph(f.Text!)))])],
    };

    static string? Moment(DateTime? at) => at is { } moment ? London.Show(moment, "d MMM yyyy HH:mm") : null;

    static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }
}
