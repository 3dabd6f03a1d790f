using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Platform.Mail;
using Concordat.Platform.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concordat.Partnership.Weekly;

/// <summary>Sends one member their weekly message, in that member's own name and rights: how many things wait, and a link. Nothing of what they are.</summary>
internal sealed class WeeklyJob(ConcordatDb db, IEnumerable<IDutySource> sources, IMembershipSource memberships, Mailer mailer, Session session, TimeProvider clock, ILogger<WeeklyJob> log) : IJobHandler
{
    public const string KindName = "weekly message";

    public string Kind => KindName;

    public sealed record Payload(DateOnly Week);

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var state = await SendAsync(job.PayloadAs<Payload>().Week, cancellation);
        return new { state };
    }

    /// <summary>Sends the message of a week unless it has gone out, and keeps what became of it.</summary>
    /// <returns>The state in which the message is now.</returns>
    public async Task<string> SendAsync(DateOnly week, CancellationToken cancellation)
    {
        var message = await db.Set<WeeklyMessage>().SingleOrDefaultAsync(m => m.UserId == session.User && m.Week == week, cancellation)
            ?? throw new JobRefusedException("No message of this week is queued for this member.");
        if (message.IsDone) return message.State;
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            var count = await CountAsync(cancellation);
            if (count.All > 0) await mailer.SendAsync(await AddressAsync(cancellation), Subject(count), Words(count), cancellation);
            message.Deliver(count.All == 0, now);
        }
        catch (MailNotSentException e)
        {
            message.Fail(e.Message, now);
        }
        // Whatever else breaks while it is counted would otherwise leave the message queued all week with nobody told.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError("A weekly message could not be made: {Fault}", e.GetType().Name);
            message.Fail("A fault of the program while it counted what waits; its kind stands in the log", now);
        }
        await db.SaveChangesAsync(cancellation);
        return message.State;
    }

    async Task<WaitingCount> CountAsync(CancellationToken cancellation)
    {
        // Who has not accepted the confidentiality terms has one thing to do, whatever else waits behind it.
        if (await memberships.FindAsync(session.User, cancellation) is { HasAcceptedTerms: false }) return new(1, 0);
        var today = London.Today(clock);
        var duties = await sources.ReadAsync(session, today, cancellation);
        return new(duties.Count, duties.Count(d => d.DueOn < today));
    }

    async Task<string> AddressAsync(CancellationToken cancellation) =>
        await db.Set<ConcordatUser>().Where(u => u.Id == session.User).Select(u => u.Email!).SingleAsync(cancellation);

    internal static string Subject(WaitingCount count) => count.All == 1 ? "Concordat: 1 thing waits for you" : $"Concordat: {count.All} things wait for you";

    string Words(WaitingCount count) => $"""
        {(count.All == 1 ? "1 thing waits for you" : $"{count.All} things wait for you")} in Concordat{(count.Overdue == 0 ? "" : $", {count.Overdue} overdue")}.

        See what: {mailer.LinkTo("/my-work")}

        This message holds nothing of your work, so that it can be read anywhere. Choose another day, or none: {mailer.LinkTo("/account/weekly")}
        """.ReplaceLineEndings("\r\n");
}
