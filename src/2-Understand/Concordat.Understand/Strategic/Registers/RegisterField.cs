using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Site.Forms;

namespace Concordat.Understand.Strategic.Registers;

/// <summary>What a field of a register holds.</summary>
internal enum FieldKind
{
    Line,
    Words,
    Day,
    Month,
    Number,

    /// <summary>A whole number from 0.</summary>
    Count,
    Choice,

    /// <summary>A theme of the list, or all of them.</summary>
    Theme,
}

/// <summary>One field of a register: its words, what may stand in it, and how it is kept and shown.</summary>
/// <param name="Key">Its name in the database and in forms; never changed once used.</param>
/// <param name="Need">What to do when it is blank: "Say who was consulted". Null where it may be blank.</param>
/// <param name="Choices">Of <see cref="FieldKind.Choice"/>: what may be chosen.</param>
internal sealed record RegisterField(string Key, string Label, FieldKind Kind, string? Need, string? Hint = null, IReadOnlyList<string>? Choices = null)
{
    public const int LongestLine = 200, LongestWords = 2000;
    const double Greatest = 1_000_000_000;

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public int Longest => Kind == FieldKind.Words ? LongestWords : LongestLine;

    /// <summary>The value as it is kept, or what is wrong with it.</summary>
    public (string Value, string? Wrong) Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0) return ("", Need);
        return Kind switch
        {
            FieldKind.Day => DateFieldBinder.TryRead(text, out var day) ? (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null) : (text, $"{Label}: write the day as 4/12/2026"),
            FieldKind.Month => Month.TryParse(text, out var month) ? (month.ToString(), null) : (text, $"{Label}: write the month as 2026-04"),
            FieldKind.Number => double.TryParse(text.Replace('−', '-'), NumberStyles.Float | NumberStyles.AllowThousands, British, out var number) && Math.Abs(number) <= Greatest
                ? (number.ToString("R", CultureInfo.InvariantCulture), null) : (text, $"{Label}: write a number, such as 12.5"),
            FieldKind.Count => int.TryParse(text, NumberStyles.AllowThousands, British, out var count) && count >= 0
                ? (count.ToString(CultureInfo.InvariantCulture), null) : (text, $"{Label}: write a whole number from 0"),
            FieldKind.Choice => Choices!.Contains(text) ? (text, null) : ("", $"{Label}: choose one of the list"),
            FieldKind.Theme => ThemeList.Find(text) is not null ? (text, null) : ("", $"{Label}: choose a theme of the list"),
            _ => text.Length <= Longest ? (text, null) : (text, $"{Label}: use {Longest:N0} characters or fewer"),
        };
    }

    /// <summary>A kept value as people read it.</summary>
    public string Show(string kept) => kept.Length == 0 ? "" : Kind switch
    {
        FieldKind.Day => DayOf(kept) is { } day ? day.Long() : kept,
        FieldKind.Month => Month.TryParse(kept, out var month) ? month.LongName : kept,
        FieldKind.Number => double.TryParse(kept, CultureInfo.InvariantCulture, out var number) ? number.ToString("#,0.###", British).Replace('-', '−') : kept,
        FieldKind.Count => int.TryParse(kept, CultureInfo.InvariantCulture, out var count) ? count.ToString("N0", British) : kept,
        FieldKind.Theme => ThemeList.Find(kept)?.Name ?? kept,
        _ => kept,
    };

    /// <summary>A kept value as a form shows it again.</summary>
    public string Typed(string kept) => Kind == FieldKind.Day && DayOf(kept) is { } day ? day.ToString("d/M/yyyy", CultureInfo.InvariantCulture) : kept;

    public static DateOnly? DayOf(string? kept) => DateOnly.TryParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
