using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Share.Returns.Due;

namespace Concordat.Share.Returns.Board;

/// <summary>One set of one body in one quarter, with every figure that screens and files show of it.</summary>
/// <param name="DecidedOn">Day on which it was accepted; null while it was not.</param>
/// <param name="DaysLate">Days after the due day: of the first return that was accepted, or of today while none is in.</param>
/// <param name="FieldsFilled">Whole percent, rounded down; null where nothing was accepted, or fewer records than the base of rates.</param>
/// <param name="Placed">Whole percent, rounded down; null where nothing was accepted, or fewer records than the base of rates, or the set has no places.</param>
/// <param name="ReturnId">The newest return of the quarter; null where there is none.</param>
/// <param name="ToPlace">Rows of the open return that wait for a place; 0 for those who may not see how many rows a body sent.</param>
/// <param name="Records">Records accepted; null for those who may not see how many rows a body sent.</param>
/// <param name="FaultsPer1000">Faults in a thousand rows read, to one decimal; null where nothing was accepted that passed the gate, or fewer rows than the base of rates.</param>
public sealed record BoardCell(
    SetPeriod Period, Standing Standing, IReadOnlyList<Month> Owed, IReadOnlyList<Month> Missing, DateOnly? ReceivedOn, DateOnly? DecidedOn, int DaysLate,
    int? FieldsFilled, int? Placed, Guid? ReturnId, string? Open, DateOnly? OpenSince, int ToPlace, int? Records, DateOnly? RemindedOn,
    double? FaultsPer1000 = null)
{
    /// <summary>Too few records were accepted for a percentage.</summary>
    public bool IsSmallBase { get; init; }

    /// <summary>The body is no responsible authority: what it sends is welcome, and nothing is owed.</summary>
    public bool IsVoluntary { get; init; }

    public bool IsIn => Standing is Standing.Accepted or Standing.AcceptedLate or Standing.Partial;

    /// <summary>The words that a screen or file shows for the standing.</summary>
    public string Words => Standing switch
    {
        Standing.BeingChecked => "Being checked",
        Standing.AcceptedLate => "Accepted late",
        Standing.NotHeld => "Not held",
        Standing.Returned => "Sent back",
        _ => Standing.ToString(),
    };

    /// <summary>The line under it.</summary>
    public string Note => Standing switch
    {
        Standing.Accepted => Day(DecidedOn),
        Standing.AcceptedLate or Standing.Overdue => DaysLate == 1 ? "1 day" : $"{DaysLate:N0} days",
        Standing.Partial => $"{Owed.Count - Missing.Count} of {Owed.Count} months",
        Standing.BeingChecked => ToPlace > 0 ? $"{ToPlace:N0} to place" : $"since {Day(OpenSince)}",
        Standing.NotHeld => "declared",
        Standing.Voluntary => "invited",
        _ => $"by {Day(Period.DueOn)}",
    };

    static string Day(DateOnly? day) => day?.ToString("d MMM", Quarters.British) ?? "";
}

/// <summary>One set of one body over the quarters.</summary>
public sealed record BoardRow(Guid AgencyId, string Body, string ShortBody, SetDefinition Set, IReadOnlyList<BoardCell> Cells)
{
    public bool HasPlaces => Set.Place == PlaceKept.Point;

    /// <summary>Of the latest quarter that was accepted.</summary>
    public BoardCell? Latest => Cells.LastOrDefault(c => c.IsIn);

    public BoardCell? In(SetPeriod period) => Cells.FirstOrDefault(c => c.Period == period);
}

/// <summary>Something to chase, and what one step does about it.</summary>
public sealed record Chase(BoardRow Row, BoardCell Cell, string Words, string Action);

/// <summary>What each body holds and whether the partnership has it.</summary>
public sealed class ReturnBoard(DateOnly today, IReadOnlyList<BoardRow> rows)
{
    const int Shown = 4;

    public DateOnly Today => today;

    public IReadOnlyList<BoardRow> Rows => rows;

    /// <summary>The last four quarters that have ended.</summary>
    public IReadOnlyList<SetPeriod> Periods { get; } = [.. Enumerable.Range(-Shown, Shown).Select(n => SetPeriod.Of(today).AddPeriods(n))];

    /// <summary>The latest quarter that has ended.</summary>
    public SetPeriod Last => Periods[^1];

    IEnumerable<BoardCell> Cells => rows.SelectMany(r => r.Cells).Where(c => Periods.Contains(c.Period));

    /// <summary>Cells whose due day has come, and that the body holds and owes.</summary>
    IEnumerable<BoardCell> DueCells => Cells.Where(c => !c.IsVoluntary && c.Standing != Standing.NotHeld && c.Period.DueOn < today);

    public int Due => DueCells.Count();
    public int OnTime => DueCells.Count(c => c.Standing == Standing.Accepted);
    public int Late => DueCells.Count(c => c.Standing == Standing.AcceptedLate);
    public int Partial => DueCells.Count(c => c.Standing == Standing.Partial);
    public int Overdue => DueCells.Count(c => c.Standing == Standing.Overdue);

    /// <summary>Whole percent, rounded down; null while nothing was due.</summary>
    public int? OnTimePercent => Percent(OnTime, Due);

    public int NotHeld => rows.Count(r => r.In(Last)?.Standing == Standing.NotHeld);

    public int LastIn => CellsOf(Last).Count(c => c.IsIn);
    public int LastOwed => CellsOf(Last).Count(c => c.Standing != Standing.NotHeld);
    public int LastBeingChecked => CellsOf(Last).Count(c => c.Standing == Standing.BeingChecked);

    /// <summary>Where the overdue ones lie, in words: "both for April to June"; null where none is overdue.</summary>
    public string? OverdueWords => DueCells.Where(c => c.Standing == Standing.Overdue).Select(c => c.Period).ToList() switch
    {
        [] => null,
        [var only] => $"for {Quarters.Short(only)}",
        var several when several.Distinct().Count() == 1 => $"{(several.Count == 2 ? "both" : "all")} for {Quarters.Short(several[0])}",
        var several => $"over {several.Distinct().Count()} quarters",
    };

    /// <summary>What to chase, the longest overdue first.</summary>
    public IReadOnlyList<Chase> ToChase =>
    [
        .. from row in rows from cell in row.Cells where Periods.Contains(cell.Period) && cell.Standing == Standing.Overdue
           orderby cell.DaysLate descending, row.Set.Number select new Chase(row, cell, OverdueSentence(row, cell), "Send a reminder"),
        .. from row in rows from cell in row.Cells where Periods.Contains(cell.Period) && cell.Standing == Standing.Partial && cell.Period.DueOn < today
           orderby cell.Period.FirstDay, row.Set.Number select new Chase(row, cell, MissingSentence(cell), $"Ask for {Quarters.MonthNames(cell.Missing)}"),
        .. from row in rows from cell in row.Cells where Periods.Contains(cell.Period) && cell.ToPlace > 0 && cell.Standing == Standing.BeingChecked
           select new Chase(row, cell, cell.ToPlace == 1 ? "1 record waits for a place." : $"{cell.ToPlace:N0} records wait for a place.", "Place them"),
    ];

    public BoardRow? Find(Guid agency, int set) => rows.FirstOrDefault(r => r.AgencyId == agency && r.Set.Number == set);

    internal static int? Percent(long part, long whole) => whole == 0 ? null : (int)(100 * part / whole);

    internal static double? Per1000(long faults, long rows) => rows == 0 ? null : Math.Round(1000.0 * faults / rows, 1, MidpointRounding.AwayFromZero);

    IEnumerable<BoardCell> CellsOf(SetPeriod period) => rows.Select(r => r.In(period)).OfType<BoardCell>().Where(c => !c.IsVoluntary);

    static string OverdueSentence(BoardRow row, BoardCell cell)
    {
        var before = row.In(cell.Period.AddPeriods(-1))?.Standing is Standing.AcceptedLate or Standing.Overdue;
        return $"{(cell.DaysLate == 1 ? "1 day" : $"{cell.DaysLate:N0} days")} overdue. {(before ? "Second late quarter running." : row.Body + ".")}";
    }

    static string MissingSentence(BoardCell cell) =>
        $"{Quarters.MonthNames(cell.Missing)} {(cell.Missing.Count == 1 ? "is" : "are")} missing at source. Shown as “no data”, never as zero.";
}
