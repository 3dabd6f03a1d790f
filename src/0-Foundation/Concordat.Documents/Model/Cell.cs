using System.Globalization;

namespace Concordat.Documents.Model;

/// <summary>What a <see cref="Cell"/> holds.</summary>
public enum CellKind
{
    /// <summary>Nothing applies here: shown as an empty cell.</summary>
    Empty,

    /// <summary>Missing at source: shown as a dash, never as zero.</summary>
    Missing,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An amount in pounds.</summary>
    Money,

    /// <summary>A share, 0 to 1, shown as a percentage.</summary>
    Percent,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A local date and time.</summary>
    Moment,

    /// <summary>A <see cref="Model.Signal"/>, shown as shape and word.</summary>
    Signal,
}

/// <summary>One cell of a table: a typed value with the words that show it. The default value is an empty cell.</summary>
public readonly record struct Cell
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    private Cell(CellKind kind) => Kind = kind;

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The words of a text cell; empty otherwise.</summary>
    public string Text { get => field ?? ""; private init; }

    /// <summary>The number, the pounds or the share; meaningless for other kinds.</summary>
    public double Value { get; private init; }

    /// <summary>Digits shown after the point.</summary>
    public int Decimals { get; private init; }

    /// <summary>Day or local time; the default for other kinds.</summary>
    public DateTime Moment { get; private init; }

    /// <summary>The signal of a signal cell.</summary>
    public Signal Signal { get; private init; }

    /// <summary>True sets the cell in bold.</summary>
    public bool IsBold { get; private init; }

    /// <summary>An empty cell: nothing applies here.</summary>
    public static Cell Empty => default;

    /// <summary>Missing at source: a dash. Say so in the table's note.</summary>
    public static Cell Missing => new(CellKind.Missing);

    /// <summary>Words; null or empty gives an empty cell.</summary>
    public static Cell Of(string? text) => string.IsNullOrEmpty(text) ? Empty : new(CellKind.Text) { Text = text };

    /// <summary>A number with so many digits after the point; null or not-a-number gives <see cref="Missing"/>.</summary>
    public static Cell Of(double? value, int decimals = 0) =>
        value is { } number && double.IsFinite(number) ? new(CellKind.Number) { Value = number, Decimals = decimals } : Missing;

    /// <summary>A day; null gives <see cref="Missing"/>.</summary>
    public static Cell Of(DateOnly? day) =>
        day is { } value ? new(CellKind.Day) { Moment = value.ToDateTime(TimeOnly.MinValue) } : Missing;

    /// <summary>A signal. Not an overload of Of: the literal 0 would turn into the first signal.</summary>
    public static Cell OfSignal(Signal signal) => new(CellKind.Signal) { Signal = signal };

    /// <summary>A date and time as the reader's clock shows it (the caller converts from UTC).</summary>
    public static Cell LocalTime(DateTime? local) => local is { } value ? new(CellKind.Moment) { Moment = value } : Missing;

    /// <summary>An amount of money in whole pence; null gives <see cref="Missing"/>.</summary>
    public static Cell Pence(long? pence) =>
        pence is { } value ? new(CellKind.Money) { Value = value / 100.0, Decimals = 2 } : Missing;

    /// <summary>A share from 0 to 1 as a percentage; null or not-a-number gives <see cref="Missing"/>.</summary>
    public static Cell Percent(double? share, int decimals = 0) =>
        share is { } value && double.IsFinite(value) ? new(CellKind.Percent) { Value = value, Decimals = decimals } : Missing;

    /// <summary>Words; the same as <see cref="Of(string?)"/>.</summary>
    public static implicit operator Cell(string? text) => Of(text);

    /// <summary>A whole number.</summary>
    public static implicit operator Cell(int value) => Of(value);

    /// <summary>A signal.</summary>
    public static implicit operator Cell(Signal signal) => OfSignal(signal);

    /// <summary>The same cell in bold.</summary>
    public Cell Bold() => this with { IsBold = true };

    /// <summary>The cell as a reader sees it: thousands with a comma, a true minus sign, days as 26 Nov 2026.</summary>
    public string Shown => Kind switch
    {
        CellKind.Missing => "–",
        CellKind.Text => Text,
        CellKind.Number => Figures.Show(Value, Decimals),
        CellKind.Money => Figures.Show(Value, Decimals, prefix: "£"),
        CellKind.Percent => Figures.Show(Value * 100, Decimals, suffix: "%"),
        CellKind.Day => Moment.ToString("d MMM yyyy", British),
        CellKind.Moment => Moment.ToString("d MMM yyyy HH:mm", British),
        CellKind.Signal => Signal.Word(),
        _ => "",
    };
}
