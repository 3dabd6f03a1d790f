using System.Globalization;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Reads the fields of a row that are neither its date nor its point.</summary>
sealed class FieldReader(IIdentifierScanner scanner, RemovalCounts removed, UnknownWords unknown, GateSettings settings)
{
    public void Read(FieldColumn column, IReadOnlyList<string> cells, RowDraft row)
    {
        var cell = column.Cell(cells);
        if (cell.Length == 0) return;
        var field = column.Field;
        var value = field.Type switch
        {
            FieldType.Code => Code(column, cell, row),
            FieldType.Count => Count(column, cell, row),
            FieldType.Number => Number(column, cell, row),
            FieldType.Age => Age(column, cell, row),
            FieldType.Icd10 => Icd(column, cell, row),
            FieldType.OutwardPostcode => Outward(column, cell, row, FaultCode.NotAPostcode),
            FieldType.Postcode => Outward(column, cell, row, FaultCode.PostcodeLeftOut),
            FieldType.PlaceText => scanner.Clean(cell, CellSetting.Place, removed),
            FieldType.FreeText => scanner.Clean(cell, CellSetting.FreeText, removed),
            FieldType.Reference => Reference(cell),
            _ => scanner.Clean(cell, CellSetting.Code, removed),
        };
        if (value is null) return;
        if (field.Feeds is not null) row.Parts[field.Key] = value;
        else if (Depersonaliser.Apply(field, value, row.Values.GetValueOrDefault("reference") ?? value, settings.ShiftKey) is { } kept) row.Values[field.Key] = kept;
        else row.Parts[field.Key] = value;
    }

    /// <summary>A cell that is wrong may hold anything: what is personal in it is counted, and nothing of it is told.</summary>
    string? Wrong(FieldColumn column, string cell, RowDraft row, FaultCode code)
    {
        scanner.Clean(cell, CellSetting.Unknown, removed);
        row.Fault(code, column.Told);
        return null;
    }

    string? Code(FieldColumn column, string cell, RowDraft row)
    {
        var field = column.Field;
        if (cell == "-1") return null; // STATS19's word for unknown
        if (column.Codes!.Find(cell) is { } code)
        {
            if (field.Feeds is null) row.ThemeKey = code.ThemeKey ?? row.ThemeKey;
            if (row.Day is { } day && (day < code.From || day > code.To)) row.Fault(FaultCode.OldCode, column.Told);
            return code.Code;
        }
        if (field.Feeds == "kind" && field.Key != "casualty_severity") return null; // a part of a category that says nothing decides nothing
        unknown.Add(field.Key, scanner.Clean(cell, CellSetting.FreeText, removed));
        row.Fault(FaultCode.UnknownCode, column.Told);
        return null;
    }

    string? Count(FieldColumn column, string cell, RowDraft row)
    {
        if (Blank.IsSuppressed(cell))
        {
            unknown.Suppressed++;
            return null;
        }
        if (!NumberCell.TryWhole(cell, out var number) || number < 0)
            return Wrong(column, cell, row, IsHuge(cell) ? FaultCode.TooLarge : FaultCode.NotAWholeNumber);
        return number <= column.Field.Most ? decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture) : Wrong(column, cell, row, FaultCode.TooLarge);
    }

    string? Number(FieldColumn column, string cell, RowDraft row)
    {
        if (NumberCell.TryRead(cell, out var number)) return number.ToString(CultureInfo.InvariantCulture);
        if (!Blank.IsSuppressed(cell)) return Wrong(column, cell, row, FaultCode.NotANumber);
        unknown.Suppressed++;
        return null;
    }

    static bool IsHuge(string cell) => cell.Length > 20 && cell.All(char.IsAsciiDigit);

    string? Age(FieldColumn column, string cell, RowDraft row)
    {
        if (cell == "-1") return null;
        if (!NumberCell.TryAge(cell, out var from, out var to)) return Wrong(column, cell, row, FaultCode.NotAnAge);
        return from == to ? from.ToString(CultureInfo.InvariantCulture) : to >= 120 ? $"{from}+" : $"{from}-{to}";
    }

    string? Icd(FieldColumn column, string cell, RowDraft row)
    {
        if (!Icd10.TryRead(cell, out var code)) return Wrong(column, cell, row, FaultCode.UnknownCode);
        return Icd10.IsPermitted(code) ? code : Wrong(column, cell, row, FaultCode.NotPermitted);
    }

    string? Outward(FieldColumn column, string cell, RowDraft row, FaultCode wrong)
    {
        if (!OutwardPostcode.TryRead(cell, out var outward, out var hadMore)) return Wrong(column, cell, row, wrong);
        if (hadMore) removed.Add(IdentifierKind.FullPostcode);
        return outward;
    }

    // A reference with somebody in it is no reference of an incident.
    string? Reference(string cell) => scanner.Clean(cell, CellSetting.Code, removed) is var clean && ReferenceEquals(clean, cell) || clean == cell ? cell : null;
}
