using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Concordat.Understand.Explore.Kept;

/// <summary>What a view of Explore was made from: the filter, and which months were held.</summary>
/// <param name="Query">The filter as the end of an address.</param>
/// <param name="Held">Months by number of the set.</param>
/// <param name="Controlled">Numbers of the sets that partners sent.</param>
/// <param name="Ground">Boundary, threshold and cut; null for views of a time before they were kept, which take today's.</param>
internal sealed record KeptInputs(string Query, IReadOnlyDictionary<string, IReadOnlyList<Month>> Held, IReadOnlyList<int> Controlled, RunGround? Ground = null)
{
    public static KeptInputs Of(IncidentFilter filter, SetsHeld held, RunGround ground) => new(filter.Query,
        held.BySet.ToDictionary(h => h.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), h => h.Value.Months), [.. held.Controlled.Order()], ground);

    public SetsHeld Sets => new(Held.ToDictionary(h => int.Parse(h.Key, System.Globalization.CultureInfo.InvariantCulture), h => new MonthsHeld(h.Value))) { Controlled = Controlled.ToHashSet() };

    public IncidentFilter Filter => IncidentFilter.FromQuery(new QueryCollection(QueryHelpers.ParseQuery(Query)));
}

/// <summary>The figures of a view as they were kept.</summary>
/// <param name="Noun">What is counted: "burglaries".</param>
/// <param name="From">First month.</param>
/// <param name="Month">Last month.</param>
/// <param name="Sentence">What the program says of the last month.</param>
/// <param name="Placed">Placed records.</param>
/// <param name="FewestShown">The threshold below which figures are hidden; 0 where every record is open.</param>
/// <param name="Months">Counts by month; null where missing or hidden.</param>
/// <param name="HotSpots">Hot spots of the last month.</param>
internal sealed record KeptFigures(string Noun, Month From, Month Month, string Sentence, int Placed, int FewestShown, IReadOnlyList<KeptMonth> Months, IReadOnlyList<KeptSpot> HotSpots)
{
    public static KeptFigures Of(ExploreData data) => new(data.Noun, data.Filter.From!.Value, data.Month, CountSentence.Of(data.Noun, data.Comparison, data.Map?.HotSpots, data.Month), data.Summary.Placed, data.FewestShown,
        [.. data.Series.Where(m => m.Month >= data.Filter.From).Select(m => new KeptMonth(m.Month, m.Count))],
        [.. (data.Map?.HotSpots.HotSpots ?? []).Select(h => new KeptSpot(h.Name, h.Count, h.Cells.Count, Math.Round(h.StrongestZ, 6), h.IsNew))]);

    /// <summary>The same without figures below a threshold that is higher than theirs, and without the sentence that may tell one.</summary>
    public KeptFigures WithoutBelow(int fewest)
    {
        List<KeptMonth> months = [.. Months.Select(m => m.Count < fewest ? m with { Count = null } : m)];
        return this with { Sentence = $"Not shown: figures below {fewest} are hidden now.", Placed = months.Sum(m => m.Count ?? 0), Months = months, HotSpots = [.. HotSpots.Where(h => h.Count >= fewest)] };
    }

    /// <summary>The same figures; lists are compared by what is in them.</summary>
    public bool Agrees(KeptFigures other) => RunJson.Write(this) == RunJson.Write(other);
}

/// <summary>One month of a kept view.</summary>
internal sealed record KeptMonth(Month Month, int? Count);

/// <summary>One hot spot of a kept view.</summary>
internal sealed record KeptSpot(string Name, int Count, int Squares, double StrongestZ, bool IsNew);

/// <summary>Keeps views of Explore as runs: what went in, how, and what came out, so that a finding can be traced to them and made again.</summary>
internal sealed class KeptViews(Explorer explorer, IncidentQuery incidents, RunGrounds grounds, Session session, TimeProvider clock, ConcordatDb db)
{
    public const string Method = "explore";

    /// <summary>Looks at a view as the records stand and adds it to the context as a run, without saving; null when no records are held.</summary>
    public async Task<(PatternRun Run, ExploreData Data)?> KeepAsync(IncidentFilter asked, CancellationToken cancellation)
    {
        var (held, ground, version) = (await incidents.HeldAsync(cancellation), await grounds.NowAsync(cancellation), asked.DataVersion ?? await incidents.DataVersionAsync(cancellation));
        if (await explorer.LookAsync(asked with { DataVersion = version }, cancellation, new(held, null)) is not { } data) return null;
        var run = new PatternRun(session.Partnership, Guid.CreateVersion7(), Method, RunJson.Write(KeptInputs.Of(data.Filter, held, ground)), 0, version, AreaRecords.SoftwareVersion,
            RunJson.Write(KeptFigures.Of(data)), session.User, clock.GetUtcNow().UtcDateTime);
        db.Add(run);
        return (run, data);
    }

    /// <summary>The same view from the records, boundary, threshold and cut as they stood, to be compared and not shown; null when no records were held.</summary>
    public async Task<KeptFigures?> AgainAsync(PatternRun run, CancellationToken cancellation)
    {
        var inputs = RunJson.Read<KeptInputs>(run.Parameters);
        return await explorer.LookAsync(inputs.Filter, cancellation, new(inputs.Sets, inputs.Ground)) is { } data ? KeptFigures.Of(data) : null;
    }

    /// <summary>The figures of a kept view as they may be shown today: as kept, or where the threshold has risen since, from the same records as they are cut now.</summary>
    public async Task<KeptFigures> ShownAsync(PatternRun run, CancellationToken cancellation)
    {
        var (figures, inputs) = (RunJson.Read<KeptFigures>(run.Result), RunJson.Read<KeptInputs>(run.Parameters));
        if (figures.FewestShown == 0 || !await grounds.HasRisenAsync(inputs.Ground, cancellation)) return figures;
        var ground = await grounds.NowAsync(cancellation) with { Boundary = inputs.Ground!.Boundary };
        return await explorer.LookAsync(inputs.Filter, cancellation, new(inputs.Sets, ground)) is { } data ? KeptFigures.Of(data)
            : figures with { Sentence = "Too few records to be shown today.", Placed = 0, FewestShown = ground.FewestShown, Months = [], HotSpots = [] };
    }

    /// <summary>What a filter looks at, in a few words.</summary>
    public static string Title(IncidentFilter filter) => filter.Themes switch
    {
        [var one] => ThemeList.Find(one)!.Name,
        [] => "All themes",
        var some => $"{some.Count} themes together",
    };
}
