using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Concordat.Decide.Meetings;

/// <summary>Words as the database and the reader have them.</summary>
internal static class Words
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"26 Nov".</summary>
    public static string Short(this DateOnly day) => day.ToString("d MMM", British);

    /// <summary>An enumeration stored as its words: DoNotAdopt as "do not adopt".</summary>
    public static ValueConverter<T, string> Stored<T>() where T : struct, Enum =>
        new(value => Spaced(value.ToString()), text => Read<T>(text));

    public static T Read<T>(string text) where T : struct, Enum => Enum.Parse<T>(text.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>"DoNotAdopt" as "do not adopt".</summary>
    public static string Spaced(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
