using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Meetings.Close;

/// <summary>Closes the meeting, or says what is undecided.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class CloseMeetingModel(ConcordatDb db, MeetingRecords records, MeetingCloser closer, Session session) : MeetingPage(records, session)
{
    /// <summary>Adopted items on which nobody has taken anything on.</summary>
    public IReadOnlyList<AgendaItem> WithoutActions => [.. Record.ToDecide.Where(i => i.Decision == Decision.Adopt && Record.ActionsOf(i).Count == 0)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (await closer.CloseAsync(Record, cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            // What the closing had begun to change is forgotten: the page shows what is saved.
            db.Forget();
            await FindAsync(cancellation);
            return Page();
        }
        TempData.Done("The minutes are written. The actions are with those who took them on.", "Meeting closed");
        return Redirect($"{Record.Url}/minutes");
    }
}
