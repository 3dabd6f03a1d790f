using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance;

/// <summary>The audit log of the partnership in plain words, newest first; reading it is recorded too.</summary>
[Authorize(Policy = Policies.ReadAudit)]
public sealed class AuditPageModel(ConcordatDb db, Session session, AuditLog audit, MemberDirectory directory) : PageModel
{
    const int PageSize = 50;
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    People _people = new([], []);

    [BindProperty(SupportsGet = true), Display(Name = "What was done")] public string? Act { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "By whom")] public Guid? Person { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Agency { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind of record")] public string? Subject { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Number of the record")] public string? Thing { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "From this day")] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "To this day")] public DateOnly? To { get; set; }

    /// <summary>Shows entries before this number: pages stay put while new entries arrive.</summary>
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>The end of the chain as it stands.</summary>
    public AuditEntry? Last { get; private set; }
    public string? Older { get; private set; }
    public string Scope { get; private set; } = "";
    public IReadOnlyList<Choice> Subjects { get; private set; } = [];
    public IReadOnlyList<Choice> Members => [.. _people.On(DateOnly.MaxValue).Select(Named)];
    public IReadOnlyList<Choice> Agencies => [.. _people.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];
    public int Chosen => new object?[] { Act, Person, Agency, Subject, Thing, From, To }.Count(v => v is not null);
    public string FileUrl => $"/review/audit.csv{Query(null)}";

    public IReadOnlyList<Choice> Acts { get; } =
    [
        .. new[] { AuditAction.Collect, AuditAction.Alter, AuditAction.Read, AuditAction.Disclose, AuditAction.Combine, AuditAction.Erase, AuditAction.SignIn, AuditAction.SignOut, AuditAction.Refuse }
            .Select(a => new Choice(a, AuditWords.Did(a))),
    ];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        _people = await directory.ReadAsync(cancellation);
        var all = db.Set<AuditEntry>().AsNoTracking().Where(e => e.PartnershipId == session.Partnership);
        Subjects = [.. (await db.Database.SqlQuery<string>($"select subject as \"Value\" from audit.subject where partnership_id = {session.Partnership} order by subject").ToListAsync(cancellation)).Select(s => new Choice(s, AuditWords.Name(s)))];
        Last = await all.OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellation);
        var chosen = Filtered(all);
        // The chain is without a gap: where nothing is chosen, its last number is how many there are.
        var total = Chosen == 0 ? Last?.Sequence ?? 0 : await chosen.LongCountAsync(cancellation);
        var page = Before is { } before ? chosen.Where(e => e.Sequence < before) : chosen;
        var found = await page.OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(cancellation);
        Entries = [.. found.Take(PageSize)];
        Older = found.Count > PageSize ? $"/review/audit{Query(Entries[^1].Sequence)}" : null;
        Scope = $"{total.ToString("N0", British)} {(total == 1 ? "entry matches" : "entries match")}, newest first.";
        await audit.RecordAsync(AuditAction.Read, "audit log", $"{Act}", new { subject = Subject, thing = Thing, person = Person, agency = Agency, from = From, to = To, before = Before }, cancellation);
    }

    IQueryable<AuditEntry> Filtered(IQueryable<AuditEntry> entries)
    {
        if (!string.IsNullOrEmpty(Act)) entries = entries.Where(e => e.Action == Act);
        if (Person is { } person) entries = entries.Where(e => e.UserId == person);
        if (Agency is { } agency) entries = entries.Where(e => e.AgencyId == agency);
        if (!string.IsNullOrWhiteSpace(Subject)) entries = entries.Where(e => e.Subject == Subject.Trim());
        if (!string.IsNullOrWhiteSpace(Thing)) entries = entries.Where(e => e.SubjectId == Thing.Trim());
        if (From is { } from) entries = entries.Where(e => e.At >= London.StartOf(from));
        if (To is { } to) entries = entries.Where(e => e.At < London.StartOf(to.AddDays(1)));
        return entries;
    }

    string Query(long? before)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        }
        Add("From", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("To", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (before is null) return query.ToQueryString().ToString();
        Add("Act", Act);
        Add("Person", $"{Person}");
        Add("Agency", $"{Agency}");
        Add("Subject", Subject);
        Add("Thing", Thing);
        Add("Before", before.Value.ToString(CultureInfo.InvariantCulture));
        return query.ToQueryString().ToString();
    }

    static Choice Named(Member member) => new(member.UserId.ToString(), member.DisplayName);

    public string NameOf(Guid? user) => user is null ? "nobody signed in" : _people.NameOf(user);

    public string AgencyOf(Guid? agency) => agency is null ? "" : _people.Agency(agency)?.ShortName ?? "";
}
