using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.ContextSets.List;

/// <summary>The contextual sets that are held, and their figures by area and day.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ContextListModel(ContextStore store) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Area", Description = "Part of its code or name")] public string? Area { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Measure", Description = "Part of its name, such as population")] public string? Measure { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "As on (optional)", Description = "Gives the newest figure of that day or before. For example, 30 6 2026")] public DateOnly? On { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public bool MayLoad => store.MayLoad;
    public IReadOnlyList<ContextLoad> Loads { get; private set; } = [];
    public IReadOnlyList<ContextFigure> Figures { get; private set; } = [];
    public int Total { get; private set; }
    public bool IsFiltered => !string.IsNullOrEmpty(Kind + Area + Measure) || On is not null;
    public string Query => $"?kind={Uri.EscapeDataString(Kind ?? "")}&area={Uri.EscapeDataString(Area ?? "")}&measure={Uri.EscapeDataString(Measure ?? "")}{(On is { } on ? $"&on={on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        Loads = await store.LoadsAsync(cancellation);
        (Figures, Total) = await store.FiguresAsync(new(Kind, Area, Measure, On, null), PageNumber, PageSize, cancellation);
    }
}
