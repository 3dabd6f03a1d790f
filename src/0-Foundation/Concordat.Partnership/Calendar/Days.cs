using System.Globalization;

namespace Concordat.Partnership.Calendar;

/// <summary>Days as people read them.</summary>
public static class Days
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"3 October 2026".</summary>
    public static string Long(this DateOnly day) => day.ToString("d MMMM yyyy", British);

    /// <summary>"3 October 2026", or the other words where there is no day.</summary>
    public static string Long(this DateOnly? day, string otherwise = "–") => day?.Long() ?? otherwise;
}
