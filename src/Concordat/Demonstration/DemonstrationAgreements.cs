using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Share.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Riverbourne's sharing agreements, written, approved and signed through the rules that any partnership's pass through.</summary>
internal sealed class DemonstrationAgreements(IServiceProvider services, DemonstrationClock clock)
{
    const string Manager = "oke.tarrant", Governance = "edda.marrick";
    const string Prescribed = "Prescribed information", NightTime = "Night-time economy";

    /// <summary>Who signs for each body.</summary>
    static readonly (string Agency, string Person)[] Signatories =
    [
        ("council", Governance), ("police", "verity.lomasney"), ("fire", "rafe.tollerton"), ("health", "anwen.pryce-dale"), ("probation", "sunniva.garth"), ("housing", "hester.wynd"),
        ("schools", "leopold.starkey"), ("youth-justice", "kit.barrowclough"), ("drug-alcohol", "oona.silverthorne"), ("business", "gideon.pask"), ("victims", "marisol.quennell"),
    ];

    /// <summary>Which body supplies which sets.</summary>
    static readonly (int Set, string Agency)[] Suppliers =
    [
        (1, "police"), (2, "police"), (3, "fire"), (4, "fire"), (5, "council"), (6, "council"), (7, "council"), (8, "council"), (9, "health"), (10, "health"), (11, "health"), (12, "health"),
    ];

    static readonly DateOnly FirstDay = new(2023, 11, 1);

    public async Task PlayAsync(Action<string> progress, CancellationToken cancellation)
    {
        clock.SetTo(2023, 11, 1, 9);
        if (await As(Manager, s => s.Db.Set<AgreementVersion>().AnyAsync(v => v.Stage == AgreementVersion.Draft && v.Number == 1, cancellation))) await DiscardBrokenOffAsync(cancellation);
        if (!await As(Manager, s => s.Db.Set<Signature>().AnyAsync(cancellation)))
        {
            progress("Agreeing who shares what with whom.");
            await NameSignatoriesAsync(cancellation);
            await PrescribedAsync(cancellation);
        }
        if (!await As(Manager, s => s.Db.Set<Agreement>().AnyAsync(a => a.Title == NightTime, cancellation))) await NightTimeAsync(cancellation);
        clock.SetTo(2026, 10, 1, 9);
    }

    /// <summary>What a start that was broken off left half written begins again.</summary>
    Task<bool> DiscardBrokenOffAsync(CancellationToken cancellation) => As(Manager, async s =>
    {
        foreach (var v in await s.Db.Set<AgreementVersion>().Where(v => v.Stage == AgreementVersion.Draft).ToListAsync(cancellation))
            Refused(await s.Get<AgreementDesk>().DiscardAsync(v.AgreementId, v.Number, cancellation));
        return true;
    });

    Task<bool> NameSignatoriesAsync(CancellationToken cancellation) => As(Manager, async s =>
    {
        var users = await s.Db.Users.ToDictionaryAsync(u => u.Email!, u => u.Id, cancellation);
        var named = await s.Db.Set<Signatory>().Select(n => n.UserId).ToListAsync(cancellation);
        foreach (var (_, person) in Signatories)
            if (users[$"{person}@riverbourne.example"] is var user && !named.Contains(user)) Refused(await s.Get<AgreementDesk>().NameSignatoryAsync(user, cancellation));
        return true;
    });

    /// <summary>The agreement that the statutory sets pass under: signed in 2023, reviewed and signed anew in 2026.</summary>
    async Task PrescribedAsync(CancellationToken cancellation)
    {
        clock.SetTo(2023, 11, 1, 10);
        var id = await BeginAsync($"{Prescribed} sharing agreement", cancellation);
        await WriteAsync(id, 1, new(FirstDay, new(2026, 1, 30), null, "First agreement of the partnership"), ["assessment", "problem-solving"], Suppliers, null, cancellation);
        await SignAsync(id, 1, new(2023, 11, 6), [.. Signatories.Select(s => s.Agency)], cancellation);
        clock.SetTo(2026, 1, 12, 10);
        await As(Manager, async s => (await s.Get<AgreementDesk>().BeginVersionAsync(id, 1, cancellation)).Number ?? throw new InvalidOperationException("No new version could begin."));
        // The sample stays usable however late it is started: its review lies ahead.
        var review = new[] { new DateOnly(2027, 1, 29), London.Today(TimeProvider.System).AddDays(60) }.Max();
        await WriteAsync(id, 2, new(new(2026, 1, 30), review, null, "Adds finding out what worked, and telling the public, to the purposes"),
            ["assessment", "problem-solving", "evaluation", "publication"], Suppliers,
            ("retention", "Records are kept for six years from the end of the year they concern, so that trends can be seen, and then erased. What was shared by mistake is erased at once and the sender told."),
            cancellation);
        await SignAsync(id, 2, new(2026, 1, 26), [.. Signatories.Select(s => s.Agency)], cancellation);
    }

    /// <summary>An agreement that still waits: the fire service and the health board have not signed.</summary>
    async Task NightTimeAsync(CancellationToken cancellation)
    {
        clock.SetTo(2026, 9, 7, 10);
        var id = await BeginAsync(NightTime, cancellation);
        await WriteAsync(id, 1, new(new(2026, 11, 1), new(2027, 10, 29), null, "Precise places and times of ambulance calls at night, for the work on the late bars"),
            ["problem-solving", "evaluation"], [(12, "health"), (8, "council")],
            ("access", "Only members of the Joint Action Group who work for a party that has signed, with a named account. Every reading of personal data and every disclosure is recorded."), cancellation);
        await SignAsync(id, 1, new(2026, 9, 21), ["council", "police", "probation"], cancellation);
    }

    Task<Guid> BeginAsync(string title, CancellationToken cancellation) => As(Manager, async s =>
    {
        var (id, refusal) = await s.Get<AgreementDesk>().BeginAsync(title, null, cancellation);
        return id ?? throw new InvalidOperationException(refusal);
    });

    async Task WriteAsync(Guid id, int number, (DateOnly Starts, DateOnly Review, DateOnly? Ends, string Note) dates, string[] purposes, (int Set, string Agency)[] suppliers,
        (string Key, string Text)? departure, CancellationToken cancellation)
    {
        await As(Manager, async s =>
        {
            var agencies = await s.Db.Set<Agency>().ToDictionaryAsync(a => a.Key, a => a.Id, cancellation);
            var terms = new AgreementTerms(dates.Starts, dates.Review, dates.Ends, purposes, LegalChoices.PublicTask, LegalChoices.StatutoryPurposes,
                [LegalChoices.Section17A, LegalChoices.Section115, LegalChoices.PrescribedInformation], "DPIA 2023/14, council’s register", "Information governance, Riverbourne Borough Council", dates.Note);
            var clauses = departure is { } d ? new Dictionary<string, string> { [d.Key] = d.Text } : [];
            var content = new DraftContent(terms, clauses, [.. agencies.Values],
                [.. suppliers.Select(x => new SetLine(x.Set, agencies[x.Agency], FirstDay, null, x.Set <= 2 ? AgreedSet.LawEnforcement : AgreedSet.General, []))]);
            Refused(await s.Get<AgreementDesk>().SaveAsync(id, number, content, cancellation));
            Refused(await s.Get<AgreementDesk>().SubmitAsync(id, number, cancellation));
            return true;
        });
        await As(Governance, async s => Refused(await s.Get<AgreementDesk>().ApproveAsync(id, number, cancellation)));
    }

    async Task SignAsync(Guid id, int number, DateOnly from, string[] agencies, CancellationToken cancellation)
    {
        var day = from;
        foreach (var (agency, person) in Signatories.Where(s => agencies.Contains(s.Agency)))
        {
            clock.SetTo(day.Year, day.Month, day.Day, 11);
            await As(person, async s => Refused(await s.Get<AgreementDesk>().SignAsync(id, number, cancellation)));
            if (agency is "police" or "health") day = day.AddDays(1);
        }
    }

    static bool Refused(string? refusal) => refusal is null ? true : throw new InvalidOperationException(refusal);

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
