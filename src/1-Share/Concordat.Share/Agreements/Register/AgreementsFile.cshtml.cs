using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements.Register;

/// <summary>The partnership's own register as a table: a line for each version.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AgreementsFileModel(AgreementReader reader, TimeProvider clock) : PageModel
{
    static readonly TableColumn[] Columns =
    [
        new("Agreement"), new("Version", ColumnKind.Number), new("State"), new("Why"), new("Starts", ColumnKind.Date), new("Review by", ColumnKind.Date), new("Last day", ColumnKind.Date),
        new("Purposes"), new("Sets"), new("Signed by"), new("Missing"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        var agreements = await reader.AllAsync(today, cancellation);
        var bodies = (await reader.BodiesAsync(today, cancellation)).ToDictionary(b => b.Agency.Id, b => b.Agency.Name);
        return File(CsvTableWriter.ToBytes(Columns, agreements.SelectMany(a => a.Versions.Select(v => (IReadOnlyList<Cell>)
        [
            Cell.Of(a.Agreement.Title), Cell.Of(v.Version.Number), Cell.Of(AgreementStates.Stored(v.Standing.State)), Cell.Of(v.Standing.Reason), Day(v.Version.StartsOn), Day(v.Standing.ReviewDue), Day(v.Version.EndsOn),
            Cell.Of(string.Join("; ", v.Version.Purposes)), Cell.Of(string.Join("; ", v.Sets.Select(s => s.SetNumber).Distinct())),
            Cell.Of(string.Join("; ", v.Signatures.Where(s => s.WithdrawnOn is null).Select(s => bodies[s.AgencyId]))),
            Cell.Of(string.Join("; ", v.Standing.State == AgreementState.ForSignature ? v.Standing.Missing.Select(m => bodies[m]) : [])),
        ]))), "text/csv", "sharing-agreements.csv");
    }

    static Cell Day(DateOnly? day) => day is { } d ? Cell.Of(d) : Cell.Of("");
}
