using System.Text.Encodings.Web;
using System.Text.Json;
using Concordat.Documents.Model;

namespace Concordat.Understand.Runs;

/// <summary>How figures are written for scripts: snake case, line feeds, words for signals, and nothing that is not a number.</summary>
internal static class FigureJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Place names keep their apostrophes; the file is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write<T>(T figures) => JsonSerializer.SerializeToUtf8Bytes(figures, Options);

    public static string Word(Signal signal) => signal switch
    {
        Signal.Rise => "rise",
        Signal.Fall => "fall",
        Signal.None => "none",
        _ => "not enough data",
    };

    /// <summary>"NotDone" as "not done".</summary>
    public static string Word(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Rounded; null where there is no number.</summary>
    public static double? Rounded(double? value, int digits) => value is { } v && double.IsFinite(v) ? Math.Round(v, digits) : null;
}
