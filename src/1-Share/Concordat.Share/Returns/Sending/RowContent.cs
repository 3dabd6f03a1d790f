using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concordat.Gate.Checks;

namespace Concordat.Share.Returns.Sending;

/// <summary>What a kept row holds, as the database stores it and as a fingerprint that tells equal rows.</summary>
static class RowContent
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The permitted values as JSON, by key of the field.</summary>
    public static string Json(KeptRow row) => Json(row.Values);

    /// <summary>Texts by name as JSON.</summary>
    public static string Json(IReadOnlyDictionary<string, string> values)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            foreach (var (key, value) in values) json.WriteString(key, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Equal for rows whose values, moment and place as supplied are equal; the order of columns does not matter.</summary>
    public static Guid Fingerprint(KeptRow row)
    {
        var text = new StringBuilder(256);
        foreach (var (key, value) in row.Values.OrderBy(v => v.Key, StringComparer.Ordinal)) text.Append(key).Append('\u001f').Append(value).Append('\u001e');
        text.Append(CultureInfo.InvariantCulture, $"{row.Month?.Number}|{row.FromUtc?.Ticks}|{row.ToUtc?.Ticks}|{row.Precision}|{row.Words}|{row.ThemeKey}|{row.Place.Method is "grid reference" or "coordinates"}");
        if (row.Place.Method is "grid reference" or "coordinates") text.Append(CultureInfo.InvariantCulture, $"|{row.Place.Easting:0.0}|{row.Place.Northing:0.0}");
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return new Guid(hash[..16]);
    }
}
