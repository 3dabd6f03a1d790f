using System.Globalization;
using Concordat.Platform.Site.Components;

namespace Concordat.Home;

/// <summary>When something is due, as the home page says it.</summary>
internal static class DueWords
{
    const int Week = 7;
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"Was due 3 Oct", "Due today", "Due Friday", "Due 3 Dec".</summary>
    public static string Of(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < 0 => $"Was due {due.ToString("d MMM", British)}",
        0 => "Due today",
        1 => "Due tomorrow",
        < Week => $"Due {due.ToString("dddd", British)}",
        _ => $"Due {due.ToString("d MMM", British)}",
    };

    public static Tone ToneOf(DateOnly due, DateOnly today) => due < today ? Tone.Bad : due.DayNumber - today.DayNumber < Week ? Tone.Late : default;
}
