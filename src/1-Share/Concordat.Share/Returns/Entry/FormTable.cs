using Concordat.Gate.Reading;

namespace Concordat.Share.Returns.Entry;

/// <summary>One record from a form, as the gate reads rows of files: its headings are keys of fields.</summary>
sealed class FormTable(IReadOnlyList<KeyValuePair<string, string>> cells, int row) : SourceTable
{
    public override string File => "Entered by hand";
    public override SourceFormat Format => SourceFormat.Csv;
    public override string? Sheet => null;
    public override string Description => "on a form";
    public override int HeaderRow => 1;
    public override IReadOnlyList<string> Headings { get; } = [.. cells.Select(c => c.Key)];

    public override IEnumerable<SourceRow> Rows() => [new(row, [.. cells.Select(c => c.Value)])];
}
