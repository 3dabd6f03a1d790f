using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Severity;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Ranked;

/// <summary>The ranking with criteria, weights, scores, scorers and how much the order depends on the weights.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class RankedPageModel(ConcordatDb db, Session session, StrategicDesk desk, StrategicPapers papers) : StrategicPage(db, session)
{
    const double GreatestWeight = 1000, FirstSeverityWeight = 30;

    public StrategicResult Result { get; private set; } = null!;
    public string SetKey { get; private set; } = RiskMatrix.StandardSet;
    public IReadOnlyDictionary<string, string> Weights { get; private set; } = new Dictionary<string, string>();

    /// <summary>The last version of each severity table that is held.</summary>
    public IReadOnlyList<Choice> Tables { get; private set; } = [];

    public static IReadOnlyList<Choice> Sets { get; } =
        [new(RiskMatrix.StandardSet, "Standard: harm, volume, change, outlook, places"), new(RiskMatrix.RiskSet, "Harm, likelihood, organisational position (in the manner of MoRiLE)")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>Takes a ready set of criteria with its weights.</summary>
    public async Task<IActionResult> OnPostSetAsync(string? set, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        if (Sets.All(s => s.Value != set))
        {
            ModelState.AddModelError("set", "Choose one of the ready sets");
            return Page();
        }
        return await RankAsync(RiskMatrix.Ready(set!), cancellation);
    }

    public async Task<IActionResult> OnPostWeightsAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        Weights = Result.Matrix.Criteria.ToDictionary(c => c.Key, c => Request.Form[$"weight-{c.Key}"].ToString().Trim());
        var read = Weights.ToDictionary(w => w.Key, w => double.TryParse(w.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n <= GreatestWeight ? n : double.NaN);
        foreach (var (key, _) in read.Where(w => double.IsNaN(w.Value))) ModelState.AddModelError($"weight-{key}", $"The weight of {Result.Matrix.Criteria.First(c => c.Key == key).Name.ToLowerInvariant()} must be a number from 0 to {GreatestWeight:0}");
        if (ModelState.IsValid && read.Values.All(w => w == 0)) ModelState.AddModelError($"weight-{Result.Matrix.Criteria[0].Key}", "Give at least one criterion a weight above 0");
        if (!ModelState.IsValid) return Page();
        return await RankAsync(Result.Matrix with { Criteria = [.. Result.Matrix.Criteria.Select(c => c with { Weight = read[c.Key] })] }, cancellation);
    }

    /// <summary>Sets the harm of a typical case of each theme.</summary>
    public async Task<IActionResult> OnPostHarmAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        var harm = new Dictionary<string, int>(Result.Matrix.Harm);
        foreach (var theme in Result.Themes)
            if (int.TryParse(Request.Form[$"harm-{theme.Key}"], NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is >= RiskMatrix.Lowest and <= RiskMatrix.Highest) harm[theme.Key] = step;
            else ModelState.AddModelError($"harm-{theme.Key}", $"The harm of {theme.Name.ToLowerInvariant()} must be from {RiskMatrix.Lowest} to {RiskMatrix.Highest}");
        return ModelState.IsValid ? await RankAsync(Result.Matrix with { Harm = harm }, cancellation) : Page();
    }

    /// <summary>Takes a severity table as a criterion, or takes it away.</summary>
    public async Task<IActionResult> OnPostSeverityAsync(string? table, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        var weight = Result.Matrix.Criteria.FirstOrDefault(c => c.Key == RiskMatrix.SeverityKey)?.Weight ?? FirstSeverityWeight;
        var matrix = Result.Matrix;
        if (string.IsNullOrEmpty(table)) matrix = matrix.With(null, 0);
        else if (Guid.TryParse(table, out var id) && await Db.Set<SeverityTable>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellation) is { } held)
            matrix = matrix.With(new(held.Id, held.Name, held.Version, held.Source, SeverityWeight.ByTheme(await Db.Set<SeverityWeight>().AsNoTracking().Where(w => w.TableId == id).OrderBy(w => w.RowNumber).ToListAsync(cancellation))), weight);
        else ModelState.AddModelError("table", "Choose a table that is held, or none");
        if (ModelState.IsValid && matrix.Criteria.All(c => c.Weight == 0)) ModelState.AddModelError("table", "Give another criterion a weight first: without the table none would count");
        return ModelState.IsValid ? await RankAsync(matrix, cancellation) : Page();
    }

    async Task<IActionResult> RankAsync(RiskMatrix matrix, CancellationToken cancellation)
    {
        await desk.ChangeAsync(Assessment, a =>
        {
            a.RankBy(matrix);
            return null;
        }, cancellation);
        TempData.Done("The issues are ranked again. No figure has changed.");
        return Redirect($"{Assessment.Url}/ranking");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Assessment.RunId is null) return false;
        Result = (await papers.ContentAsync(Assessment, cancellation)).Result;
        if (MayWrite) Tables = [.. (await Db.Set<SeverityTable>().AsNoTracking().ToListAsync(cancellation)).GroupBy(t => t.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.MaxBy(t => t.Version)!).Select(t => new Choice(t.Id.ToString(), $"{t.Name}, version {t.Version}"))];
        SetKey = RunJson.Read<RiskMatrix>(Assessment.Matrix).SetKey;
        Weights = Result.Matrix.Criteria.ToDictionary(c => c.Key, c => c.Weight.ToString("0.##", CultureInfo.InvariantCulture));
        return true;
    }
}
