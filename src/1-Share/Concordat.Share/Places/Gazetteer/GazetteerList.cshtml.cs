using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>The gazetteer: searched, filtered by kind, a page at a time.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class GazetteerListModel(GazetteerStore store, Session session) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Show { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Place> Places { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyList<Choice> Kinds { get; private set; } = [];
    public IReadOnlyList<Choice> Shows { get; } = [new("", "In use"), new("retired", "No longer in use")];
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Kind) || Show == "retired";
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public string Query => $"?q={Uri.EscapeDataString(Q ?? "")}&kind={Uri.EscapeDataString(Kind ?? "")}&show={Uri.EscapeDataString(Show ?? "")}";

    internal PlaceFilter Filter => new(Q, Kind, Show == "retired");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (Places, Total) = await store.ListAsync(Filter, PageNumber, PageSize, cancellation);
        Kinds = [.. (await store.KindsAsync(cancellation)).Select(k => new Choice(k.Kind, $"{PlaceKinds.Show(k.Kind)} ({k.Places})"))];
    }
}
