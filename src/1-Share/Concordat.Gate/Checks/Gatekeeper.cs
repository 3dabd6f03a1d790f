using System.Globalization;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Checks;

/// <summary>Passes a partner's file row by row: each row is kept, depersonalised and placed, or set aside with its reason.</summary>
/// <remarks>Reads the table once and holds back no more than its first rows (20,000 at most, to tell the order of dates). Whether a row is kept does not depend on the order of rows, save that of two
/// with one reference the first is kept.</remarks>
public static class Gatekeeper
{
    /// <param name="set">The set that the file is meant to be.</param>
    /// <param name="table">The file; read to its end and not disposed.</param>
    /// <param name="map">The supplier's saved map; null where there is none.</param>
    /// <param name="scanner">Takes identifiers out of texts.</param>
    /// <param name="places">Finds points.</param>
    /// <param name="kept">Receives each record, in the file's order.</param>
    /// <param name="fault">Receives each fault, in the file's order.</param>
    /// <param name="progress">Told every thousand rows; may be null.</param>
    /// <param name="aside">Receives what stood in each row with a fault, as far as it may be told; may be null.</param>
    /// <exception cref="FileProblemException">The file cannot be read as this set at all.</exception>
    /// <exception cref="MapNeededException">A required field cannot be told from the file.</exception>
    /// <exception cref="MapProblemException">The map does not fit the set or the file.</exception>
    public static GateReport Pass(
        SetDefinition set, SourceTable table, ReturnMap? map, GateSettings settings, IIdentifierScanner scanner, IPlaceFinder places,
        Action<KeptRow> kept, Action<RowFault> fault, IProgress<GateProgress>? progress, CancellationToken cancellation,
        Action<AsideRow>? aside = null)
    {
        if (map is not null) MapNames.Check(map, set);
        using var rows = table.Rows().GetEnumerator();
        var head = new HeadRows(rows);
        head.Hold(ColumnRecogniser.RowsNeeded);
        IReadOnlyList<IReadOnlyList<string>> first = [.. head.Held.Select(r => r.Cells)];
        var told = new Headings(table.Headings, scanner);
        var plan = ColumnRecogniser.Recognise(set, table.Headings, first, map);
        Aggregates.Refuse(set, plan, first, told, table.File);
        if (plan.Questions.Count > 0) throw new MapNeededException(Questions.Say(set, plan, told, table.File), plan);
        var pass = new GatePass(set, table, map, settings, scanner, places, plan, first, head, told, kept, fault, aside);
        foreach (var row in head.All())
        {
            if (pass.Read % 1000 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var (done, total) = table.Progress;
                progress?.Report(new(pass.Read, done, total));
            }
            pass.Take(row);
        }
        return pass.Finish();
    }
}

/// <summary>Headings as they may be told: personal details taken out, and those that stand twice told apart.</summary>
sealed class Headings
{
    readonly IIdentifierScanner _scanner;
    readonly string[] _told;

    public Headings(IReadOnlyList<string> headings, IIdentifierScanner scanner)
    {
        _scanner = scanner;
        var clean = headings.Select(h => ToldHeading.Of(h, scanner)).ToList();
        _told = [.. clean.Select((h, i) => h.Length == 0 || clean.Count(o => o == h) > 1 ? MapNames.Positioned(h, i) : h)];
    }

    public string this[int column] => _told[column];

    /// <summary>Words in which a heading stands, such as one that stands twice with its position.</summary>
    public string Told(string words) => ToldHeading.Of(words, _scanner);
}
