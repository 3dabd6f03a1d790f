using System.Text;
using Concordat.Decide.Meetings.Calendar;

namespace Concordat.Stages.Tests.Decide.Groups;

public sealed class CalendarTextTests
{
    static readonly DateTime At = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_MeetingWithoutATime_TakesTheWholeDay()
    {
        var text = CalendarText.Of([new(Guid.Empty, "Panel", new(2026, 12, 4), null, null)], At);

        Assert.Equal("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Concordat//Meetings//EN
            CALSCALE:GREGORIAN
            BEGIN:VEVENT
            UID:00000000-0000-0000-0000-000000000000@concordat
            DTSTAMP:20261121T090000Z
            DTSTART;VALUE=DATE:20261204
            SUMMARY:Panel
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"), text);
    }

    [Fact]
    public void Of_LongPlaceWithSigns_IsEscapedAndFoldedWithoutCuttingACharacter()
    {
        var place = string.Concat(Enumerable.Repeat("Tŷ’r Cyngor; room 2, ", 10));

        var text = CalendarText.Of([new(Guid.Empty, "Panel", new(2026, 12, 4), new(10, 0), place)], At);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"LOCATION:{place.Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)}", unfolded, StringComparison.Ordinal);
    }
}
