using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Partnership.Calendar;

namespace Concordat.Gate.Checks;

/// <summary>One row that passed: depersonalised, its codes ours, placed as well as it could be.</summary>
/// <param name="Number">Row as a spreadsheet shows it.</param>
/// <param name="Values">Key of the field to its value in our writing; permitted fields of the set alone, blank ones left out.</param>
/// <param name="Month">Month of the event; null where the set carries no date.</param>
/// <param name="FromUtc">Earliest moment; null when only the day or month is known.</param>
/// <param name="ToUtc">Latest moment; equal to the earliest when the moment is known.</param>
/// <param name="Precision">month, day, minute or interval; none where the set carries no date.</param>
/// <param name="ThemeKey">Theme of the category; null where the set has none.</param>
/// <param name="Words">Place as written, depersonalised; null where nothing was.</param>
public sealed record KeptRow(
    int Number, IReadOnlyDictionary<string, string> Values, Month? Month, DateTime? FromUtc, DateTime? ToUtc, string Precision,
    string? ThemeKey, PlaceFound Place, string? Words);

/// <summary>One thing wrong with one row, in words the supplier can act on; never repeats what the cell held.</summary>
/// <param name="Row">Row as a spreadsheet shows it.</param>
/// <param name="Column">Heading in the file; null when it is the whole row.</param>
/// <param name="Code">Reason code: D dates, P places, C codes, K keys, F fields, N numbers, S set rules, R the row itself.</param>
/// <param name="SetsAside">True where the row is set aside for it; false where it is kept with a warning.</param>
public sealed record RowFault(int Row, string? Column, string Code, string Message, string Remedy, bool SetsAside);

/// <summary>What stood in a row with a fault, so that its supplier can mend it: cells in which nothing personal may be, and no others.</summary>
/// <param name="Number">Row as a spreadsheet shows it.</param>
/// <param name="IsSetAside">False where the row was kept and only told.</param>
/// <param name="Values">Heading, as it may be told, to the cell as written; blank cells, and cells that may not be told, are left out.</param>
public sealed record AsideRow(int Number, bool IsSetAside, IReadOnlyDictionary<string, string> Values);

/// <summary>What the gate did with a file.</summary>
/// <param name="Read">Rows read: kept and set aside together.</param>
/// <param name="Kept">Rows kept; more than <see cref="GateReport.Records"/> where several rows make one record.</param>
/// <param name="Columns">Heading to key of the field it was taken for; null where it was left out. Personal details in a heading are taken out; a heading that stands twice is told apart by its position.</param>
/// <param name="Filled">Key of each field of the set to how many kept records fill it.</param>
/// <param name="Removed">Identifiers found in any column, those that are left out whole included.</param>
/// <param name="Places">Method to count, over the kept records.</param>
public sealed record GateReport(
    string File, string Set, int Read, int Kept, int SetAside, IReadOnlyDictionary<string, string?> Columns,
    IReadOnlyDictionary<string, int> Filled, RemovalCounts Removed, IReadOnlyDictionary<string, int> Places, IReadOnlyList<string> Notices)
{
    /// <summary>Records handed on; fewer than <see cref="Kept"/> where a set joins the rows of one event.</summary>
    public int Records { get; init; }

    /// <summary>Key of each field that the sharing agreement does not name to how many values of it were removed.</summary>
    public IReadOnlyDictionary<string, int> NotAgreed { get; init; } = new Dictionary<string, int>();

    /// <summary>Which column was taken for which field, and how surely.</summary>
    public IReadOnlyList<ColumnChoice> Choices { get; init; } = [];

    /// <summary>Faults of each reason code, those that only warn included.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>For each field with codes: words that are on no list, personal details taken out, with how many rows have them; commonest first, at most 100.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, int>>> UnknownCodes { get; init; } = new Dictionary<string, IReadOnlyList<KeyValuePair<string, int>>>();

    /// <summary>The columns of this file as a map that can be saved for the supplier.</summary>
    public ReturnMap? MapMade { get; init; }
}
