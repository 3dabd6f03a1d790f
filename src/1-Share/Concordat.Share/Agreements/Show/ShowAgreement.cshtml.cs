using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements.Show;

/// <summary>One agreement: what it says, who signed, what is missing, and what the reader may do.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowAgreementModel(AgreementReader reader, AgreementDesk desk, Session session, ConcordatDb db, TimeProvider clock) : AgreementPage(reader, desk, session, clock)
{
    [BindProperty(SupportsGet = true, Name = "version")] public int? Number { get; set; }

    /// <summary>The version to compare the clauses with; the national template when absent.</summary>
    [BindProperty(SupportsGet = true)] public int? Compare { get; set; }

    public IReadOnlyList<(string Words, string Href, ButtonKind Kind)> Acts { get; private set; } = [];
    public IReadOnlyList<SignatureLine> Signatures { get; private set; } = [];
    public IReadOnlyList<(AgreementClause Clause, IReadOnlyList<WordStretch>? Difference)> Clauses { get; private set; } = [];
    public IReadOnlyList<AgreementRecord> Similar { get; private set; } = [];
    public IReadOnlyList<(DateOnly Day, string Words)> History { get; private set; } = [];
    public IReadOnlyList<string> Gaps => AgreementDesk.Gaps(Version);
    public string DifferenceTag => Compare is null ? "Departs from the national template" : $"Differs from version {Compare}";

    public string DepartureWords
    {
        get
        {
            var (count, than) = (Clauses.Count(c => c.Difference is not null), Compare is null ? "the national template" : $"version {Compare}");
            return count == 0 ? $"The clauses are those of {than}, word for word." : $"{count} of {Clauses.Count} clauses {(count == 1 ? "differs" : "differ")} from {than}: words put in are underlined, words taken out struck through.";
        }
    }

    /// <summary>The address of the impact assessment, where a web address was given.</summary>
    public string? ImpactAssessmentAddress =>
        Uri.TryCreate(Version.Version.ImpactAssessment, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address.AbsoluteUri : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        Clauses = await DifferencesAsync(cancellation);
        Signatures = Lines();
        History = Events();
        if (Version.Standing.State is AgreementState.Draft or AgreementState.ForApproval) Similar = await SimilarAsync(cancellation);
        var isSignatory = (await db.Set<Signatory>().AsNoTracking().Where(s => s.UserId == Session.User && s.AgencyId == Session.AgencyId).ToListAsync(cancellation)).Any(s => s.IsSignatoryOn(Today));
        Acts = [.. Offered(isSignatory)];
        return Page();
    }

    IEnumerable<(string, string, ButtonKind)> Offered(bool isSignatory)
    {
        var signed = Version.Signatures.Any(s => s.AgencyId == Session.AgencyId && s.WithdrawnOn is null);
        var takesPart = Version.Parties.Contains(Session.AgencyId ?? default) || StandingOf(Session.AgencyId ?? default) == Standing.ResponsibleAuthority;
        if (isSignatory && !signed && takesPart && Allows(AgreementEvent.Sign)) yield return ("Sign", ActAddress("sign"), ButtonKind.Primary);
        if (MayWrite)
        {
            if (Allows(AgreementEvent.Edit)) yield return ("Change the draft", ActAddress("edit"), Gaps.Count > 0 ? ButtonKind.Primary : ButtonKind.Secondary);
            if (Allows(AgreementEvent.Submit) && Gaps.Count == 0) yield return ("Send for approval", ActAddress("submit"), ButtonKind.Primary);
            if (Allows(AgreementEvent.Approve) && Version.Version.WrittenBy != Session.User) yield return ("Approve", ActAddress("approve"), ButtonKind.Primary);
            if (Allows(AgreementEvent.SendBack)) yield return ("Send back", ActAddress("send-back"), ButtonKind.Secondary);
            if (Allows(AgreementEvent.KeepUnchanged)) yield return ("Record a review", ActAddress("keep"), ButtonKind.Secondary);
            if (Allows(AgreementEvent.NewVersion) && Record.Open is null && Record.Head == Version) yield return ("Begin a new version", ActAddress("renew"), ButtonKind.Secondary);
            if (Allows(AgreementEvent.Discard)) yield return ("Discard", ActAddress("discard"), ButtonKind.Link);
            if (Allows(AgreementEvent.End)) yield return ("End the agreement", ActAddress("end"), ButtonKind.Link);
        }
        if (isSignatory && signed && Allows(AgreementEvent.Withdraw)) yield return ("Withdraw the signature", ActAddress("withdraw"), ButtonKind.Link);
    }

    bool Allows(AgreementEvent happening) => AgreementStates.Refusal(Version.Standing.State, happening) is null;

    async Task<IReadOnlyList<(AgreementClause, IReadOnlyList<WordStretch>?)>> DifferencesAsync(CancellationToken cancellation)
    {
        var other = Compare is { } number && Record.Find(number) is { } version
            ? version.Clauses.ToDictionary(c => c.Key, c => c.Text)
            : (await Reader.TemplateAsync(Record.Agreement.TemplateNumber, cancellation)).Clauses.ToDictionary(c => c.Key, c => c.Text);
        return [.. Version.Clauses.Select(c => (c, other.GetValueOrDefault(c.Key, "") is var before && before == c.Text ? null : WordDifference.Between(before, c.Text)))];
    }

    List<SignatureLine> Lines() =>
    [
        .. Version.Parties.Union(Version.Standing.Missing).Union(Version.Signatures.Select(s => s.AgencyId)).Select(Line)
            .OrderBy(l => l.Standing != Standing.ResponsibleAuthority).ThenBy(l => l.Body, StringComparer.CurrentCulture),
    ];

    SignatureLine Line(Guid agency)
    {
        var (name, standing) = (BodyName(agency), StandingOf(agency));
        var last = Version.Signatures.LastOrDefault(s => s.AgencyId == agency);
        if (last is { WithdrawnOn: null })
            return new(name, standing, "signed", Tone.Good, $"by {last.SignedByName}, {last.JobTitle}, on {last.SignedOn.Long()}");
        var isMissing = Version.Version.Stage == AgreementVersion.ForSignature && Version.Standing.Missing.Contains(agency);
        if (last is not null) return new(name, standing, "withdrawn", Tone.Bad, $"on {last.WithdrawnOn.Long()}: {last.WithdrawnReason}");
        return isMissing ? new(name, standing, "missing", Tone.Late, "must sign before it can be in force")
            : new(name, standing, "not signed", Tone.Plain, standing == Standing.ResponsibleAuthority ? "" : "may sign; shares and reads once it has");
    }

    List<(DateOnly, string)> Events()
    {
        var events = new List<(DateOnly Day, string Words)> { (DateOnly.FromDateTime(London.FromUtc(Record.Agreement.BegunAt)), "The agreement was begun.") };
        foreach (var v in Record.Versions)
        {
            if (v.Version.ApprovedAt is { } at) events.Add((DateOnly.FromDateTime(London.FromUtc(at)), $"Version {v.Version.Number} was approved by {v.Version.ApprovedByName}."));
            foreach (var s in v.Signatures)
            {
                events.Add((s.SignedOn, $"{BodyName(s.AgencyId)} signed version {v.Version.Number} ({s.SignedByName})."));
                if (s.WithdrawnOn is { } on) events.Add((on, $"{BodyName(s.AgencyId)} withdrew its signature from version {v.Version.Number}: {s.WithdrawnReason}"));
            }
            if (v.Version.CompleteOn is { } complete && complete <= Today) events.Add((complete, $"Version {v.Version.Number} came into force."));
        }
        foreach (var r in Record.Reviews) events.Add((r.ReviewedOn, $"Reviewed and kept unchanged by {r.ReviewedByName}: {r.Note} Next review by {r.NextReviewOn.Long()}."));
        if (Record.Agreement.EndedOn is { } ended) events.Add((ended, $"The agreement {(ended <= Today ? "ended" : "ends")}: {Record.Agreement.EndedReason}"));
        return [.. events.Select((e, i) => (e, i)).OrderByDescending(x => x.e.Day).ThenByDescending(x => x.i).Select(x => x.e)];
    }

    async Task<IReadOnlyList<AgreementRecord>> SimilarAsync(CancellationToken cancellation)
    {
        var sets = Version.Sets.Select(s => s.SetNumber).ToHashSet();
        return [.. (await Reader.AllAsync(Today, cancellation)).Where(a => a.Agreement.Id != Id
            && a.Head.Standing.State is not (AgreementState.Ended or AgreementState.Discarded or AgreementState.Draft) && a.Head.Sets.Any(s => sets.Contains(s.SetNumber)))];
    }
}

/// <summary>One body and its signature in words.</summary>
internal sealed record SignatureLine(string Body, string? Standing, string State, Tone Tone, string Note);
