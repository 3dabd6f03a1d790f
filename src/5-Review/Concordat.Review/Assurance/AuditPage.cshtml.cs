using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance;

/// <summary>The audit log of the partnership, newest first; reading it is recorded too.</summary>
[Authorize(Policy = Policies.ReadAudit)]
public sealed class AuditPageModel(ConcordatDb db, Session session, AuditLog audit) : PageModel
{
    const int PageSize = 50;
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    Dictionary<Guid, string> _names = [];

    [BindProperty(SupportsGet = true)] public string? Act { get; set; }
    [BindProperty(SupportsGet = true)] public string? Subject { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    /// <summary>Shows entries before this number: pages stay put while new entries arrive.</summary>
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];
    public string? Older { get; private set; }
    public string Scope { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Acts { get; } =
    [
        new("Everything", ""), new("Collected", AuditAction.Collect), new("Altered", AuditAction.Alter), new("Read", AuditAction.Read),
        new("Disclosed", AuditAction.Disclose), new("Combined", AuditAction.Combine), new("Erased", AuditAction.Erase),
        new("Signed in", AuditAction.SignIn), new("Signed out", AuditAction.SignOut), new("Refused", AuditAction.Refuse),
    ];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var chosen = Chosen();
        var total = await chosen.LongCountAsync(cancellation);
        var page = Before is { } before ? chosen.Where(e => e.Sequence < before) : chosen;
        var found = await page.OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(cancellation);
        Entries = [.. found.Take(PageSize)];
        Older = found.Count > PageSize ? OlderAddress(Entries[^1].Sequence) : null;
        Scope = $"{total.ToString("N0", British)} entries match, newest first.";
        _names = await db.Set<Member>().ToDictionaryAsync(m => m.UserId, m => m.DisplayName, cancellation);
        await audit.RecordAsync(AuditAction.Read, "audit log", $"{Act}", new { subject = Subject, from = From, to = To, before = Before }, cancellation);
    }

    IQueryable<AuditEntry> Chosen()
    {
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.PartnershipId == session.Partnership);
        if (!string.IsNullOrEmpty(Act)) entries = entries.Where(e => e.Action == Act);
        if (!string.IsNullOrWhiteSpace(Subject)) entries = entries.Where(e => e.Subject == Subject.Trim());
        if (From is { } from) entries = entries.Where(e => e.At >= London.StartOf(from));
        if (To is { } to) entries = entries.Where(e => e.At < London.StartOf(to.AddDays(1)));
        return entries;
    }

    string OlderAddress(long before)
    {
        var query = new QueryBuilder { { "before", before.ToString(CultureInfo.InvariantCulture) } };
        if (Act is not null) query.Add("act", Act);
        if (Subject is not null) query.Add("subject", Subject);
        if (From is { } from) query.Add("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (To is { } to) query.Add("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return $"/review/audit{query.ToQueryString()}";
    }

    public string NameOf(Guid? user) => user is { } id ? _names.GetValueOrDefault(id, "somebody no longer a member") : "nobody signed in";
}
