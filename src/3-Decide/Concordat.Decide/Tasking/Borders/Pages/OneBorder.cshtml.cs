using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Borders.Pages;

/// <summary>One item that crosses a border, to the area that sent it and to the one it was sent to.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OneBorderModel(ConcordatDb db, BorderDesk desk, NoNames names, MemberDirectory directory) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Answer", Description = "It goes back to the area that told you. No names of victims or suspects.")] public string? Said { get; set; }

    /// <summary>Null where this area received it.</summary>
    public BorderItem? Sent { get; private set; }

    /// <summary>Null where this area sent it.</summary>
    public ReceivedItem? Received { get; private set; }
    public string? ItemTitle { get; private set; }
    public string? ItemUrl { get; private set; }
    public string Lead { get; private set; } = "";

    public string What => Sent?.Title ?? Received!.Title;
    public string Text => Sent?.Words ?? Received!.Words;
    public string? Reply => Sent is null ? Received!.Answer : Sent.Answer;
    public DateTime? RepliedAt => Sent is null ? Received!.AnsweredAt : Sent.AnsweredAt;
    public BorderState State => Sent?.State ?? Words.Read<BorderState>(Received!.State);

    /// <summary>What the acting person may do with it now.</summary>
    public IReadOnlyList<BorderEvent> Open => !desk.MayAct ? [] : [.. Enum.GetValues<BorderEvent>().Where(e => BorderLife.Table.Of(State, e).Rule is null && IsOurs(e))];

    /// <summary>What was typed into a field that is no longer there.</summary>
    public IReadOnlyList<ClashLine> NotSaved => Open.Contains(BorderEvent.Answer) ? [] : [new("Answer", null, Said)];

    bool IsOurs(BorderEvent happened) => happened == BorderEvent.Withdraw ? Sent is not null : Sent is null or { ToPartnershipId: null };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "Event")] string? happened, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (!names.Check(ModelState, nameof(Said), Said)) return Page();
        var refusal = !Enum.TryParse<BorderEvent>(happened, out var known) || !Enum.IsDefined(known) ? "There is no such step for this"
            : Sent is { } sent ? await desk.MoveSentAsync(sent, known, Said, cancellation) : await desk.MoveReceivedAsync(Received!, known, Said, cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError(nameof(Said), refusal);
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done(known switch { BorderEvent.TakeUp => "It is taken up.", BorderEvent.Answer => "The answer is kept and shown to both areas.", _ => "It is withdrawn." });
        return Redirect(BorderItem.UrlOf(Id));
    }

    public static string Do(BorderEvent happened) => happened switch { BorderEvent.TakeUp => "Take it up", BorderEvent.Answer => "Answer", _ => "Withdraw" };

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        (Sent, Received) = (null, null);
        if (await db.Set<BorderItem>().SingleOrDefaultAsync(b => b.Id == Id, cancellation) is { } sent)
        {
            Sent = sent;
            if (await db.Set<AgendaItem>().Where(i => i.Id == sent.ItemId).Select(i => new { i.Title, i.MeetingId }).SingleOrDefaultAsync(cancellation) is { } item)
                (ItemTitle, ItemUrl) = (item.Title, $"{MeetingRecord.UrlOf(item.MeetingId)}?item={sent.ItemId}");
            Lead = $"Told to {sent.ToName} by {(await directory.ReadAsync(cancellation)).NameAndAgencyOf(sent.SentBy)} on {London.Show(sent.SentAt, "d MMMM yyyy")}.";
            return true;
        }
        if (await desk.FindReceivedAsync(Id, cancellation) is not { } received) return false;
        (Received, Lead) = (received, $"{received.FromName} told you on {London.Show(received.SentAt, "d MMMM yyyy")}.");
        return true;
    }
}
