using System.Text;
using Concordat.Bench.Identifiers;
using Concordat.Gate.Identifiers;
using FsCheck;
using FsCheck.Fluent;

namespace Concordat.Gate.Tests.Identifiers;

/// <summary>Floors under what the scanner finds and over what it finds wrongly, on a seeded set of invented cells.</summary>
public class ScannerFloorsTests
{
    static readonly IdentifierScanner Scanner = new();

    [Theory]
    [InlineData(IdentifierKind.Name, 0.93)]
    [InlineData(IdentifierKind.BirthDate, 0.99)]
    [InlineData(IdentifierKind.Telephone, 0.99)]
    [InlineData(IdentifierKind.Email, 0.99)]
    [InlineData(IdentifierKind.Plate, 0.99)]
    [InlineData(IdentifierKind.NhsNumber, 0.99)]
    [InlineData(IdentifierKind.NationalInsuranceNumber, 0.99)]
    [InlineData(IdentifierKind.FullPostcode, 0.99)]
    public void Planted_IsTakenOut(IdentifierKind kind, double floor)
    {
        var cells = new PlantedCells(seed: 4);

        var found = Enumerable.Range(0, 1000).Select(_ => cells.Planted(kind)).Count(cell => !Survives(cell, CellSetting.FreeText));

        Assert.True(found >= floor * 1000, $"{found} of 1000");
    }

    [Fact]
    public void CleanCells_AreLeftAlone()
    {
        var cells = new PlantedCells(seed: 5);

        var alarms = Enumerable.Range(0, 5000).Select(_ => cells.Clean()).Where(text => !ReferenceEquals(text, Scanner.Clean(text, CellSetting.FreeText, new()))).ToList();

        Assert.True(alarms.Count <= 25, string.Join(Environment.NewLine, alarms.Take(5)));
    }

    // 5,000 rows of seven columns, each row with every kind planted in turn in each column, searched for as a thief would: by string.
    // T-02.
    [Fact]
    public void EveryKindInEveryColumn_NoneSurvivesASearchByString()
    {
        var cells = new PlantedCells(seed: 6);
        var kept = new List<string>();
        for (var row = 0; row < 5000; row++)
        {
            foreach (var setting in Enum.GetValues<CellSetting>())
            {
                var kind = (IdentifierKind)((row + (int)setting) % 8);
                // A date alone in the column of the event's date is the event's; any other says what it is.
                var (cell, gone) = Certain(cells, kind, setting);
                var cleaned = Scanner.Clean(cell, setting, new());
                if (gone.Any(part => cleaned.Contains(part, StringComparison.Ordinal))) kept.Add($"{setting} {kind}: {cell} -> {cleaned}");
            }
        }
        Assert.True(kept.Count == 0, string.Join(Environment.NewLine, kept.Take(20)));
    }

    static (string Cell, string[] Gone) Certain(PlantedCells cells, IdentifierKind kind, CellSetting setting)
    {
        if (kind == IdentifierKind.Name) return ("Priya Hargreaves", ["Priya", "Hargreaves"]);
        var value = cells.Value(kind);
        if (kind == IdentifierKind.FullPostcode)
        {
            // Without capitals "se5 0th" may be an ordinal.
            value = value.ToUpperInvariant();
            return (value, [value[^3..]]);
        }
        return kind == IdentifierKind.BirthDate && setting == CellSetting.EventDate ? ($"DOB {value}", [value]) : (value, [value]);
    }

    [Fact]
    public void Clean_Again_ChangesNothing_AndNothingThrows()
    {
        var characters = Gen.Elements("aAbBzZ0123456789  .,-/()@+'\"[]\n\t\u00a0\u200b\u0301éŁ０９Ａ\ud835\udfce\ud800\udc00JSKT".ToCharArray());
        var text = from array in Gen.ArrayOf(characters) select new string(array);
        var cells = new PlantedCells(seed: 7);
        var mixed = from noise in text from kind in Gen.Elements(Enum.GetValues<IdentifierKind>()) select noise + cells.Planted(kind).Text + noise;

        var same = Prop.ForAll(Gen.OneOf(text, mixed).ToArbitrary(), sample =>
        {
            foreach (var setting in Enum.GetValues<CellSetting>())
            {
                var removed = new RemovalCounts();
                var once = Scanner.Clean(sample, setting, removed);
                if (!ReferenceEquals(once, Scanner.Clean(once, setting, new()))) return false;
                if ((removed.Total == 0) != ReferenceEquals(once, sample)) return false;
            }
            return true;
        });
        same.Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        // Finds that share a character.
        same.Check(Config.QuickThrowOnFailure.WithReplay(16698295051449543497, 1931197907353792465, 88));
    }

    [Fact]
    public void Clean_SpacedOutByInvisibleCharacters_StillTakesItOut()
    {
        var cells = new PlantedCells(seed: 8);
        foreach (var kind in new[] { IdentifierKind.Telephone, IdentifierKind.NhsNumber, IdentifierKind.NationalInsuranceNumber, IdentifierKind.Plate })
        {
            for (var i = 0; i < 200; i++)
            {
                var value = cells.Value(kind);
                var hidden = new StringBuilder();
                foreach (var c in value) hidden.Append(char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c == ' ' ? '\u00a0' : c).Append('\u200b');

                var cleaned = Scanner.Clean($"note {hidden} end", CellSetting.FreeText, new());

                Assert.Equal($"note [{RemovalCounts.Key(kind)} removed] end", cleaned);
            }
        }
    }

    static bool Survives(PlantedCell cell, CellSetting setting)
    {
        var cleaned = Scanner.Clean(cell.Text, setting, new());
        return cell.Parts.Any(part => cleaned.Contains(part, StringComparison.Ordinal));
    }
}
