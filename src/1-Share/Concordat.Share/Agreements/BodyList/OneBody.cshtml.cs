using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Sets;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Agreements.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements.BodyList;

/// <summary>One body: its standing over time, who signs for it, and its leaving.</summary>
[Authorize]
internal sealed class OneBodyModel(AgreementReader reader, AgreementDesk desk, Connections connections, ConcordatDb db, MemberDirectory directory, ISharingAgreements sharing, IEnumerable<IUsesOfData> uses, Session session, TimeProvider clock) : PageModel
{
    IReadOnlyList<Body> _bodies = [];
    BodyKind? _kind;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "New standing")] public string? NewStanding { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "Why")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Member")] public Guid? UserId { get; set; }
    [BindProperty, Display(Name = "Last day in the partnership")] public DateOnly? LastDay { get; set; }
    [BindProperty, Display(Name = "The body that takes its place")] public Guid? Successor { get; set; }

    public Body Body { get; private set; } = null!;
    public IReadOnlyList<AgencyStanding> Changes { get; private set; } = [];
    public IReadOnlyList<(Signatory Signatory, string Name)> Signatories { get; private set; } = [];
    public IReadOnlyList<Choice> Eligible { get; private set; } = [];
    /// <summary>Sets that the body sends today.</summary>
    public IReadOnlyList<SetDefinition> Sets { get; private set; } = [];

    /// <summary>What was decided on the themes of what it sends, in the last year.</summary>
    public IReadOnlyList<UseOfData> Uses { get; private set; } = [];
    public bool MayReadUses => session.Roles.Any(r => r is Role.Analyst or Role.Coordinator or Role.Chair or Role.Practitioner or Role.Executive or Role.InformationGovernance);
    public bool MayChange => BodyRights.MayChange(session);
    public DateOnly Today => London.Today(clock);
    public string? KindName => _kind?.Name;
    public IReadOnlyList<KindInLaw> Law => _kind?.Law ?? [];
    public string Lead => Body.Standing is { } standing ? $"Today: {standing}." : "Not of the partnership today.";
    public IReadOnlyList<Choice> Standings { get; } = [.. Standing.All.Select(s => new Choice(s, char.ToUpperInvariant(s[0]) + s[1..]))];
    public IReadOnlyList<Choice> Successors => [.. _bodies.Where(b => b.Agency.Id != Id && b.Agency.ValidTo is null).Select(b => new Choice($"{b.Agency.Id}", b.Agency.Name))];
    public string SuccessorWords => _bodies.FirstOrDefault(b => b.Agency.Id == Body.Agency.SucceededBy) is { } successor ? $"Succeeded by {successor.Agency.Name}" : "Left";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancellation)
    {
        if (!MayChange || !await FindAsync(cancellation)) return NotFound();
        if (NewStanding is null || !Standing.All.Contains(NewStanding)) ModelState.AddModelError(nameof(NewStanding), "Select the new standing");
        if (From is null) ModelState.AddModelError(nameof(From), "Enter the day from which it counts");
        else if (From <= Body.Agency.ValidFrom) ModelState.AddModelError(nameof(From), $"The day must be after {Body.Agency.ValidFrom.Long()}, when it joined");
        else if (Changes.Any(c => c.FromOn == From)) ModelState.AddModelError(nameof(From), "Its standing changes on that day already");
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > 300) ModelState.AddModelError(nameof(Reason), "Enter why, in 300 characters or fewer");
        if (!ModelState.IsValid) return Page();
        db.Add(new AgencyStanding(session.Partnership, Id, From!.Value, NewStanding!, Reason!.Trim()));
        await db.SaveChangesAsync(cancellation);
        return await DoneAsync($"{Body.Agency.Name} is {NewStanding} from {From.Long()}.", From.Value, cancellation);
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellation)
    {
        if (!MayChange || !await FindAsync(cancellation)) return NotFound();
        var refusal = UserId is { } user && Eligible.Any(e => e.Value == user.ToString()) ? await desk.NameSignatoryAsync(user, cancellation) : "Select a member";
        if (refusal is not null) ModelState.AddModelError(nameof(UserId), refusal);
        if (!ModelState.IsValid) return Page();
        TempData.Done("The signatory is named.");
        return Redirect($"/share/agreements/bodies/{Id}");
    }

    public async Task<IActionResult> OnPostUnnameAsync(CancellationToken cancellation)
    {
        if (!MayChange || !await FindAsync(cancellation)) return NotFound();
        foreach (var (signatory, _) in Signatories.Where(s => s.Signatory.UserId == UserId && s.Signatory.ToOn is null))
            signatory.End(signatory.FromOn < Today ? Today.AddDays(-1) : Today);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The member no longer signs for this body. What they signed stays signed.");
        return Redirect($"/share/agreements/bodies/{Id}");
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellation)
    {
        if (!MayChange || !await FindAsync(cancellation) || Body.Agency.ValidTo is not null) return NotFound();
        if (LastDay is null) ModelState.AddModelError(nameof(LastDay), "Enter the last day");
        else if (LastDay < Body.Agency.ValidFrom) ModelState.AddModelError(nameof(LastDay), $"The last day must be on or after {Body.Agency.ValidFrom.Long()}, when it joined");
        if (Successor is not null && Successors.All(s => s.Value != Successor.ToString())) ModelState.AddModelError(nameof(Successor), "Select a body from the list");
        if (!ModelState.IsValid) return Page();
        (await db.Set<Agency>().SingleAsync(a => a.Id == Id, cancellation)).End(LastDay!.Value, Successor);
        await db.SaveChangesAsync(cancellation);
        return await DoneAsync($"{Body.Agency.Name} leaves after {LastDay.Long()}.", LastDay.Value.AddDays(1), cancellation);
    }

    /// <summary>Says which agreements stop holding by the change, so that nobody is surprised.</summary>
    async Task<IActionResult> DoneAsync(string done, DateOnly day, CancellationToken cancellation)
    {
        var before = (await reader.AllAsync(Today, cancellation)).Where(a => a.Versions.Any(Holds)).Select(a => a.Agreement.Id).ToHashSet();
        var after = await reader.AllAsync(day < Today ? Today : day, cancellation);
        var fallen = after.Where(a => !a.Versions.Any(Holds) && (before.Contains(a.Agreement.Id) || a.Head.Standing.State is AgreementState.ForSignature or AgreementState.SignatoryLeft))
            .Where(a => a.Head.Version.Stage == AgreementVersion.ForSignature).Select(a => $"“{a.Agreement.Title}” {a.Head.Standing.Reason}.").ToList();
        TempData.Done(fallen.Count == 0 ? done : $"{done} From then on: {string.Join(" ", fallen)}");
        return Redirect($"/share/agreements/bodies/{Id}");
    }

    static bool Holds(VersionRecord v) => v.Standing.State is AgreementState.InForce or AgreementState.ReviewOverdue or AgreementState.ReviewLapsed;

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return false;
        _bodies = await reader.BodiesAsync(Today, cancellation);
        if (_bodies.FirstOrDefault(b => b.Agency.Id == Id) is not { } body) return false;
        Body = body;
        _kind = (await AgencyStandings.KindsAsync(connections, cancellation)).FirstOrDefault(k => k.Key == body.Agency.KindKey);
        Changes = await db.Set<AgencyStanding>().Where(c => c.AgencyId == Id).OrderBy(c => c.FromOn).ToListAsync(cancellation);
        var people = await directory.ReadAsync(cancellation);
        var signatories = await db.Set<Signatory>().Where(s => s.AgencyId == Id).OrderBy(s => s.FromOn).ToListAsync(cancellation);
        Signatories = [.. signatories.Select(s => (s, people.NameOf(s.UserId)))];
        Eligible = [.. people.On(Today).Where(m => m.AgencyId == Id && m.Roles.Any(AgreementDesk.SigningRoles.Contains) && !signatories.Any(s => s.UserId == m.UserId && s.IsSignatoryOn(Today)))
            .Select(m => new Choice($"{m.UserId}", $"{m.DisplayName}, {m.JobTitle}"))];
        await FindUsesAsync(cancellation);
        return true;
    }

    async Task FindUsesAsync(CancellationToken cancellation)
    {
        var numbers = (await sharing.SuppliersAsync(cancellation)).Where(s => s.AgencyId == Id && s.From <= Today && (s.To is null || s.To >= Today)).Select(s => s.SetNumber).Distinct();
        Sets = [.. numbers.Order().Select(SetCatalogue.Standard.Statutory)];
        if (!MayReadUses) return;
        HashSet<string> themes = [.. Sets.SelectMany(s => s.Fields.SelectMany(f => f.Codes).Select(c => c.ThemeKey).Append(s.ThemeKey)).OfType<string>()];
        foreach (var source in uses) Uses = [.. Uses, .. await source.OfAsync(themes, Today.AddYears(-1), cancellation)];
    }
}
