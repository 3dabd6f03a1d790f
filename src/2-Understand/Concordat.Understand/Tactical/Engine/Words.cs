using System.Globalization;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Figures and lists as a sentence needs them.</summary>
internal static class Words
{
    public static string Number(int value) => value.ToString("N0", British);

    /// <summary>"12%", "0.4%", never a sign: the words around it say which way.</summary>
    public static string Percent(double value) =>
        Math.Abs(value) is var size && size < 1 ? size.ToString("0.#", British) + "%" : size.ToString("N0", British) + "%";

    public static string Range(CountRange range) => $"{Number(range.Low)} to {Number(range.High)}";

    public static string Range(SeasonalRange range) => $"{Number(range.Low)} to {Number(range.High)}";

    /// <summary>"two years of records", from the months known.</summary>
    public static string Years(int months) => $"{Small(months / 12)} years of records";

    public static string Small(int value) => value is >= 0 and <= 10 ? Numerals[value] : Number(value);

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string List(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>A name after "at" or "around": only the first letter of a kind of place falls to lower case.</summary>
    public static string Inside(string place) =>
        place.Contains(" near ", StringComparison.Ordinal) || place.StartsWith("Near ", StringComparison.Ordinal) || place.StartsWith("Place without", StringComparison.Ordinal)
            ? char.ToLowerInvariant(place[0]) + place[1..]
            : place;

    static readonly string[] Numerals = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
