using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures.Evidence;

/// <summary>The register of disclosures for information governance: who asked whom for what purpose, and how it ended. No personal data of subjects.</summary>
[Authorize(Policy = Policies.ReadAudit)]
internal sealed class RegisterFileModel(DisclosureDesk desk) : PageModel
{
    static readonly TableColumn[] Columns =
    [
        new("number"), new("state"), new("asked_by"), new("asked_by_body"), new("received_by"), new("received_by_body"), new("held_by_body"), new("decided_by"),
        new("agreement"), new("purpose"), new("processing"), new("needed_for"), new("consent"), new("lawful_basis"), new("condition"), new("asked"), new("decided"),
        new("decision"), new("refusal_code"), new("last_day"), new("released"), new("file_sha256"), new("restricted"), new("erased"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var people = await desk.PeopleAsync(cancellation);
        var rows = await desk.Db.Set<Disclosure>().AsNoTracking().OrderBy(d => d.Number).ToListAsync(cancellation);
        await desk.DiscloseAsync("disclosure", "register", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(d => (IReadOnlyList<Cell>)
        [
            d.Reference, d.State.Words(), people.NameOf(d.RequesterId), people.Agency(d.RequesterAgencyId)?.Name, Name(d.RecipientId), people.Agency(d.RecipientAgencyId)?.Name,
            people.Agency(d.HolderAgencyId)?.Name, Name(d.DecidedById), d.AgreementTitle, d.Purpose, d.Regime, d.Test, d.Consent, d.LawfulBasis, d.Condition, Time(d.AskedAt),
            Time(d.DecidedAt), d.Decision, d.RefusalCode, Cell.Of(d.ExpiresOn), Time(d.ReleasedAt), d.FileSha256, Time(d.RestrictedAt), Time(d.ErasedAt),
        ])), "text/csv", "disclosures.csv");

        string? Name(Guid? person) => person is null ? null : people.NameOf(person);
    }

    static Cell Time(DateTime? at) => at is { } moment ? Cell.LocalTime(London.FromUtc(moment)) : Cell.Empty;
}
