using System.Globalization;

namespace Concordat.Act;

/// <summary>Days in words.</summary>
internal static class Days
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"26 November 2026".</summary>
    public static string Long(this DateOnly day) => day.ToString("d MMMM yyyy", British);

    /// <summary>"26 Nov".</summary>
    public static string Short(this DateOnly day) => day.ToString("d MMM", British);
}
