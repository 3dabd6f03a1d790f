using FsCheck;
using FsCheck.Fluent;

namespace Concordat.Gate.Tests.Checks;

/// <summary>What is kept does not depend on the order of columns or rows, nor on what the columns are called.</summary>
public sealed class AnyOrderTests
{
    static readonly string[] Headings = ["Reference", "Category", "Date", "Time", "Location", "Easting", "Northing", "Notes"];
    static readonly string[] Fields = ["reference", "category", "date", "time", "location", "easting", "northing", ""];
    static readonly string[][] Cells =
    [
        [], ["Noise", "Fly tipping", "Litter", "Wombling", ""], ["13/10/2026", "14/09/2026", "03/10/2026", "31/02/2026", "22/11/2026", ""], ["14:05", "905", "2.05pm", "25:00", ""],
        ["Mill Lane", "12 High Street KT1 1AA", ""], ["518000", "518100.5", "169000", "", "0"], ["169000", "169100", "518000", "", "0"], ["ring 07700 900123", ""],
    ];

    [Fact]
    public void Rows_AndColumns_InAnyOrderAndUnderAnyName_GiveTheSameKeptRows()
    {
        var rows = Gen.Choose(0, int.MaxValue - 1).ListOf(12);
        Prop.ForAll(Arb.From(Gen.Zip(rows, Gen.Choose(0, int.MaxValue - 1))), given =>
        {
            var table = given.Item1.Select((seed, i) => Row(seed, i)).Prepend(["good", "Noise", "25/10/2026", "10:00", "", "518000", "169000", ""]).ToList();
            var random = new Random(given.Item2);
            int[] columns = [.. Enumerable.Range(0, Headings.Length)];
            random.Shuffle(columns);
            var shuffled = table.ToArray();
            random.Shuffle(shuffled);

            var plain = Kept(Headings, table, null);
            var moved = Kept([.. columns.Select(c => Headings[c])], [.. shuffled.Select(r => columns.Select(c => r[c]).ToArray())], null);
            var renamed = Kept([.. columns.Select(c => $"Spalte {c}")], [.. table.Select(r => columns.Select(c => r[c]).ToArray())],
                "{\"columns\": {" + string.Join(',', columns.Select(c => $"\"Spalte {c}\": {(Fields[c].Length == 0 ? "null" : $"\"{Fields[c]}\"")}")) + "}}");
            return plain.SequenceEqual(moved) && plain.SequenceEqual(renamed);
        }).QuickCheckThrowOnFailure();
    }

    static string[] Row(int seed, int i)
    {
        var random = new Random(seed);
        return [$"R{i}", .. Cells.Skip(1).Select(c => c[random.Next(c.Length)])];
    }

    static List<string> Kept(string[] headings, IReadOnlyList<string[]> rows, string? map)
    {
        var csv = string.Join('\n', rows.Prepend(headings).Select(r => string.Join(',', r)));
        return [.. PassGate.Csv("8", csv, map).Csv.Split("\r\n").Skip(1).Order(StringComparer.Ordinal)];
    }
}
