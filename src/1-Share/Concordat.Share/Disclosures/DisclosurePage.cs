using Concordat.Partnership.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Disclosures;

/// <summary>What the pages of one disclosure share.</summary>
internal abstract class DisclosurePage(DisclosureDesk desk) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public Disclosure Record { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public DisclosureSubject? Subject { get; protected set; }
    public DisclosureDesk Desk => desk;
    public string Here => $"/share/disclosures/{Id}";

    /// <summary>Why the page's act cannot happen now; null when it can.</summary>
    public string? Refusal { get; protected set; }

    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        Record = found;
        People = await desk.PeopleAsync(cancellation);
        return true;
    }

    /// <summary>Refuses in words what cannot happen now, with its code, and logs the refusal of an attempt.</summary>
    protected async Task<bool> AllowsAsync(DisclosureEvent happened, CancellationToken cancellation)
    {
        var (code, words) = Record.RestrictedAt is not null ? ("D-10", "The record is restricted: nothing may be done with it until information governance lifts that")
            : Record.Refusal(happened) is { } no ? (no.Code, no.Refusal) : (null, null);
        if (code is null) return true;
        Refusal = $"{code}: {words}";
        if (!HttpMethods.IsPost(Request.Method)) return false;
        ModelState.AddModelError("", Refusal);
        await desk.RefusedAsync(Record, code, cancellation);
        return false;
    }

    /// <summary>The subject for somebody at work on the record; the reading is logged first.</summary>
    protected async Task OpenSubjectAsync(string reason, CancellationToken cancellation)
    {
        await desk.ReadAsync(Record, reason, cancellation);
        Subject = desk.SubjectOf(Record);
    }
}
