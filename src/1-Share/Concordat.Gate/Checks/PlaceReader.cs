using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;

namespace Concordat.Gate.Checks;

/// <summary>Gathers what a row says of its place and asks for the point.</summary>
sealed class PlaceReader(SetDefinition set, IReadOnlyDictionary<string, FieldColumn> fields, IPlaceFinder places, string? grid, GateSettings settings)
{
    readonly FieldColumn? _easting = Column(set, fields, FieldType.Easting), _northing = Column(set, fields, FieldType.Northing);
    readonly FieldColumn? _longitude = Column(set, fields, FieldType.Longitude), _latitude = Column(set, fields, FieldType.Latitude);
    readonly FieldColumn? _reference = Column(set, fields, FieldType.GridReference), _postcode = Column(set, fields, FieldType.Postcode);
    readonly FieldColumn? _outward = Column(set, fields, FieldType.OutwardPostcode);
    readonly Dictionary<string, bool?> _touches = [];
    readonly FieldColumn? _text = set.Find("location") is { Type: FieldType.PlaceText } location ? fields.GetValueOrDefault(location.Key) : null;

    /// <summary>Finds the place of a row; its faults join the row's.</summary>
    public void Find(IReadOnlyList<string> cells, RowDraft row)
    {
        if (set.Place == PlaceKept.None) return;
        if (set.Place == PlaceKept.OutwardPostcode)
        {
            var outward = set.Fields.Where(f => f.Type == FieldType.OutwardPostcode).Select(f => row.Values.GetValueOrDefault(f.Key)).FirstOrDefault(v => v is not null);
            if (outward is null) return;
            var found = places.Find(new PlaceWords { Postcode = outward }, grid);
            row.Place = found.Method == PlaceFound.None.Method ? found with { Method = "outward postcode" } : found;
            row.Words = outward;
            // One that straddles the boundary is taken: which side its people live on cannot be told.
            if (settings.Area is { } own && Touches(outward, own) == false) row.Fault(FaultCode.OutwardOutside, _outward?.Told);
            return;
        }
        var (x, y, column) = Pair(cells, row);
        var reference = _reference?.Cell(cells) ?? "";
        var words = new PlaceWords
        {
            X = NullIfBlank(x),
            Y = NullIfBlank(y),
            GridReference = NullIfBlank(reference),
            Postcode = NullIfBlank(_postcode?.Cell(cells)),
            Text = NullIfBlank(_text?.Cell(cells)),
            Kept = _text is null ? null : row.Values.GetValueOrDefault(_text.Field.Key),
        };
        row.Words = row.Values.GetValueOrDefault("location") ?? (reference.Length > 0 ? reference : x.Length > 0 ? $"{x} {y}" : row.Values.GetValueOrDefault("postcode"));
        if (words == default) return;
        row.Place = places.Find(words, grid);
        if (row.Place.Fault is { } fault) row.Fault(FaultCode.Find(fault) ?? FaultCode.OffGrid, reference.Length > 0 && x.Length == 0 ? _reference?.Told ?? column : column);
        else if (row.Place is { Easting: { } e, Northing: { } n } && settings.Area is { } area && !area.Contains(e, n)) row.Fault(FaultCode.OutsideArea, column ?? _reference?.Told ?? _postcode?.Told ?? _text?.Told);
    }

    bool? Touches(string outward, StudyArea area) =>
        _touches.TryGetValue(outward, out var known) ? known : _touches[outward] = places.Touches(outward, area.Contains);

    (string X, string Y, string? Column) Pair(IReadOnlyList<string> cells, RowDraft row)
    {
        string? half = null;
        foreach (var (first, second) in (ReadOnlySpan<(FieldColumn?, FieldColumn?)>)[(_easting, _northing), (_longitude, _latitude)])
        {
            if (first is null && second is null) continue;
            var (x, y) = (Cell(first, cells), Cell(second, cells));
            if (x.Length > 0 && y.Length > 0)
            {
                if (!IsNowhere(x, y)) return (x, y, (first ?? second)!.Told);
            }
            else if (x.Length > 0 || y.Length > 0) half ??= (x.Length == 0 ? first ?? second : second ?? first)!.Told;
        }
        if (half is not null && _reference?.Cell(cells) is not { Length: > 0 }) row.Fault(FaultCode.HalfAPlace, half);
        return ("", "", (_easting ?? _longitude)?.Told);
    }

    // 0, 0 lies in the sea off Cornwall, and -1, -1 nowhere: both are what systems write for no place.
    static bool IsNowhere(string x, string y) =>
        NumberCell.TryRead(x, out var a) && NumberCell.TryRead(y, out var b) && a == b && a is 0 or -1;

    static string Cell(FieldColumn? column, IReadOnlyList<string> cells) => column?.Cell(cells) ?? "";

    static string? NullIfBlank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    static FieldColumn? Column(SetDefinition set, IReadOnlyDictionary<string, FieldColumn> fields, FieldType type) =>
        set.Fields.FirstOrDefault(f => f.Type == type) is { } field ? fields.GetValueOrDefault(field.Key) : null;
}
