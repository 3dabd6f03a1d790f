using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Returns.Due;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Share.SmallNumbers.Release;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Pool;

/// <summary>One set of one quarter from all bodies, cleansed, handed back to every party with a manifest of what was changed. It leaves through the gate of bulk releases, which registers it.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class PoolFileModel(
    PoolReader reader, ReleaseRows records, IReleaseGate gate, ISharingAgreements agreements, ISiteContext site, Session session, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!Quarters.TryParse(quarter, out var period) || !(await agreements.ReadableSetsAsync(cancellation)).Contains(set)) return NotFound();
        var definition = SetCatalogue.Standard.Statutory(set);
        var sent = await reader.ReturnsAsync(definition, period, cancellation);
        var table = await records.ReadAsync(definition, period, period, PoolReader.ColumnsOf(definition, await agreements.FieldsAsync(definition, null, London.Today(clock), cancellation)), cancellation);
        var threshold = (await gate.TestAsync(Asked(definition, period, table), cancellation)).Threshold;
        var verdict = await gate.ReleaseAsync(Asked(definition, period, table), released => Pack(definition, period, released, table.Rows.Count - released.Rows.Count, threshold, sent), cancellation);
        if (verdict.Content is { } content) return File(content, "application/zip", $"set-{set}-{Quarters.Key(period)}-cleansed.zip");
        TempData.Done(string.Join(" ", verdict.Reasons), "Nothing has left");
        return Redirect("/share/returns/pool");
    }

    static ReleaseRequest Asked(SetDefinition set, SetPeriod period, ReleaseTable table) => new()
    {
        Kind = "cleansed pool",
        Title = $"{set.Name}, {period.Name}, cleansed",
        Sets = [set.Number!.Value],
        Recipients = "The parties of the sharing agreement",
        Filter = $"set {set.Number}, {Quarters.Key(period)}",
        Table = table,
        LeavesOutSmallGroups = true,
    };

    byte[] Pack(SetDefinition set, SetPeriod period, ReleaseTable released, int leftOut, int threshold, IReadOnlyList<PooledReturn> sent)
    {
        var manifest = new PoolManifest(site.PartnershipName, set.Number!.Value, set.Name, period.Name, clock.GetUtcNow().UtcDateTime, session.DisplayName, threshold, released.Rows.Count, leftOut, released.Columns, sent);
        using var pack = new PackFiles();
        pack.Table("records.csv", released.Columns, released.Rows);
        pack.Codes([set]);
        pack.Text("manifest.json", manifest.Json());
        pack.Text("manifest.txt", manifest.Text(set));
        return pack.Finish().ToArray();
    }
}
