using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Agreements.Register;

/// <summary>One version as a document, with a place for each body to sign on paper.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AgreementFileModel(AgreementReader reader, AgreementDesk desk, Session session, ISiteContext site, PaperFiles papers, AuditLog audit, TimeProvider clock)
    : AgreementPage(reader, desk, session, clock)
{
    [FromRoute] public int Number { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        var file = await papers.DocxAsync(Paper(), cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "agreement", $"{Id}/{Number}", new { format = "docx" }, cancellation);
        return File(file, DocxWriter.MediaType, $"sharing-agreement-version-{Number}.docx");
    }

    Report Paper() => new()
    {
        Title = Record.Agreement.Title,
        Subtitle = $"Sharing agreement, version {Number}",
        Partnership = site.PartnershipName,
        Marking = site.Marking,
        Status = AgreementWords.Name(Version.Standing.State),
        Version = $"{Number}",
        WrittenBy = Version.Version.WrittenByName,
        ApprovedBy = Version.Version.ApprovedByName,
        Handling = new("For the parties.", "Ask the owner before passing it on.", "What anybody may know of it stands in the public register."),
        Date = Today,
        Sections = [Terms(), Sets(), Clauses(), Signatures()],
    };

    Section Terms() => new()
    {
        Heading = "Terms",
        Blocks =
        [
            new DefinitionList(
            [
                Line("Starts", Version.Version.StartsOn.Long()), Line("Review by", Version.Standing.ReviewDue.Long()), Line("Last day", Version.Version.EndsOn.Long("No end")),
                Line("Purposes", string.Join("; ", Version.Version.Purposes.Select(PurposeName))), Line("Statutory powers", string.Join("; ", Version.Version.StatutoryPowers)),
                Line("Lawful basis", Version.Version.LawfulBasis), Line("Special category condition", Version.Version.SpecialCondition),
                Line("Impact assessment", Version.Version.ImpactAssessment), Line("Contact", Version.Version.Contact),
            ]),
        ],
    };

    static Definition Line(string term, string text) => new(term, new Paragraph(text.Length == 0 ? "Not yet written" : text));

    Section Sets() => new()
    {
        Heading = "Sets and fields",
        StartsPage = false,
        Blocks = Version.Sets.Count == 0 ? [new Paragraph("No set is named yet.")] :
        [
            new TableBlock
            {
                Caption = "Sets, who supplies them and under which law",
                Columns = [new("Set", WidthShare: 32), new("Supplied by", WidthShare: 26), new("From", ColumnKind.Date, 14), new("Law", WidthShare: 14), new("Fields", WidthShare: 14)],
                Rows = [.. Version.Sets.Select(s => new TableRow($"{s.SetNumber}. {SetNames.Of(s.SetNumber)}", BodyName(s.AgencyId), Cell.Of(s.FromOn), s.Regime, SetNames.FieldsInWords(s.SetNumber, s.Fields)))],
            },
        ],
    };

    Section Clauses() => new()
    {
        Heading = "Clauses",
        Blocks = [.. Version.Clauses.SelectMany(c => new Block[] { new Subheading($"{c.Position}. {c.Heading}"), new Paragraph(c.Text) })],
    };

    Section Signatures() => new()
    {
        Heading = "Signatures",
        Intro = "A responsible authority that signs on paper also signs on the partnership’s site, by a signatory it has named: only that counts.",
        Blocks =
        [
            new TableBlock
            {
                Caption = "Who signs",
                Columns = [new("Body", WidthShare: 34), new("Standing", WidthShare: 20), new("Name and post", WidthShare: 26), new("Signature and date", WidthShare: 20)],
                Rows = [.. Version.Parties.OrderBy(p => StandingOf(p) != Standing.ResponsibleAuthority).ThenBy(BodyName, StringComparer.CurrentCulture).Select(SignatureRow)],
            },
        ],
    };

    TableRow SignatureRow(Guid party) => Version.Signatures.FirstOrDefault(s => s.AgencyId == party && s.WithdrawnOn is null) is { } signature
        ? new(BodyName(party), StandingOf(party), $"{signature.SignedByName}, {signature.JobTitle}", $"Signed {signature.SignedOn.Long()}")
        : new(BodyName(party), StandingOf(party), "", "");
}
