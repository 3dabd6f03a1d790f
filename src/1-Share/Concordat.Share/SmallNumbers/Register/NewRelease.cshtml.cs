using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Agreements;
using Concordat.Share.Returns.Due;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Share.SmallNumbers.Release;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Month = Concordat.Partnership.Calendar.Month;

namespace Concordat.Share.SmallNumbers.Register;

/// <summary>Chooses what is to leave, tests it, and releases what passes.</summary>
[Authorize(Policy = Policies.KeepRecords)]
internal sealed class NewReleaseModel(IReleaseGate gate, ReleaseRows rows, ISmallNumbers smallNumbers, TimeProvider clock) : PageModel
{
    const int QuartersBack = 12;
    const string LeaveOut = "leave out", Keep = "keep";

    public static IReadOnlyList<Choice> SmallGroupChoices { get; } = [new(Keep, "Keep all rows", "The test blocks where a group is too small"), new(LeaveOut, "Leave out rows of groups that are too small", "And as many others as keep their number from being told")];

    int _threshold;

    [BindProperty(SupportsGet = true), Display(Name = "Set")] public int? SetNumber { get; set; }

    [BindProperty, Display(Name = "Columns", Description = "What the file will hold")] public List<string> Columns { get; set; } = [];
    [BindProperty, Display(Name = "Columns somebody could know of a person", Description = "Groups are counted by these together. Choose none, and all columns count")] public List<string> Combination { get; set; } = [];
    [BindProperty, Display(Name = "From quarter")] public string? From { get; set; }
    [BindProperty, Display(Name = "To quarter")] public string? To { get; set; }
    [BindProperty, Display(Name = "Small groups")] public string SmallGroups { get; set; } = Keep;
    [BindProperty, Display(Name = "Sharing agreement")] public Guid? Agreement { get; set; }
    [BindProperty, Display(Name = "Who receives it", Description = "Body and post; they must be within the agreement"), StringLength(500)] public string? Recipients { get; set; }

    public SetDefinition? Set { get; private set; }
    public IReadOnlyList<Choice> Sets { get; private set; } = [];
    public IReadOnlyList<Choice> ColumnChoices { get; private set; } = [];
    public IReadOnlyList<Choice> Agreements { get; private set; } = [];
    public IReadOnlyList<Choice> Quarters { get; private set; } = [];
    public ReleaseVerdict? Verdict { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        (From, To) = (Quarters.ElementAtOrDefault(1)?.Value, Quarters.ElementAtOrDefault(1)?.Value);
        Agreement = Agreements is [var only] ? Guid.Parse(only.Value) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Set is null) return NotFound();
        if (await RequestAsync(cancellation) is { } request) Verdict = await gate.TestAsync(request, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Set is null) return NotFound();
        if (await RequestAsync(cancellation) is not { } request) return Page();
        Verdict = await gate.ReleaseAsync(request, Csv, cancellation);
        if (!Verdict.HasPassed) return Page();
        return File(Verdict.Content!, "text/csv; charset=utf-8", $"set-{Set.Number}-{From}-to-{To}.csv");
    }

    public string Words(int count) => smallNumbers.Words(count, _threshold);

    public string Label(string column) => ColumnChoices.FirstOrDefault(c => c.Value == column)?.Text ?? column;

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        _threshold = await smallNumbers.ThresholdAsync(cancellation);
        if (SetNumber is null)
        {
            var sets = new List<Choice>();
            foreach (var set in SetNames.All)
                if ((await gate.AgreementsAsync([set.Number], cancellation)).Count > 0) sets.Add(new($"{set.Number}", $"{set.Number}. {set.Name}"));
            Sets = sets;
            return true;
        }
        var agreements = SetNumber is >= 1 and <= 12 ? await gate.AgreementsAsync([SetNumber.Value], cancellation) : [];
        if (agreements.Count == 0) return false;
        Set = SetCatalogue.Standard.Statutory(SetNumber.Value);
        ColumnChoices = [.. ReleaseColumns.Of(Set).Select(c => new Choice(c.Key, c.Label, c.Hint))];
        Agreements = [.. agreements.Select(a => new Choice(a.Id.ToString(), a.Title))];
        var now = SetPeriod.Of(London.Today(clock));
        Quarters = [.. Enumerable.Range(0, QuartersBack).Select(n => now.AddPeriods(-n)).Select(p => new Choice(Returns.Due.Quarters.Key(p), p.Name))];
        return true;
    }

    async Task<ReleaseRequest?> RequestAsync(CancellationToken cancellation)
    {
        Require(Columns.Count > 0 && Columns.All(c => ColumnChoices.Any(k => k.Value == c)), nameof(Columns), "Choose at least one column");
        Require(Combination.All(Columns.Contains), nameof(Combination), "Groups can only be counted by columns that the file holds");
        Require(Agreements.Any(a => a.Value == Agreement?.ToString()), nameof(Agreement), "Choose the sharing agreement it rests on");
        Require(!string.IsNullOrWhiteSpace(Recipients), nameof(Recipients), "Enter who receives it");
        var known = Returns.Due.Quarters.TryParse(From, out var from) & Returns.Due.Quarters.TryParse(To, out var to);
        Require(known && from.FirstDay <= to.FirstDay, nameof(From), "The first quarter must not be after the last");
        Require(SmallGroupChoices.Any(c => c.Value == SmallGroups), nameof(SmallGroups), "Choose what happens to small groups");
        if (!ModelState.IsValid) return null;
        return new()
        {
            Kind = "records",
            Title = Set!.Name,
            Sets = [Set.Number!.Value],
            AgreementId = Agreement,
            Recipients = Recipients!.Trim(),
            Filter = from.First == to.First ? from.Name : $"{from.Name} to {to.Name}",
            Table = await rows.ReadAsync(Set, from, to, [.. ColumnChoices.Select(c => c.Value).Where(Columns.Contains)], cancellation),
            Combination = Combination,
            LeavesOutSmallGroups = SmallGroups == LeaveOut,
        };
    }

    void Require(bool isThere, string field, string message)
    {
        if (!isThere) ModelState.AddModelError(field, message);
    }

    static byte[] Csv(ReleaseTable table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvTableWriter.Write([.. table.Columns.Select(c => new TableColumn(c))], table.Rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(Cell.Of)]), text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
