using Concordat.Demonstration.Borough;
using Concordat.Gate.Sets;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Faults;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Concordat.Share.Returns.Sets;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Two years of returns of the sets that are not among Riverbourne's incidents, sent, submitted and decided by the people who would: most in time, and one of each thing that goes wrong.</summary>
internal sealed class DemonstrationReturns(IServiceProvider services, DemonstrationClock clock)
{
    const string Manager = "oke.tarrant", Council = "ruth.sandiway", Fire = "rafe.tollerton", Health = "anwen.pryce-dale", Police = "ines.fallowmere";

    /// <summary>First of the eight quarters.</summary>
    static readonly SetPeriod First = SetPeriod.Of(new Month(2024, 10));

    /// <summary>
    /// A letter a quarter: accepted in time (.), late (L), without its last month (P), sent back (R), being checked (S), a draft (D), not sent (-), not held (N).
    /// </summary>
    static readonly (int Set, string Body, string Who, string Quarters)[] Plan =
    [
        (1, "police", Police, "........"), (4, "fire", Fire, "......LS"), (5, "council", Council, ".......D"), (6, "council", Council, "........"), (7, "council", Council, "......--"),
        (9, "health", Health, ".......R"), (10, "health", Health, "NNNNNNNN"), (11, "health", Health, "........"), (12, "health", Health, ".....PLD"),
    ];

    public async Task PlayAsync(Action<string> progress, CancellationToken cancellation)
    {
        // Declared last, so that a play that was broken off goes on.
        if (await As(Manager, s => CountAsync(s, "select count(*)::int from share.not_held", cancellation)) > 0) return;
        progress("Sending two years of the partners’ returns.");
        var places = RiverbourneBorough.Create().Incidents.Where(i => i is { Supplier: "police", Point: not null }).Take(4000).Select(i => i.Point!.Value).Distinct().ToList();
        var bodies = await As(Manager, s => s.Db.Set<Agency>().ToDictionaryAsync(a => a.Key, a => a.Id, cancellation));
        for (var quarter = 0; quarter < 8; quarter++)
            foreach (var (set, body, who, quarters) in Plan)
                if (quarters[quarter] is not ('-' or 'N')) await SendAsync(set, bodies[body], who, First.AddPeriods(quarter), quarters[quarter], places, cancellation);
        At(new DateOnly(2024, 10, 7), 10);
        var refused = await As(Health, s => s.Get<NotHeldDesk>().DeclareAsync(bodies["health"], 10, First, null,
            "The trusts do not record who injured the patient, so admissions for domestic abuse cannot be told from others.", s.Session.User, cancellation));
        if (refused is { } refusal) throw new InvalidOperationException(refusal.Words);
        clock.SetTo(2026, 10, 1, 9);
    }

    async Task SendAsync(int set, Guid agency, string who, SetPeriod period, char how, List<GridPoint> places, CancellationToken cancellation)
    {
        if (await As(Manager, s => CountAsync(s, $"select count(*)::int from share.return where agency_id = '{agency}' and set_number = {set} and period_first = {period.First.Number} and state not in ('draft', 'discarded')", cancellation)) > 0) return;
        var day = SentOn(set, period, how);
        At(day, 10);
        var months = ReturnCalendar.Months(period).Take(how == 'P' ? 2 : 3).Select(m => new BoroughMonth(m.Year, m.MonthOfYear)).ToList();
        var file = BoroughReturns.File(set, months, places);
        var id = await As(who, async s =>
        {
            await using var held = await UploadStream.ReadAsync(new MemoryStream(file), "return.csv", cancellation);
            var result = await s.Get<ReturnSending>().SendAsync(new(agency, SetCatalogue.Standard.Statutory(set), period, "file", true, null), $"set-{set}-{Quarters.Key(period)}.csv", held, null, cancellation);
            return result.ReturnId ?? result.SameAs ?? throw new InvalidOperationException($"Set {set}, {period.Name}: {result.Refusal}");
        });
        if (how == 'D') return;
        At(day, 11);
        await As(who, async s =>
        {
            await s.Get<ReturnMoves>().SubmitAsync(id, how == 'P' ? [period.Last] : [], true, cancellation);
            await s.Get<ReturnSending>().RememberMapAsync(id, cancellation);
            return true;
        });
        if (how == 'S') return;
        At(day.AddDays(1), 14);
        await As(Manager, async s =>
        {
            if (how == 'R') await s.Get<ReturnMoves>().ReturnAsync(id, "The trust’s column of postcodes is that of the hospital, not of the patient’s home. Please send it again with the home’s.", cancellation);
            else await s.Get<Acceptance>().AcceptAsync(id, (_, _, _) => Task.CompletedTask, cancellation);
            return true;
        });
        if (how != 'R' && set == 12) await AnswerAsync(who, id, day.AddDays(6), cancellation);
    }

    /// <summary>The ambulance service confirms or withdraws some of the rows that were set aside, and leaves others.</summary>
    async Task AnswerAsync(string who, Guid id, DateOnly day, CancellationToken cancellation)
    {
        At(day, 9);
        await As(who, async s =>
        {
            var rows = (await s.Get<SentReturns>().FaultsAsync(id, null, 0, 12, cancellation)).Select(f => f.Row).Distinct().Take(4).ToList();
            await using var connection = await s.Get<Connections>().OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await FaultAnswers.WriteAsync(connection, s.Session, id, null, [.. rows.Select((r, i) => new RowAnswer(r, i % 2 == 0 ? "withdrawn" : "confirmed"))], clock, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        });
    }

    // Each body has its own habit; what is not due yet came early in November.
    static DateOnly SentOn(int set, SetPeriod period, char how)
    {
        var day = how == 'L' ? period.DueOn.AddDays(11) : period.DueOn.AddDays(-12 - set);
        var latest = new DateOnly(2026, 11, 2 + set / 2);
        return day > latest ? latest : day;
    }

    void At(DateOnly day, int hour) => clock.SetTo(day.Year, day.Month, day.Day, hour);

    static async Task<int> CountAsync(DemonstrationMonth.Scope s, string sql, CancellationToken cancellation)
    {
        await using var connection = await s.Get<Connections>().OpenAsync(cancellation);
        return (int)(await ReturnStore.ScalarAsync(connection, sql, cancellation))!;
    }

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
