using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects;

/// <summary>How many records of a kind are held, were renewed, and have ended. Nobody is named.</summary>
internal sealed record SubjectCount(string Kind, int Held, int Renewed, int Ended);

/// <summary>How many potential offenders the police had not known before but others had, of those of whom both is known.</summary>
internal sealed record KnownShare(int Asked, int Early)
{
    /// <summary>The share in words. Below the base of rates, and where few or none stand on either side, it is not said: a share of all or of nobody tells of each person.</summary>
    /// <param name="rateBase">The smallest base of a percentage.</param>
    /// <param name="threshold">The smallest count that is shown.</param>
    public string InWords(int rateBase, int threshold) => Asked < rateBase ? $"Too few to say: the share is given from {rateBase} records on of which both is known."
        : Early < threshold || Asked - Early < threshold ? $"Too few to say: the share is given where at least {threshold} were known to others first, and at least {threshold} were not."
        : $"{((double)Early / Asked).ToString("P0", System.Globalization.CultureInfo.GetCultureInfo("en-GB"))} of {Asked} potential offenders were not known to the police before, but to others.";
}

/// <summary>How often a kind of event happened within a year, how many re-arrests were for an offence on bail, and how many events have an outcome.</summary>
internal sealed record EventCount(string Kind, int Happened, int OnBail, int WithOutcome);

/// <summary>Reads records of people. What the acting person may not read is not there; each opening is logged.</summary>
internal sealed class SubjectDesk(ConcordatDb db, Session session, AuditLog audit)
{
    /// <summary>The record, its opening logged; null when there is none, or none for this person.</summary>
    public async Task<Subject?> OpenAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Subject>().SingleOrDefaultAsync(s => s.Id == id, cancellation) is not { } found) return null;
        await audit.RecordAsync(AuditAction.Read, "subject", id.ToString(), new { number = found.Number }, cancellation);
        return found;
    }

    /// <summary>The next number of a kind of record; two who ask at once never get the same one.</summary>
    /// <param name="kind">subject or group.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public async Task<int> NextNumberAsync(string kind, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select act.next_number({kind}) as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>Potential offenders of whom both is known, and how many of them the police had not known before but others had.</summary>
    public async Task<KnownShare> KnownAsync(CancellationToken cancellation) =>
        (await db.Database.SqlQuery<KnownShare>($"select asked as \"Asked\", early as \"Early\" from act.known_share()").ToListAsync(cancellation))[0];

    /// <summary>Releases, re-arrests and referrals of the last year. Nobody is named.</summary>
    public Task<List<EventCount>> EventCountsAsync(CancellationToken cancellation) =>
        db.Database.SqlQuery<EventCount>($"select kind as \"Kind\", happened as \"Happened\", on_bail as \"OnBail\", with_outcome as \"WithOutcome\" from act.event_counts() order by kind").ToListAsync(cancellation);

    /// <summary>In how many other records of the last year the person was nominated.</summary>
    public async Task<int> OtherReferralsAsync(Guid id, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select act.other_referrals({id}) as \"Value\"").ToListAsync(cancellation))[0];

    public Task<List<SubjectCount>> CountsAsync(CancellationToken cancellation) =>
        db.Database.SqlQuery<SubjectCount>($"select kind as \"Kind\", held as \"Held\", renewed as \"Renewed\", ended as \"Ended\" from act.subject_counts() order by kind desc").ToListAsync(cancellation);

    /// <summary>The single point of contact of each divisional area, by area; empty while nobody is named.</summary>
    public async Task<IReadOnlyList<PointOfContact>> PointsAsync(CancellationToken cancellation) =>
        [.. (await db.Set<PointOfContact>().AsNoTracking().OrderByDescending(p => p.At).ToListAsync(cancellation)).DistinctBy(p => p.Area).OrderBy(p => p.Area, StringComparer.CurrentCulture)];

    /// <summary>The areas that the acting person is the single point of contact of; empty text among them stands for the whole partnership.</summary>
    public async Task<IReadOnlyList<string>> OwnAreasAsync(CancellationToken cancellation) => [.. (await PointsAsync(cancellation)).Where(p => p.UserId == session.UserId).Select(p => p.Area)];
}
