using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concordat.Demonstration.Borough;

/// <summary>Makes three years of incidents: planted effects on a background of chance.</summary>
internal sealed class IncidentGenerator
{
    private const double WithoutPlaceShare = 0.02;
    private const int JitterMetres = 40;

    private readonly BoroughGeography _geography;
    private readonly IReadOnlyList<BoroughPlace> _places;
    private readonly Dictionary<string, BoroughPlace> _byName;
    private readonly BoroughChance _chance;
    private readonly List<BoroughIncident> _incidents = [];
    private readonly List<(DateOnly Day, BoroughPlace Place, string Premises)> _recentBurglaries = [];
    private readonly List<(BoroughPlace Place, string Premises)> _disturbed = [];
    private int _premises;

    private IncidentGenerator(BoroughGeography geography, IReadOnlyList<BoroughPlace> places, BoroughChance chance)
    {
        (_geography, _places, _chance) = (geography, places, chance);
        _byName = places.ToDictionary(p => p.Name, StringComparer.Ordinal);
    }

    public static IReadOnlyList<BoroughIncident> Make(BoroughGeography geography, IReadOnlyList<BoroughPlace> places, BoroughChance chance)
    {
        var generator = new IncidentGenerator(geography, places, chance);
        generator.ChooseDisturbedAddresses();
        foreach (var theme in BoroughTheme.All) generator.AddTheme(theme);
        return generator._incidents;
    }

    private void AddTheme(BoroughTheme theme)
    {
        var background = BackgroundWeights(theme);
        for (var month = PlantedEffects.FirstMonth; month <= PlantedEffects.LastMonth; month = month.Plus(1))
        {
            if ((theme.Supplier, theme.SetNumber, month) == PlantedEffects.MissingAtSource) continue;
            var before = _incidents.Count;
            foreach (var effect in PlantedEffects.All.Where(e => e.Theme == theme.Slug)) AddEffect(theme, effect, month);
            if (theme.Slug == "burglary") AddMillLane(theme, month);
            if (theme.Slug == "anti-social-behaviour") AddDisturbances(theme, month);
            var planted = _incidents.Count - before;
            var count = PlantedEffects.SetTotal(theme.Slug, month) is { } total ? total - planted : _chance.Poisson(theme.MeanIn(month));
            for (var i = 0; i < count; i++) AddBackground(theme, month, background);
        }
    }

    /// <summary>Background never falls on a place that a planted effect of the theme uses, nor inside the areas of the cycle hub for bicycles.</summary>
    private double[] BackgroundWeights(BoroughTheme theme)
    {
        var planted = PlantedEffects.All.Where(e => e.Theme == theme.Slug).SelectMany(e => e.Places).Select(p => p.Place).ToHashSet(StringComparer.Ordinal);
        if (theme.Slug == "burglary") planted.UnionWith(PlantedEffects.MillLane.Select(b => b.Place));
        return BoroughTimes.RunningTotals(_places.Select(p =>
            planted.Contains(p.Name) || theme.Slug == "bicycle-theft" && _geography.CycleHubAreas.Any(a => a.Contains(p.At))
                ? 0
                : theme.HomesShare * p.HomesWeight + (1 - theme.HomesShare) * p.ShopsWeight));
    }

    private void AddBackground(BoroughTheme theme, BoroughMonth month, double[] background)
    {
        var place = _places[_chance.Weighted(background)];
        var time = BoroughTimes.Draw(theme.Times, month, _chance);
        string? premises = null, planted = null;
        if (theme.Slug == "burglary")
        {
            premises = NextPremises();
            if (time.FromUtc is { } from) (place, premises, planted) = MaybeRepeat(DateOnly.FromDateTime(from), place, premises);
        }
        else if (theme.Supplier == "police" && _chance.Share() < WithoutPlaceShare)
        {
            place = null;
        }

        Add(theme, month, place, time, premises, planted);
    }

    private void AddEffect(BoroughTheme theme, PlantedEffect effect, BoroughMonth month)
    {
        var count = effect.Count(month, _chance);
        var totals = BoroughTimes.RunningTotals(effect.Places.Select(p => p.Weight));
        for (var i = 0; i < count; i++)
        {
            // Evenly through the weights, so that the places' shares are exact and not drawn.
            var at = (i + 0.5) / count * totals[^1];
            var place = _byName[effect.Places[Array.FindIndex(totals, t => at < t)].Place];
            var time = BoroughTimes.Draw(effect.Times, month, _chance);
            if (effect.Times == TimePattern.FridayAndSaturdayNights) time = PastMidnight(time, month);
            Add(theme, month, place, time, null, effect.Name);
        }
    }

    /// <summary>Half of a night's violence comes after midnight, unless that would leave the month.</summary>
    private (TimeKnowledge, DateTime?, DateTime?) PastMidnight((TimeKnowledge Knowledge, DateTime? FromUtc, DateTime? ToUtc) time, BoroughMonth month)
    {
        if (_chance.Share() < 0.5) return time;
        var later = time.FromUtc!.Value.AddHours(4);
        return BoroughTimes.ToLocal(later).Month == month.Month ? (time.Knowledge, later, later) : time;
    }

    private void AddMillLane(BoroughTheme theme, BoroughMonth month)
    {
        foreach (var (day, place, fromHour, toHour) in PlantedEffects.MillLane.Where(b => b.Day.Year == month.Year && b.Day.Month == month.Month))
        {
            var time = (TimeKnowledge.Span, Utc(day, fromHour), Utc(day, toHour));
            Add(theme, month, _byName[place], time, NextPremises(), PlantedEffects.MillLaneSeries);
        }

        static DateTime? Utc(DateOnly day, int hour) => BoroughTimes.ToUtc(day.ToDateTime(new(hour, 0), DateTimeKind.Unspecified));
    }

    private (BoroughPlace Place, string Premises, string? Planted) MaybeRepeat(DateOnly day, BoroughPlace place, string premises)
    {
        var recent = _recentBurglaries.Where(b => b.Day < day && b.Day.AddDays(42) >= day).ToList();
        var repeats = recent.Count > 0 && _chance.Share() < PlantedEffects.RepeatBurglaryShare;
        if (repeats) (_, place, premises) = _chance.Choose(recent);
        _recentBurglaries.Add((day, place, premises));
        return (place, premises, repeats ? PlantedEffects.RepeatBurglary : null);
    }

    private void ChooseDisturbedAddresses()
    {
        var homes = BoroughTimes.RunningTotals(_places.Select(p => p.Kind == "street" ? p.HomesWeight : 0));
        for (var i = 0; i < PlantedEffects.DisturbedAddresses; i++) _disturbed.Add((_places[_chance.Weighted(homes)], NextPremises()));
    }

    private void AddDisturbances(BoroughTheme theme, BoroughMonth month)
    {
        foreach (var (place, premises) in _disturbed)
        {
            var count = _chance.Poisson(PlantedEffects.DisturbedAddressMonthlyMean);
            for (var i = 0; i < count; i++) Add(theme, month, place, BoroughTimes.Draw(theme.Times, month, _chance), premises, PlantedEffects.RepeatDisturbance);
        }
    }

    private void Add(
        BoroughTheme theme, BoroughMonth month, BoroughPlace? place, (TimeKnowledge Knowledge, DateTime? FromUtc, DateTime? ToUtc) time, string? premises, string? planted)
    {
        var point = place is null ? (GridPoint?)null : theme.Supplier == "police" ? place.At : Near(place.At, premises);
        _incidents.Add(new(Reference(theme, month), theme.Supplier, theme.SetNumber, theme.Slug, month, place, point, time.Knowledge, time.FromUtc, time.ToUtc, premises, planted));
    }

    /// <summary>A point beside the place; records of one address share their point.</summary>
    private GridPoint Near(GridPoint at, string? premises)
    {
        var (east, north) = premises is null
            ? (_chance.Whole(-JitterMetres, JitterMetres + 1), _chance.Whole(-JitterMetres, JitterMetres + 1))
            : (premises[^1] * 7 % 41, premises[^1] * 11 % 37);
        var near = new GridPoint(at.EastingMetres + east, at.NorthingMetres + north);
        return GridRing.Contains(_geography.Edge, near) ? near : at;
    }

    private string NextPremises() => string.Create(CultureInfo.InvariantCulture, $"P{++_premises:00000}");

    private string Reference(BoroughTheme theme, BoroughMonth month) => theme.Supplier switch
    {
        "council" => string.Create(CultureInfo.InvariantCulture, $"ASB/{month.Year}/{_incidents.Count + 1:000000}"),
        "fire" => string.Create(CultureInfo.InvariantCulture, $"RFR/{month.Year}/{_incidents.Count + 1:000000}"),
        // The shape of a police.uk crime identifier: 64 hexadecimal figures.
        _ => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Riverbourne {_incidents.Count + 1}")))),
    };
}
