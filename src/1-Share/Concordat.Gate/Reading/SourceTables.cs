using System.Collections;

namespace Concordat.Gate.Reading;

/// <summary>The tables of one file, in the order in which they stand in it; at least one. Each may be read once, in any order.</summary>
/// <remarks>Disposing closes the tables; the content given to <see cref="TableReader.Open"/> stays the caller's.</remarks>
public sealed class SourceTables : IReadOnlyList<SourceTable>, IDisposable
{
    readonly IReadOnlyList<SourceTable> _tables;
    readonly IReadOnlyList<IDisposable> _open;

    internal SourceTables(string file, IReadOnlyList<SourceTable> tables, IReadOnlyList<string> notices, IReadOnlyList<IDisposable> open) =>
        (File, _tables, Notices, _open) = (file, tables, notices, open);

    /// <summary>Name of the file, without folders and control characters.</summary>
    public string File { get; }

    /// <summary>What was left out of the file as a whole: hidden sheets, entries of a ZIP that hold no table.</summary>
    public IReadOnlyList<string> Notices { get; }

    public int Count => _tables.Count;

    public SourceTable this[int index] => _tables[index];

    public IEnumerator<SourceTable> GetEnumerator() => _tables.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (var table in _tables) table.Dispose();
        foreach (var opened in _open.Reverse()) opened.Dispose();
    }
}
