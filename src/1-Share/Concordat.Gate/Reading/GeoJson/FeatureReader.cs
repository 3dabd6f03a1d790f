using System.Text.Json;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.GeoJson;

/// <summary>Gives the features of a GeoJSON file one by one; memory does not grow with the file.</summary>
sealed class FeatureReader(Stream utf8, string file, ReadingLimits limits)
{
    const int MostDepth = 64;
    byte[] _buffer = new byte[64 << 10];
    int _start, _end;
    bool _ended;
    JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MostDepth });
    int _number;

    /// <summary>Name in the crs member, where one stands before the features; null otherwise.</summary>
    public string? StatedSystem { get; private set; }

    /// <summary>Each feature with its number, from 1.</summary>
    /// <exception cref="FileProblemException">The file is not whole GeoJSON.</exception>
    public IEnumerable<(int Number, JsonElement Feature)> Features()
    {
        if (Token() != JsonTokenType.StartObject) throw Refusal.NotGeoJson(file, "this is JSON, but not GeoJSON");
        var (found, type) = (false, (string?)null);
        while (Token(out var name) == JsonTokenType.PropertyName)
        {
            if (name == "features" && !found)
            {
                found = true;
                if (Token() != JsonTokenType.StartArray) throw Refusal.NotGeoJson(file, "its features are no list");
                while (Value(out var feature))
                    using (feature)
                        yield return (++_number, feature.RootElement);
                continue;
            }
            if (!Value(out var value)) throw Refusal.Damaged(file);
            using (value)
            {
                if (name == "type" && value.RootElement.ValueKind == JsonValueKind.String) type = value.RootElement.GetString();
                if (name == "crs") StatedSystem = SystemName(value.RootElement);
            }
        }
        if (!found) throw Refusal.NotGeoJson(file, type == "Topology" ? "this is TopoJSON, not GeoJSON" : "this is JSON without a list of features");
    }

    static string? SystemName(JsonElement crs) =>
        crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    JsonTokenType Token() => Token(out _);

    JsonTokenType Token(out string? name)
    {
        while (true)
        {
            var reader = Reader();
            bool read;
            try
            {
                read = reader.Read();
            }
            catch (JsonException)
            {
                throw Broken();
            }
            if (read)
            {
                name = reader.TokenType == JsonTokenType.PropertyName ? Name(ref reader) : null;
                var token = reader.TokenType;
                Keep(ref reader);
                return token;
            }
            More();
        }
    }

    string? Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Broken();
        }
    }

    /// <summary>The next value; false at the end of the list.</summary>
    bool Value(out JsonDocument value)
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                if (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.EndArray)
                    {
                        Keep(ref reader);
                        value = null!;
                        return false;
                    }
                    if (JsonDocument.TryParseValue(ref reader, out var parsed))
                    {
                        Keep(ref reader);
                        value = parsed;
                        return true;
                    }
                }
            }
            catch (JsonException)
            {
                throw Broken();
            }
            More();
        }
    }

    Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _ended, _state);

    void Keep(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    void More()
    {
        if (_ended) throw Broken();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            if (_end >= limits.RecordBytes) throw Refusal.LongRow(file, limits.RecordBytes, _number + 2);
            Array.Resize(ref _buffer, _end * 2);
        }
        try
        {
            // Filled up, so that a value spread over many small reads is not parsed as many times.
            var read = utf8.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
            _ended = read < _buffer.Length - _end;
            _end += read;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw Broken();
        }
    }

    FileProblemException Broken() => Refusal.Damaged(file, _number == 0 ? null : _number + 2);
}
