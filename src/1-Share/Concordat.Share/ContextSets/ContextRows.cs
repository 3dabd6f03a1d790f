namespace Concordat.Share.ContextSets;

/// <summary>One figure of an area and day, or one record (no value, its fields beside it).</summary>
/// <param name="On">The day it is of, or the first day of its period.</param>
internal sealed record ContextRow(string AreaCode, string? AreaName, DateOnly On, string Measure, decimal? Value, string? Fields = null);

/// <summary>What is wrong with a row; a value is told only where it is figures and signs.</summary>
internal sealed record ContextFault(int Row, string? Column, string Message, string Remedy);

/// <summary>What a file of context held.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="SetAside">Rows that the gate set aside; a table of figures is taken whole or not at all.</param>
/// <param name="Notices">What was left out, for people.</param>
internal sealed record ContextRows(IReadOnlyList<ContextRow> Rows, IReadOnlyList<ContextFault> Faults, int Read, int SetAside, IReadOnlyList<string> Notices);
