using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Interventions.MyActions;

/// <summary>One's own actions, then one's agency's; for those who run the meetings and the executive, all agencies'.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MyActionsModel(ActionList list, MemberDirectory directory, Session session, AuditLog audit, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true), Display(Name = "State")] public string? Show { get; set; } = "open";
    [BindProperty(SupportsGet = true), Display(Name = "Agency")] public Guid? Agency { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind")] public string? Kind { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Intervention> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    public DateOnly Today => London.Today(clock);
    public bool SeesAll => list.SeesAllAgencies;
    public int Chosen => (Show == "open" ? 0 : 1) + (Agency is null ? 0 : 1) + (string.IsNullOrEmpty(Kind) ? 0 : 1);
    public IReadOnlyList<Choice> Shows { get; } = [.. ActionFilter.Shows.Select(s => new Choice(s, Capital(s)))];
    public IReadOnlyList<Choice> Kinds { get; } = [.. ActionFilter.Kinds.Select(k => new Choice(k, Capital(k)))];
    public IReadOnlyList<Choice> Agencies => [.. People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];
    public string CsvUrl => $"/act?handler=csv&Show={Uri.EscapeDataString(Show ?? "open")}&Agency={Agency}&Kind={Uri.EscapeDataString(Kind ?? "")}";
    public string InWords => $"{Capital(Show!)} actions of {(Agency is { } one ? People.ShortNameOf(one) : SeesAll ? "all agencies" : "yours and your agency’s")}{(string.IsNullOrEmpty(Kind) ? "" : $", {Kind}")}: {Total:N0}.";

    public IEnumerable<IGrouping<string, Intervention>> Groups => Rows.GroupBy(i =>
        i.PersonId == session.UserId ? "Yours" : i.AgencyId == session.AgencyId ? "Your agency’s" : "Other agencies’");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var query = await ReadFilterAsync(cancellation);
        Total = await query.CountAsync(cancellation);
        Rows = await query.Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        var rows = await (await ReadFilterAsync(cancellation)).ToListAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "actions", session.Partnership.ToString(), new { format = "csv", rows = rows.Count }, cancellation);
        var file = CsvTableWriter.ToBytes(
            [new("Action"), new("Kind"), new("For"), new("Agency"), new("Person"), new("Agreed", ColumnKind.Date), new("Due", ColumnKind.Date), new("State"), new("Overdue"), new("Finished", ColumnKind.Date), new("Because")],
            rows.Select(i => (IReadOnlyList<Cell>)
            [
                i.What, i.Kind, i.ItemTitle, People.ShortNameOf(i.AgencyId), People.NameOf(i.PersonId), Cell.Of(i.AgreedOn), Cell.Of(i.DueOn),
                i.State.Words(), i.IsOverdueOn(Today) ? "yes" : "no", Cell.Of(i.FinishedOn), i.Reason,
            ]));
        return File(file, "text/csv", string.Create(CultureInfo.InvariantCulture, $"actions-{Today:yyyy-MM-dd}.csv"));
    }

    async Task<IQueryable<Intervention>> ReadFilterAsync(CancellationToken cancellation)
    {
        People = await directory.ReadAsync(cancellation);
        if (Show is null || !ActionFilter.Shows.Contains(Show)) Show = "open";
        PageNumber = Math.Max(1, PageNumber);
        return list.Query(new(Show, Agency, Kind), Today);
    }

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
