using System.Globalization;
using System.Text;

namespace Concordat.Decide.Meetings.Calendar;

/// <summary>A meeting as a calendar shows it: what kind, when and where, and nothing of what it is about.</summary>
/// <param name="StartsAt">By the clock in England and Wales; null for the whole day.</param>
internal sealed record CalendarEntry(Guid Id, string Kind, DateOnly HeldOn, TimeOnly? StartsAt, string? Place);

/// <summary>Meetings as iCalendar text (RFC 5545).</summary>
internal static class CalendarText
{
    const int LongestLine = 75, UsualHours = 2;

    /// <param name="entries">The meetings.</param>
    /// <param name="at">The moment it is made, UTC.</param>
    public static string Of(IEnumerable<CalendarEntry> entries, DateTime at)
    {
        var lines = new List<string> { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Concordat//Meetings//EN", "CALSCALE:GREGORIAN" };
        foreach (var entry in entries)
        {
            lines.AddRange(["BEGIN:VEVENT", $"UID:{entry.Id}@concordat", $"DTSTAMP:{Stamp(at)}", .. When(entry), $"SUMMARY:{Escaped(entry.Kind)}"]);
            if (entry.Place is { Length: > 0 } place) lines.Add($"LOCATION:{Escaped(place)}");
            lines.Add("END:VEVENT");
        }
        lines.Add("END:VCALENDAR");
        return string.Concat(lines.Select(Folded));
    }

    static IEnumerable<string> When(CalendarEntry entry)
    {
        if (entry.StartsAt is not { } time) return [$"DTSTART;VALUE=DATE:{entry.HeldOn:yyyyMMdd}"];
        var start = TimeZoneInfo.ConvertTimeToUtc(entry.HeldOn.ToDateTime(time), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        return [$"DTSTART:{Stamp(start)}", $"DTEND:{Stamp(start.AddHours(UsualHours))}"];
    }

    static string Stamp(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    // A line is at most 75 octets; what follows goes on after a space, and no character is cut.
    static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        return folded.Append("\r\n").ToString();
    }
}
