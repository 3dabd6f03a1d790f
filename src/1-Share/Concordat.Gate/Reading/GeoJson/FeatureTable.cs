using System.Globalization;
using System.Text.Json;
using Concordat.Gate.Reading.Sheets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.GeoJson;

/// <summary>The features of a GeoJSON file as rows: their properties in order of first appearance, then their place.</summary>
sealed class FeatureTable : SourceTable
{
    const int SampleFeatures = 1000, SampleCharacters = 4 << 20;
    readonly Stream _content;
    readonly ReadingLimits _limits;
    readonly Func<(long, long)> _progress;
    readonly IEnumerator<(int Number, JsonElement Feature)> _features;
    readonly FeatureReader _reader;
    readonly List<(int Number, Dictionary<string, string> Cells)> _first = [];
    readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> _headings = [];
    readonly bool _isGrid;
    long _shapes, _late;
    bool _isRead;

    FeatureTable(Stream content, string file, ReadingOptions options, Func<(long, long)> progress)
    {
        (_content, File, _limits, _progress) = (content, file, options.Limits, progress);
        _reader = new FeatureReader(content, file, options.Limits);
        _features = _reader.Features().GetEnumerator();
        var characters = 0;
        while (_first.Count < SampleFeatures && characters < SampleCharacters && Next() is { } row)
        {
            _first.Add(row);
            characters += row.Cells.Sum(c => c.Value.Length);
            foreach (var name in row.Cells.Keys.Where(k => !IsPlace(k)))
                if (_columns.TryAdd(name, _headings.Count)) _headings.Add(name);
            if (_headings.Count > _limits.Columns) throw Refusal.Columns(File, _headings.Count, _limits.Columns, row.Number);
        }
        if (_first.Count == 0) throw Refusal.NotGeoJson(File, "the file holds no features");
        _isGrid = IsGrid();
        // The point is what counts; a property of the same name repeats it.
        foreach (var name in _isGrid ? new[] { "easting", "northing" } : ["longitude", "latitude"])
            if (_columns.TryAdd(name, _headings.Count)) _headings.Add(name);
    }

    public override string File { get; }
    public override SourceFormat Format => SourceFormat.GeoJson;
    public override string? Sheet => null;
    public override string Description => _isGrid ? "GeoJSON, eastings and northings" : "GeoJSON, longitudes and latitudes";
    public override int HeaderRow => 1;
    public override IReadOnlyList<string> Headings => _headings;
    public override (long Done, long Total) Progress => _progress();

    /// <exception cref="FileProblemException">It is not GeoJSON, or holds no features.</exception>
    public static FeatureTable Open(Stream utf8, string file, ReadingOptions options, Func<(long, long)> progress) => new(utf8, file, options, progress);

    public override IEnumerable<SourceRow> Rows()
    {
        if (_isRead) throw new InvalidOperationException("The rows of a table can be read once.");
        _isRead = true;
        return ReadRows();
    }

    IEnumerable<SourceRow> ReadRows()
    {
        foreach (var row in _first)
            if (Shape(row) is { } shaped) yield return shaped;
        _first.Clear();
        while (Next() is { } row)
            if (Shape(row) is { } shaped) yield return shaped;
    }

    SourceRow? Shape((int Number, Dictionary<string, string> Cells) row)
    {
        var cells = new string[_headings.Count];
        Array.Fill(cells, "");
        var surplus = false;
        foreach (var (name, text) in row.Cells)
        {
            if (IsPlace(name)) continue;
            if (_columns.TryGetValue(name, out var column)) cells[column] = text;
            else surplus |= text.Length > 0;
        }
        cells[_columns[_isGrid ? "easting" : "longitude"]] = row.Cells[X];
        cells[_columns[_isGrid ? "northing" : "latitude"]] = row.Cells[Y];
        if (surplus) _late++;
        return cells.All(c => c.Length == 0) ? null : new(row.Number, cells, surplus);
    }

    // Keys that no property can have: properties are trimmed.
    const string X = " x", Y = " y";

    static bool IsPlace(string key) => key is X or Y;

    (int Number, Dictionary<string, string> Cells)? Next()
    {
        if (!_features.MoveNext()) return null;
        var (feature, value) = _features.Current;
        var row = feature + 1;
        if (row > _limits.Rows) throw Refusal.Rows(File, _limits.Rows);
        try
        {
            return (row, Cells(value, row));
        }
        catch (InvalidOperationException)
        {
            throw Refusal.Damaged(File, row); // half of a surrogate pair, or a feature that is no object
        }
    }

    Dictionary<string, string> Cells(JsonElement feature, int row)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (feature.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number) cells["id"] = Text(id, row);
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                cells[property.Name.Trim()] = Text(property.Value, row);
                if (cells.Count > _limits.Columns) throw Refusal.Columns(File, cells.Count, _limits.Columns, row);
            }
        }
        var (x, y, isPoint) = FeaturePlace.Of(feature);
        if (!isPoint) _shapes++;
        (cells[X], cells[Y]) = (x, y);
        return cells;
    }

    string Text(JsonElement value, int row)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.True or JsonValueKind.False => CellText.Of(value.GetBoolean()),
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText() is var raw && raw.AsSpan().ContainsAny('e', 'E') ? CellText.Of(value.GetDouble()) : raw,
            _ => value.GetRawText(),
        };
        if (text.Length > _limits.CellCharacters) throw new FileProblemException(File,
            string.Create(CultureInfo.InvariantCulture, $"a property holds more than {_limits.CellCharacters:N0} characters"), "Shorten the text, or leave the property out", row, code: "F-11");
        if (text.Contains('\0', StringComparison.Ordinal)) throw Refusal.Null(File, row);
        return text.Trim();
    }

    bool IsGrid()
    {
        if (_reader.StatedSystem is { } stated)
        {
            if (stated.Contains("27700", StringComparison.Ordinal)) return true;
            if (!stated.EndsWith("4326", StringComparison.Ordinal) && !stated.EndsWith("4258", StringComparison.Ordinal) && !stated.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase))
                throw new FileProblemException(File, $"its coordinates are in {FileName.Shown(stated.Split(':', '/')[^1])}", "Export it in WGS84 longitude and latitude (EPSG:4326) or British National Grid (EPSG:27700)", code: "F-18");
            return false;
        }
        var (placed, metres) = (0, 0);
        foreach (var (_, cells) in _first)
        {
            if (!double.TryParse(cells[X], CultureInfo.InvariantCulture, out var x) || !double.TryParse(cells[Y], CultureInfo.InvariantCulture, out var y)) continue;
            placed++;
            if (Math.Abs(x) > 180 || Math.Abs(y) > 90) metres++;
        }
        return metres * 2 > placed;
    }

    public override IReadOnlyList<string> Notices
    {
        get
        {
            var notices = new List<string>();
            if (_shapes > 0) notices.Add(string.Create(CultureInfo.InvariantCulture, $"{_shapes:N0} features are lines or areas; each is placed at a point inside it."));
            if (_late > 0) notices.Add(string.Create(CultureInfo.InvariantCulture, $"{_late:N0} features have a property that none of the first {SampleFeatures:N0} has; it is not read."));
            return notices;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _features.Dispose();
            _content.Dispose();
        }
        base.Dispose(disposing);
    }
}
