using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Mapping;

/// <summary>Tells which table of a file holds a set: a workbook has notes, look-ups and totals beside its records.</summary>
public static class TableChoice
{
    /// <summary>Position of the one table that can be read as the set.</summary>
    /// <param name="open">Opens the file anew; called once, and again by the caller for the pass itself.</param>
    /// <param name="scanner">Takes what is personal out of the names of sheets and files that are told.</param>
    /// <exception cref="FileProblemException">Several tables could be it.</exception>
    /// <exception cref="MapProblemException">The map does not fit the only table.</exception>
    public static int Choose(SetDefinition set, Func<SourceTables> open, ReturnMap? map, IIdentifierScanner scanner)
    {
        using var tables = open();
        if (tables.Count == 1) return 0;
        var fit = Enumerable.Range(0, tables.Count).Where(i => Fits(set, tables[i], map, scanner)).ToList();
        return fit switch
        {
            [var only] => only,
            [] => 0, // the first says what is wanting
            _ => throw new FileProblemException(tables.File,
                $"{fit.Count} tables in it could be set {set.Key}: {string.Join(", ", fit.Select(i => $"\"{ToldHeading.Of(tables[i].Sheet ?? tables[i].File, scanner)}\""))}",
                tables[fit[0]].Sheet is null ? "Send one file for each" : "Name the sheet with \"sheet\" in a map", code: "F-20"),
        };
    }

    static bool Fits(SetDefinition set, SourceTable table, ReturnMap? map, IIdentifierScanner scanner)
    {
        try
        {
            IReadOnlyList<IReadOnlyList<string>> rows = [.. table.Rows().Take(ColumnRecogniser.RowsNeeded).Select(r => r.Cells)];
            var plan = ColumnRecogniser.Recognise(set, table.Headings, rows, map);
            Aggregates.Refuse(set, plan, rows, new Headings(table.Headings, scanner), table.File);
            return rows.Count > 0 && plan.Questions.Count == 0;
        }
        catch (Exception problem) when (problem is MapProblemException or FileProblemException)
        {
            return false;
        }
    }
}
