namespace Concordat.Gate.Placing;

/// <summary>From which score a match counts by itself, and from which a person is asked.</summary>
public sealed record PlaceThresholds
{
    /// <summary>Score from which the best match is taken, 60 to 100.</summary>
    public double Taken { get; init; } = 90;

    /// <summary>Score from which a match is shown to a person as a candidate, 0 to <see cref="Taken"/>.</summary>
    public double Shown { get; init; } = 60;

    /// <summary>How far the best must lead the next place, or a person is asked; two places within 100 metres count as one.</summary>
    public double Lead { get; init; } = 8;
}

/// <summary>Finds a place by coordinates, then a unit postcode, then what a person decided before, then the gazetteer, then the outward postcode.</summary>
/// <remarks>A unit postcode is used here to find a point and goes no further: neither name nor stored candidate holds it.</remarks>
/// <param name="coordinates">Reads coordinates and grid references.</param>
/// <param name="postcodes">Unit postcodes; empty where none were imported.</param>
/// <param name="gazetteer">The partnership's own places.</param>
/// <param name="thresholds">When a match counts.</param>
/// <param name="remembered">What people decided for this supplier's words, by <see cref="KeyOf"/>; null where nothing is.</param>
public sealed class PlaceFinder(
    CoordinatePlaceFinder coordinates, PostcodeBook postcodes, GazetteerMatcher gazetteer, PlaceThresholds thresholds,
    IReadOnlyDictionary<string, PlaceFound>? remembered = null) : IPlaceFinder
{
    /// <summary>The method of a place whose words a person decided cannot be placed: like "none", and nobody is asked again.</summary>
    public const string CannotBePlaced = "cannot be placed";

    const int MostCandidates = 5;
    const double BesideMetres = 50, SamePlaceMetres = 100;

    /// <summary>Words of the same meaning have the same key: how decisions are remembered and rows alike are found.</summary>
    public static string KeyOf(string text) => PlaceName.Of(text).KeyWithoutNumbers;

    /// <inheritdoc/>
    public PlaceFound Find(in PlaceWords words, string? grid)
    {
        var found = coordinates.Find(words, grid);
        if (found.Easting is not null) return found;
        var fault = found.Fault;
        var answer = ByWords(words);
        return fault is null ? answer : answer with { Fault = fault };
    }

    /// <summary>What the gazetteer says of a text, for look-up and hand entry.</summary>
    public IReadOnlyList<PlaceCandidate> Suggest(string text, int most = 10) => [.. gazetteer.Suggest(text, most).Select(Candidate)];

    /// <summary>The point of a unit postcode; nothing where it is unknown.</summary>
    public PlaceFound FindPostcode(string text) =>
        Postcode.TryRead(text, out var postcode) ? ByPostcode(postcode) ?? Unknown(postcode) : PlaceFound.None;

    /// <inheritdoc/>
    public bool? Touches(string outward, Func<double, double, bool> isInside) => postcodes.AnyOf(outward, isInside);

    PlaceFound ByWords(in PlaceWords words)
    {
        var text = WrittenNumber.IsMissing(words.Text) ? null : words.Text;
        var written = !WrittenNumber.IsMissing(words.Postcode) && Postcode.TryRead(words.Postcode, out var postcode) ? postcode
            : text is not null && Postcode.TryFind(text, out var inside) ? inside : (Postcode?)null;
        if (written is { IsUnit: true } unit && ByPostcode(unit) is { } point) return point;
        var candidates = written is { IsUnit: true } unknown ? Unknown(unknown).Candidates : [];
        if (text is not null)
        {
            if (remembered is not null && remembered.TryGetValue(KeyOf(words.Kept ?? text), out var decided)) return decided;
            var byText = ByGazetteer(text);
            if (byText.Easting is not null) return byText;
            candidates = [.. byText.Candidates, .. candidates];
        }
        var method = written is { } outward && (postcodes.Count == 0 || postcodes.HoldsOutward(outward.Outward)) ? "outward postcode" : "none";
        return PlaceFound.None with { Method = method, Candidates = candidates };
    }

    PlaceFound? ByPostcode(Postcode postcode) => postcodes.Find(postcode) is { } p
        ? new(p.Easting, p.Northing, "postcode", p.PrecisionMetres, postcode.Mended ? 95 : 100, null, null, [])
        : null;

    PlaceFound Unknown(Postcode postcode) => PlaceFound.None with
    {
        Method = postcodes.Count == 0 || postcodes.HoldsOutward(postcode.Outward) ? "outward postcode" : "none",
        Candidates = [.. postcodes.Alike(postcode).Select(p => new PlaceCandidate(null, p.Postcode, "postcode", p.Easting, p.Northing, 60))],
    };

    PlaceFound ByGazetteer(string text)
    {
        var matches = gazetteer.Match(text, MostCandidates);
        if (matches.Count == 0 || matches[0].Score < thresholds.Shown) return PlaceFound.None;
        var best = matches[0];
        var rival = matches.Skip(1).FirstOrDefault(m => Math.Abs(m.Entry.Easting - best.Entry.Easting) > SamePlaceMetres || Math.Abs(m.Entry.Northing - best.Entry.Northing) > SamePlaceMetres);
        if (best.Score >= thresholds.Taken && (rival.Entry is null || best.Score - rival.Score >= thresholds.Lead)) return Place(best);
        return PlaceFound.None with { Score = best.Score, Candidates = [.. matches.Where(m => m.Score >= thresholds.Shown).Select(Candidate)] };
    }

    /// <summary>A place of the gazetteer that a person chose.</summary>
    public static PlaceFound Chosen(double easting, double northing, double halfWidthMetres, string name, string kind) =>
        new(easting, northing, MethodOf(kind), halfWidthMetres, 100, name, null, []);

    static string MethodOf(string kind) => kind is "road section" or "street" ? "street" : "gazetteer";

    static PlaceFound Place(GazetteerMatch match) => new(
        match.Entry.Easting, match.Entry.Northing, MethodOf(match.Entry.Kind),
        match.Entry.HalfWidthMetres + (match.IsBeside ? BesideMetres : 0), match.Score, match.Entry.Name, null, []);

    static PlaceCandidate Candidate(GazetteerMatch match) =>
        new(match.Entry.Id, match.Entry.Name, match.Entry.Kind, match.Entry.Easting, match.Entry.Northing, match.Score);
}
