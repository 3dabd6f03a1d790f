using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements;

/// <summary>What a draft says: its terms, its clauses by key, its parties and its sets.</summary>
internal sealed record DraftContent(AgreementTerms Terms, IReadOnlyDictionary<string, string> Clauses, IReadOnlyList<Guid> Parties, IReadOnlyList<SetLine> Sets);

/// <summary>A set that a body supplies, as a draft names it.</summary>
internal sealed record SetLine(int Number, Guid AgencyId, DateOnly From, DateOnly? To, string Regime, IReadOnlyList<string> Fields);

/// <summary>Does to agreements what the table of states allows. Each act answers null, or why it is refused.</summary>
internal sealed class AgreementDesk(ConcordatDb db, AgreementReader reader, Session session, TimeProvider clock)
{
    public static readonly string[] MayWriteRoles = [Role.Coordinator, Role.InformationGovernance];

    /// <summary>Roles of which a named signatory holds at least one.</summary>
    public static readonly string[] SigningRoles = [Role.Executive, Role.InformationGovernance, Role.Practitioner, Role.Chair, Role.Coordinator];

    DateOnly Today => London.Today(clock);
    DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool MayWrite => MayWriteRoles.Any(session.Has);

    /// <summary>Begins an agreement from the national template, or from the words of another agreement.</summary>
    public async Task<(Guid? Id, string? Refusal)> BeginAsync(string title, Guid? basedOn, CancellationToken cancellation)
    {
        if (!MayWrite) return (null, "Only the co-ordinator or information governance begins an agreement");
        var (template, clauses) = await reader.TemplateAsync(null, cancellation);
        var model = basedOn is { } other ? await reader.FindAsync(other, Today, cancellation) : null;
        if (basedOn is not null && model is null) return (null, "The agreement to begin from does not exist");
        var agreement = new Agreement(session.Partnership, Guid.CreateVersion7(), title, model?.Agreement.TemplateNumber ?? template, basedOn, session.User, Now);
        db.Add(agreement);
        await AddVersionAsync(agreement.Id, 1, model?.Head, clauses, isRenewal: false, cancellation);
        await db.SaveChangesAsync(cancellation);
        return (agreement.Id, null);
    }

    /// <summary>Begins the next version from the words of the one that speaks now; that one stays in force until all have signed the new one.</summary>
    public async Task<(int? Number, string? Refusal)> BeginVersionAsync(Guid id, int from, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, from, AgreementEvent.NewVersion, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return (null, refusal);
        var record = (await reader.FindAsync(id, Today, cancellation))!;
        if (record.Open is not null) return (null, AgreementStates.Refusal(AgreementState.Draft, AgreementEvent.NewVersion));
        var number = record.Versions[^1].Version.Number + 1;
        await AddVersionAsync(id, number, found, [], isRenewal: true, cancellation);
        await db.SaveChangesAsync(cancellation);
        return (number, null);
    }

    async Task AddVersionAsync(Guid id, int number, VersionRecord? model, IReadOnlyList<TemplateClause> template, bool isRenewal, CancellationToken cancellation)
    {
        var version = new AgreementVersion(session.Partnership, id, number, AgreementVersion.Draft, session.User, session.DisplayName, Now);
        // A renewal begins where nothing is yet dated: dates of the former version would be wrong by definition.
        if (model is not null)
            version.Say(model.Version.Terms() with { StartsOn = null, ReviewOn = null, EndsOn = null, ChangeNote = "", ImpactAssessment = isRenewal ? model.Version.ImpactAssessment : "" });
        db.Add(version);
        foreach (var c in model?.Clauses.Select(c => new TemplateClause(c.Key, c.Position, c.Heading, c.Text)) ?? template)
            db.Add(new AgreementClause(session.Partnership, id, number, c.Key, c.Position, c.Heading, c.Text));
        var authorities = (await reader.BodiesAsync(Today, cancellation)).Where(b => b.Standing == Standing.ResponsibleAuthority).Select(b => b.Agency.Id);
        foreach (var party in authorities.Union(model?.Parties ?? [])) db.Add(new AgreementParty(session.Partnership, id, number, party));
        foreach (var s in model?.Sets ?? [])
            db.Add(new AgreedSet(session.Partnership, id, number, s.SetNumber, s.AgencyId, s.FromOn, s.ToOn, s.Regime, s.Fields));
    }

    /// <summary>Saves a draft, complete or not.</summary>
    public async Task<string?> SaveAsync(Guid id, int number, DraftContent content, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Edit, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        var version = found.Version;
        version.Say(content.Terms);
        version.WriteAs(session.User, session.DisplayName, Now);
        foreach (var clause in found.Clauses.Where(c => content.Clauses.TryGetValue(c.Key, out var text) && text != c.Text)) clause.Say(content.Clauses[clause.Key]);
        var authorities = (await reader.BodiesAsync(Today, cancellation)).Where(b => b.Standing == Standing.ResponsibleAuthority).Select(b => b.Agency.Id);
        var parties = content.Parties.Union(authorities).Union(content.Sets.Select(s => s.AgencyId)).ToHashSet();
        db.RemoveRange(await db.Set<AgreementParty>().Where(p => p.AgreementId == id && p.VersionNumber == number && !parties.Contains(p.AgencyId)).ToListAsync(cancellation));
        foreach (var party in parties.Except(found.Parties)) db.Add(new AgreementParty(session.Partnership, id, number, party));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        if (!found.Sets.Select(Line).Order(StringComparer.Ordinal).SequenceEqual(content.Sets.Select(Line).Order(StringComparer.Ordinal)))
        {
            // A set may change all but its key, so the lines are written anew.
            db.RemoveRange(found.Sets);
            await db.SaveChangesAsync(cancellation);
            foreach (var s in content.Sets) db.Add(new AgreedSet(session.Partnership, id, number, (short)s.Number, s.AgencyId, s.From, s.To, s.Regime, [.. s.Fields]));
            await db.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return null;
    }

    static string Line(AgreedSet s) => Line(new SetLine(s.SetNumber, s.AgencyId, s.FromOn, s.ToOn, s.Regime, s.Fields));

    static string Line(SetLine s) => $"{s.Number} {s.AgencyId} {s.From:o} {s.To:o} {s.Regime} {string.Join(',', s.Fields)}";

    /// <summary>What a draft still needs before it can be sent for approval.</summary>
    public static IReadOnlyList<string> Gaps(VersionRecord draft)
    {
        var (v, gaps) = (draft.Version, new List<string>());
        if (v.StartsOn is null) gaps.Add("Enter the day it starts");
        if (v.ReviewOn is null) gaps.Add("Enter the day it must be reviewed by");
        if (v.Purposes.Length == 0) gaps.Add("Select at least one purpose");
        if (draft.Sets.Count == 0) gaps.Add("Select at least one set and the body that supplies it");
        if (v.LawfulBasis.Length == 0) gaps.Add("Select the lawful basis");
        if (v.SpecialCondition.Length == 0) gaps.Add("Select the condition for special category data");
        if (v.StatutoryPowers.Length == 0) gaps.Add("Select at least one statutory power");
        if (v.ImpactAssessment.Length == 0) gaps.Add("Enter where the data protection impact assessment is");
        if (v.Contact.Length == 0) gaps.Add("Enter the post to contact");
        gaps.AddRange(draft.Clauses.Where(c => string.IsNullOrWhiteSpace(c.Text)).Select(c => $"Enter the clause “{c.Heading}”"));
        return gaps;
    }

    public async Task<string?> SubmitAsync(Guid id, int number, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Submit, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        if (Gaps(found) is { Count: > 0 } gaps) return string.Join(". ", gaps);
        found.Version.Submit();
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<string?> SendBackAsync(Guid id, int number, string because, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.SendBack, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        found.Version.SendBack(because);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Approves the departures from the template and puts the version up for signature.</summary>
    public async Task<string?> ApproveAsync(Guid id, int number, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Approve, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        if (found.Version.WrittenBy == session.User) return "Whoever wrote it does not approve it: ask the co-ordinator or information governance";
        found.Version.Approve(session.User, session.DisplayName, Now);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Signs for the acting person's own body.</summary>
    public async Task<string?> SignAsync(Guid id, int number, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Sign, await NotSignatoryAsync(cancellation), cancellation);
        if (found is null) return refusal;
        var agency = session.AgencyId!.Value;
        var body = (await reader.BodiesAsync(Today, cancellation)).Single(b => b.Agency.Id == agency);
        if (body.Standing is null) return $"{body.Agency.Name} does not belong to the partnership today";
        if (body.Standing != Standing.ResponsibleAuthority && !found.Parties.Contains(agency)) return $"{body.Agency.Name} is not a party to this version";
        if (found.Signatures.Any(s => s.AgencyId == agency && s.WithdrawnOn is null)) return $"{body.Agency.Name} has signed this version already";
        var member = await db.Set<Member>().SingleAsync(m => m.UserId == session.User, cancellation);
        db.Add(new Signature(session.Partnership, Guid.CreateVersion7(), id, number, agency, body.Standing, Today, Now, session.User, member.DisplayName, member.JobTitle));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Takes back the signature of the acting person's own body, from today.</summary>
    public async Task<string?> WithdrawAsync(Guid id, int number, string reason, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Withdraw, await NotSignatoryAsync(cancellation), cancellation);
        if (found is null) return refusal;
        if (found.Signatures.SingleOrDefault(s => s.AgencyId == session.AgencyId && s.WithdrawnOn is null) is not { } signature) return "Your body has not signed this version";
        signature.Withdraw(Today, session.User, reason);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Records a review that left the agreement as it is.</summary>
    public async Task<string?> KeepUnchangedAsync(Guid id, int number, DateOnly nextReview, string note, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.KeepUnchanged, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        if (nextReview <= Today) return "The next review must be after today";
        db.Add(new AgreementReview(session.Partnership, Guid.CreateVersion7(), id, number, Today, AgreementReview.KeptUnchanged, nextReview, note, session.User, session.DisplayName));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Ends the agreement with all its versions.</summary>
    /// <param name="firstDayWithout">The first day on which it no longer holds: today or later.</param>
    public async Task<string?> EndAsync(Guid id, int number, DateOnly firstDayWithout, string reason, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.End, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        if (firstDayWithout < Today) return "The agreement cannot end before today";
        (await db.Set<Agreement>().SingleAsync(a => a.Id == id, cancellation)).End(firstDayWithout, reason);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<string?> DiscardAsync(Guid id, int number, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, number, AgreementEvent.Discard, MayWrite ? null : OnlyWriters, cancellation);
        if (found is null) return refusal;
        found.Version.Discard();
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Names a member as signatory of their body from today.</summary>
    public async Task<string?> NameSignatoryAsync(Guid userId, CancellationToken cancellation)
    {
        if (!session.Has(Role.Coordinator) && !session.Has(Role.Administrator)) return "Only the co-ordinator or an administrator names signatories";
        var member = await db.Set<Member>().SingleOrDefaultAsync(m => m.UserId == userId, cancellation);
        if (member is null || !member.IsMemberOn(Today)) return "Select a member of the body";
        if (!member.Roles.Any(SigningRoles.Contains)) return $"{member.DisplayName} holds no role that signs";
        var held = await db.Set<Signatory>().Where(s => s.UserId == userId && s.AgencyId == member.AgencyId).ToListAsync(cancellation);
        if (held.Any(s => s.IsSignatoryOn(Today))) return $"{member.DisplayName} is a signatory already";
        db.Add(new Signatory(session.Partnership, member.AgencyId, userId, Today));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    async Task<string?> NotSignatoryAsync(CancellationToken cancellation)
    {
        var named = await db.Set<Signatory>().AsNoTracking().Where(s => s.UserId == session.User && s.AgencyId == session.AgencyId).ToListAsync(cancellation);
        return named.Any(s => s.IsSignatoryOn(Today)) ? null : "You are not a named signatory of your body. The co-ordinator names signatories under Bodies";
    }

    const string NotThere = "The agreement does not exist";
    const string OnlyWriters = "Only the co-ordinator or information governance does this";

    async Task<(VersionRecord? Found, string? Refusal)> FindAsync(Guid id, int number, AgreementEvent happening, string? notAllowed, CancellationToken cancellation)
    {
        if ((await reader.FindAsync(id, Today, cancellation))?.Find(number) is not { } found) return (null, NotThere);
        if (notAllowed is not null) return (null, notAllowed);
        return AgreementStates.Refusal(found.Standing.State, happening) is { } refusal ? (null, refusal) : (found, null);
    }
}
