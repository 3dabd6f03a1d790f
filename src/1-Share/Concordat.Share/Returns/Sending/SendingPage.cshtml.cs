using Concordat.Gate.Mapping;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>How far the check of a file is; then the draft, or what has to be told about its columns.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class SendingPageModel(SendingRoom room, ReturnMaps maps, Session session) : PageModel
{
    public Passing? Passing { get; private set; }
    public string Again => $"/share/returns/send/{Passing!.Parcel.Set.Number}/{Quarters.Key(Passing.Parcel.Period)}?agency={Passing.Parcel.AgencyId}";

    public IActionResult OnGet(Guid id)
    {
        Passing = Mine(id);
        if (Passing?.Result?.AnsweredReturn is { } answered)
        {
            TempData.Done("The answers are kept with the rows.", "Answered");
            return Redirect($"/share/returns/received/{answered}/faults");
        }
        return Passing?.Result?.ReturnId is { } draft ? Redirect($"/share/returns/received/{draft}") : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string[] headings, string[] fields, string? dateOrder, string? grid, CancellationToken cancellation)
    {
        Passing = Mine(id);
        if (Passing?.Result?.Question is not { } question) return NotFound();
        var set = Passing.Parcel.Set;
        var columns = headings.Zip(fields).Where(c => c.First.Length > 0 && (c.Second.Length == 0 || set.Find(c.Second) is not null))
            .DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second);
        var map = (question.Known ?? new ReturnMap()) with
        {
            Columns = columns,
            DateOrder = dateOrder is "dmy" or "mdy" or "ymd" ? dateOrder : null,
            Grid = grid is "EPSG:27700" or "EPSG:4326" ? grid : null,
        };
        await maps.SaveAsync(Passing.Parcel.AgencyId, set.Number!.Value, map, "columns told by hand", cancellation);
        TempData.Done("The columns are remembered. Choose the file again: nothing of it was kept.");
        return Redirect(Again);
    }


    Passing? Mine(Guid id) => room.Find(id) is { } passing && passing.IsOf(session) ? passing : null;
}
