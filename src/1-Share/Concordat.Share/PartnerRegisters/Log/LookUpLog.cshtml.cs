using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.PartnerRegisters.Log;

/// <summary>The questions that the person may see: their own, those put to their body's registers, or for information governance all.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class LookUpLogModel(RegisterDesk desk, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("at"), new("register"), new("held_by"), new("asked_by"), new("asked_by_body"), new("purpose"), new("reason"), new("answer"), new("refused_because")];

    public async Task<IActionResult> OnGetAsync(Guid? register, CancellationToken cancellation)
    {
        var (people, registers) = (await desk.PeopleAsync(cancellation), (await desk.RegistersAsync(cancellation)).ToDictionary(r => r.Id));
        var rows = await desk.Db.Set<LookUp>().AsNoTracking().Where(l => register == null || l.RegisterId == register).OrderBy(l => l.At).ToListAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "register", "log", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(l => (IReadOnlyList<Cell>)
        [
            Cell.LocalTime(London.FromUtc(l.At)), registers.GetValueOrDefault(l.RegisterId)?.Name, people.Agency(l.HolderAgencyId)?.Name, people.NameOf(l.AskerId), people.Agency(l.AskerAgencyId)?.Name,
            l.Purpose, l.Reason, l.Answer, l.Refusal is null ? null : RegisterDesk.Words(l.Refusal),
        ])), "text/csv", "look-ups.csv");
    }
}
