using Concordat.Gate.Placing;

namespace Concordat.Gate.Checks;

/// <summary>A row on its way through the checks: what was read of it so far and what is wrong with it.</summary>
sealed class RowDraft(int number)
{
    readonly List<RowFault> _faults = [];

    public int Number { get; } = number;

    /// <summary>Values that are kept, by key of the field.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Values that only serve the checks, by key of the field.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public DateOnly? Day { get; set; }
    public Moment Moment { get; set; } = Moment.None;
    public string? ThemeKey { get; set; }
    public PlaceFound Place { get; set; } = PlaceFound.None;
    public string? Words { get; set; }

    /// <summary>What the cells said of the place, as read, for the finder alone: never kept.</summary>
    public PlaceWords Raw { get; set; }

    public IReadOnlyList<RowFault> Faults => _faults;

    public bool IsSetAside { get; private set; }

    public void Fault(FaultCode code, string? column, string? message = null, string? remedy = null)
    {
        _faults.Add(new(Number, column, code.Code, message ?? code.Message, remedy ?? code.Remedy, code.SetsAside));
        IsSetAside |= code.SetsAside;
    }

    public bool HasFault(string? column) => _faults.Exists(f => f.Column == column && f.SetsAside);

    public KeptRow Kept() => new(Number, Values, Moment.Month, Moment.FromUtc, Moment.ToUtc, Moment.Precision, ThemeKey, Place, Words);
}
