using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Share.OpenSources.Show;

/// <summary>One open source with what it said before; those who keep records withdraw it with a reason.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowOpenSourceModel(OpenSourceDesk desk, PlainWords plain, AuditLog audit) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Why it is withdrawn"), StringLength(500, ErrorMessage = "Shorten the reason to 500 characters")] public string? Because { get; set; }

    public OpenSource Record { get; private set; } = null!;
    public IReadOnlyList<OpenSourcePast> Past { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public bool MayKeep => desk.MayKeep;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Record.Names == OpenSource.Confirmed) await audit.RecordAsync(AuditAction.Read, "open_source", Id.ToString(), new { names = Record.Names }, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayKeep || !await LoadAsync(cancellation) || Record.WithdrawnAt is not null) return NotFound();
        plain.Require(ModelState, nameof(Because), Because, "Enter why it is withdrawn");
        if (!ModelState.IsValid) return Page();
        try
        {
            await desk.WithdrawAsync(Record, Because!, cancellation);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.RestrictViolation })
        {
            ModelState.AddModelError("", "Somebody corrected or withdrew it meanwhile. Open it again");
            return Page();
        }
        TempData.Done("It is found no more; who cited it can still open it.", "Withdrawn");
        return Redirect($"/share/open-sources/{Id}");
    }

    /// <summary>What an earlier version said, as names and values.</summary>
    public static IReadOnlyList<(string Name, string Value)> Said(OpenSourcePast past)
    {
        using var json = JsonDocument.Parse(past.Said);
        return [.. json.RootElement.EnumerateObject().Select(p => (Name(p.Name), p.Value.ToString()))];
    }

    static string Name(string key) => key switch
    {
        "seen_on" => "Seen on",
        "capture" => "What was read",
        "because" => "Why it was corrected then",
        _ => char.ToUpperInvariant(key[0]) + key[1..],
    };

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, Past, People) = (found, await desk.PastAsync(Id, cancellation), await desk.PeopleAsync(cancellation));
        return true;
    }
}
