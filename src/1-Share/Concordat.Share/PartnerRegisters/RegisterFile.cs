using Concordat.Gate.Mapping;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Share.PartnerRegisters;

/// <summary>What a list of a register held: the forms to be compared, and how many rows could not be read. No row is told but by its number.</summary>
internal sealed record RegisterEntries(IReadOnlyList<string> Forms, IReadOnlyList<(int Row, string Message)> Faults);

/// <summary>Reads a body's list in memory. Nothing of it is stored but what <see cref="RegisterHash"/> makes of it.</summary>
internal static class RegisterFile
{
    const int MostRows = 200_000;
    const int MostFaults = 50;

    /// <param name="today">Nobody is born after it.</param>
    /// <exception cref="FileProblemException">The file cannot be read as a list at all.</exception>
    public static RegisterEntries Read(Stream content, string fileName, string kind, DateOnly today)
    {
        using var tables = TableReader.Open(content, fileName);
        var table = tables[0];
        int Column(params string[] names) => Enumerable.Range(0, table.Headings.Count).FirstOrDefault(i => names.Contains(table.Headings[i].Trim(), StringComparer.OrdinalIgnoreCase), -1);
        var (first, second) = kind == RegisterWords.Person
            ? (Column("name", "full name"), Column("born", "date of birth", "birth date", "dob"))
            : (Column("address", "first line", "first line of address", "house"), Column("postcode", "post code"));
        if (first < 0 || second < 0)
            throw new FileProblemException(table.File, kind == RegisterWords.Person ? "it has no columns “name” and “date of birth”" : "it has no columns “address” and “postcode”",
                kind == RegisterWords.Person ? "Head the columns name and date of birth" : "Head the columns address and postcode", table.HeaderRow);
        var (forms, faults) = (new List<string>(), new List<(int, string)>());
        foreach (var row in table.Rows())
        {
            if (forms.Count >= MostRows) throw new FileProblemException(table.File, $"it holds more than {MostRows:N0} entries", "Open a register for each part", row.Number);
            var form = kind == RegisterWords.Person
                ? DateCell.TryRead(row.Cells[second], DateOrder.DayFirst, out var born) && born.Day <= today ? RegisterWords.OfPerson(row.Cells[first], born.Day) : null
                : RegisterWords.OfAddress(row.Cells[first], row.Cells[second]);
            if (form is not null) forms.Add(form);
            else if (faults.Count < MostFaults) faults.Add((row.Number, kind == RegisterWords.Person ? "has no name, or a date of birth that is not a day such as 27/3/1984" : "has no house, or no full postcode"));
        }
        return new(forms, faults);
    }
}
