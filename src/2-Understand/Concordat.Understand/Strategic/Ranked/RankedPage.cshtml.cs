using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Understand.Strategic.Ranked;

/// <summary>The ranking with criteria, weights, scores, scorers and how much the order depends on the weights.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class RankedPageModel(ConcordatDb db, Session session, StrategicDesk desk, StrategicPapers papers) : StrategicPage(db, session)
{
    const double GreatestWeight = 1000;

    public StrategicResult Result { get; private set; } = null!;
    public string SetKey { get; private set; } = RiskMatrix.StandardSet;
    public IReadOnlyDictionary<string, string> Weights { get; private set; } = new Dictionary<string, string>();

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
        SetKey = RunJson.Read<RiskMatrix>(Assessment.Matrix).SetKey;
        Weights = Result.Matrix.Criteria.ToDictionary(c => c.Key, c => c.Weight.ToString("0.##", CultureInfo.InvariantCulture));
        return true;
    }
}
