using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements.Register;

/// <summary>The public register as a table: a line for each set of each agreement in force.</summary>
[AllowAnonymous]
internal sealed class PublicFileModel(PublicRegister register) : PageModel
{
    static readonly TableColumn[] Columns =
        [new("Partnership"), new("Agreement"), new("Since", ColumnKind.Date), new("Review by", ColumnKind.Date), new("Last day", ColumnKind.Date), new("Purposes"), new("Signed by"), new("Set"), new("Supplied by")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var agreements = await register.ReadAsync(cancellation);
        return File(CsvTableWriter.ToBytes(Columns, agreements.SelectMany(a => a.Sets.Select(s => (IReadOnlyList<Cell>)
        [
            Cell.Of(a.Partnership), Cell.Of(a.Title), Cell.Of(a.StartsOn), Cell.Of(a.ReviewBy), a.LastDay is { } last ? Cell.Of(last) : Cell.Of(""),
            Cell.Of(string.Join("; ", a.Purposes)), Cell.Of(string.Join("; ", a.Parties)), Cell.Of(SetNames.Of(s.Number)), Cell.Of(s.Supplier),
        ]))), "text/csv", "sharing-agreements.csv");
    }
}
