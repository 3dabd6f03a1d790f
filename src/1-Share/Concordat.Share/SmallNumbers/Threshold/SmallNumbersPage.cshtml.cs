using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Share.Returns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace Concordat.Share.SmallNumbers.Threshold;

/// <summary>A change of the threshold or the base of rates.</summary>
public sealed record SmallNumberChange(int Threshold, int RateBase, DateOnly From, string Reason, string By, DateTime At, bool IsApplied);

/// <summary>Shows the threshold to those who read evidence; information governance changes it, with a reason and from a day.</summary>
/// <remarks>A higher threshold holds on every door when the change is saved: the figures are cut again in the same transaction.</remarks>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SmallNumbersPageModel(Connections connections, Session session, AuditLog audit, TimeProvider clock) : PageModel
{
    const int Least = 3, Most = 100, LeastBase = 10, MostBase = 1000;

    [BindProperty, Display(Name = "Threshold", Description = "The smallest figure shown: 3 to 100")] public string? NewThreshold { get; set; }
    [BindProperty, Display(Name = "Base of rates", Description = "The smallest base of a rate or percentage: 10 to 1,000")] public string? RateBase { get; set; }
    [BindProperty, Display(Name = "From", Description = "A higher threshold holds from today; a lower one may begin later")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "Reason"), StringLength(1000, ErrorMessage = "Reason must be 1,000 characters or fewer")] public string? Reason { get; set; }

    public (int Threshold, int RateBase) InForce { get; private set; }
    public IReadOnlyList<SmallNumberChange> Changes { get; private set; } = [];
    public bool MaySet => session.Has(Role.InformationGovernance);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        (NewThreshold, RateBase, From) = (Text(InForce.Threshold), Text(InForce.RateBase), London.Today(clock));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MaySet) return NotFound();
        await LoadAsync(cancellation);
        var threshold = Number(NewThreshold, nameof(NewThreshold), "Threshold", Least, Most);
        var rateBase = Number(RateBase, nameof(RateBase), "Base of rates", LeastBase, MostBase);
        var today = London.Today(clock);
        if (From is null) ModelState.TryAddModelError(nameof(From), "Enter the day from which it holds");
        else if (From < today) ModelState.AddModelError(nameof(From), "The day must be today or later: what has left cannot be called back");
        else if (From > today && threshold > InForce.Threshold) ModelState.AddModelError(nameof(From), "A higher threshold holds from today: give today");
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Enter why it is changed");
        if (!ModelState.IsValid) return Page();
        await SetAsync(threshold!.Value, rateBase!.Value, From!.Value, Reason!.Trim(), cancellation);
        TempData.Done(From > today ? $"The change holds from {From.Long()}." : "The change holds now, on every door.");
        return Redirect("/share/small-numbers");
    }

    async Task SetAsync(int threshold, int rateBase, DateOnly from, string reason, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.LongScalarAsync(connection, "select share.set_small_numbers($1, $2, $3, $4, $5)", cancellation, threshold, rateBase, from, reason, session.DisplayName);
        await audit.RecordAsync(connection, AuditAction.Alter, "small numbers", session.Partnership.ToString(),
            new { threshold, was = InForce.Threshold, rateBase, rateBaseWas = InForce.RateBase, from, reason }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        // A change whose day has come takes effect at the latest when somebody looks.
        await ReturnStore.LongScalarAsync(connection, "select share.apply_small_numbers()", cancellation);
        InForce = ((int)(await ReturnStore.ScalarAsync(connection, "select share.small_number_threshold()", cancellation))!, (int)(await ReturnStore.ScalarAsync(connection, "select share.rate_base()", cancellation))!);
        await using var command = ReturnStore.Command(connection, """
            select threshold, rate_base, from_on, reason, set_by_name, set_at, applied_at is not null from share.small_number_change where partnership_id = $1 order by set_at desc
            """, session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var changes = new List<SmallNumberChange>();
        while (await reader.ReadAsync(cancellation)) changes.Add(Read(reader));
        Changes = changes;
    }

    static SmallNumberChange Read(NpgsqlDataReader reader) =>
        new(reader.GetInt32(0), reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3), reader.GetString(4), reader.GetDateTime(5), reader.GetBoolean(6));

    int? Number(string? text, string field, string name, int least, int most)
    {
        if (int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        ModelState.AddModelError(field, $"{name} must be a whole number from {Text(least)} to {most.ToString("N0", CultureInfo.InvariantCulture)}");
        return null;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
