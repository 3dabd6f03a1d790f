using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concordat.Partnership.Weekly;

/// <summary>For the administrator: how many messages left, and which did not.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class MessagesPageModel(ConcordatDb db, MemberDirectory directory, Mailer mailer, IOptions<MailSettings> settings, TimeProvider clock) : PageModel
{
    const int WeeksShown = 12;

    public static int MostTries => WeeklyMessage.MostTries;

    /// <summary>One week's messages by what became of them.</summary>
    public sealed record WeekRow(DateOnly Monday, int Sent, int Nothing, int Queued, int Failed, int GivenUp);

    /// <summary>One message that did not leave.</summary>
    public sealed record UnsentRow(string Name, DateOnly Monday, int Tries, string Why, string Next);

    public IReadOnlyList<WeekRow> Weeks { get; private set; } = [];
    public IReadOnlyList<UnsentRow> Unsent { get; private set; } = [];
    public string Where => settings.Value.Host.Length > 0 ? $"They go to the mail server {settings.Value.Host}." : $"No mail server is set: they are written into {mailer.SpoolFolder}.";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var since = London.Today(clock).AddDays(-7 * WeeksShown);
        var recent = db.Set<WeeklyMessage>().AsNoTracking().Where(m => m.Week > since);
        var counts = await recent.GroupBy(m => new { m.Week, m.State }).Select(g => new { g.Key.Week, g.Key.State, Count = g.Count() }).ToListAsync(cancellation);
        int Of(DateOnly week, string state) => counts.Where(c => c.Week == week && c.State == state).Sum(c => c.Count);
        Weeks = [.. counts.Select(c => c.Week).Distinct().OrderDescending().Select(w => new WeekRow(w, Of(w, WeeklyMessage.Sent), Of(w, WeeklyMessage.NothingWaits), Of(w, WeeklyMessage.Queued), Of(w, WeeklyMessage.Failed), Of(w, WeeklyMessage.GivenUp)))];
        var people = await directory.ReadAsync(cancellation);
        var unsent = await recent.Where(m => m.State == WeeklyMessage.Failed || m.State == WeeklyMessage.GivenUp).OrderByDescending(m => m.Week).ToListAsync(cancellation);
        Unsent = [.. unsent.Select(m => new UnsentRow(people.NameOf(m.UserId), m.Week, m.Tries, m.Failure!, m.NextTryAt is { } next ? London.Show(next, "d MMM, HH:mm") : "given up"))];
    }
}
