using Concordat.Gate.Mapping;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Faults;

/// <summary>Maps a supplier's words to the codes of the set, once.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class CodesPageModel(SentReturns returns, ReturnMoves moves, ReturnMaps maps) : PageModel
{
    public SentReturn? Item { get; private set; }
    public IReadOnlyList<(string Field, IReadOnlyList<(string Word, long Rows)> Words)> Unknown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string[] fields, string[] words, string[] codes, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || fields.Length != words.Length || words.Length != codes.Length) return NotFound();
        var (map, _) = await maps.FindAsync(Item!.AgencyId, Item.Set.Number!.Value, cancellation);
        map ??= ReportJson.Map(Item.Report) ?? new ReturnMap();
        var all = map.Codes.ToDictionary(c => c.Key, c => c.Value.ToDictionary(v => v.Key, v => v.Value));
        for (var i = 0; i < fields.Length; i++)
        {
            if (codes[i].Length == 0 || Item.Set.Find(fields[i])?.Codes.Any(c => c.Code == codes[i]) != true) continue;
            if (!all.TryGetValue(fields[i], out var known)) all[fields[i]] = known = [];
            known[words[i]] = codes[i];
        }
        await maps.SaveAsync(Item.AgencyId, Item.Set.Number!.Value, map with { Codes = all.ToDictionary(c => c.Key, c => (IReadOnlyDictionary<string, string>)c.Value) }, "words mapped by hand", cancellation);
        TempData.Done("The words are remembered. Send the file again, and its rows are read with them.");
        return Redirect(Item.State == "accepted" ? $"/share/returns/send/{Item.Set.Number}/{Quarters.Key(Item.Period)}?agency={Item.AgencyId}&answers={Item.Id}"
            : $"/share/returns/send/{Item.Set.Number}/{Quarters.Key(Item.Period)}?agency={Item.AgencyId}");
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        Item = await returns.FindAsync(id, cancellation);
        if (Item is null || !moves.MaySendFor(Item.AgencyId)) return false;
        Unknown = [.. ReportJson.UnknownCodes(Item.Report).Where(f => Item.Set.Find(f.Field) is not null)];
        return true;
    }
}
