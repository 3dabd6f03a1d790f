using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Meetings.Calendar;

/// <summary>What a calendar reads at a private address. An address that is unknown, revoked or of somebody who has left gives nothing.</summary>
[AllowAnonymous]
internal sealed class CalendarFeedModel(Connections connections, TimeProvider clock) : PageModel
{
    const int LongestSecret = 64;

    [FromRoute] public string Secret { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Secret.Length > LongestSecret) return NotFound();
        var (hash, today) = (CalendarKey.HashOf(Secret), London.Today(clock));
        await using var connection = await connections.OpenAsync(cancellation);
        await using (var valid = connection.CreateCommand())
        {
            valid.CommandText = "select decide.calendar_is_valid($1, $2)";
            valid.Parameters.Add(new() { Value = hash });
            valid.Parameters.Add(new() { Value = today });
            if (await valid.ExecuteScalarAsync(cancellation) is not true) return NotFound();
        }
        var entries = new List<CalendarEntry>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "select id, kind, held_on, starts_at, place from decide.calendar_of($1, $2)";
            command.Parameters.Add(new() { Value = hash });
            command.Parameters.Add(new() { Value = today });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                entries.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<TimeOnly>(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }
        Response.Headers.CacheControl = "private, no-store";
        return Content(CalendarText.Of(entries, clock.GetUtcNow().UtcDateTime), "text/calendar; charset=utf-8");
    }
}
