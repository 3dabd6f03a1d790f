using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Checks;

/// <summary>One pass of one file.</summary>
sealed class GatePass
{
    readonly SetDefinition _set;
    readonly SourceTable _table;
    readonly ReturnMap? _map;
    readonly IIdentifierScanner _scanner;
    readonly ColumnPlan _plan;
    readonly Headings _told;
    readonly Action<KeptRow> _kept;
    readonly Action<RowFault> _fault;
    readonly Action<AsideRow>? _aside;

    readonly Dictionary<string, FieldColumn> _fields;
    readonly List<FieldColumn> _before, _after; // what decides over the row, and the rest
    readonly List<(int Column, IdentifierKind? Personal)> _leftOut;
    readonly List<FieldColumn> _notAgreed;
    readonly AgreedFields? _agreed;
    readonly WhenReader _when;
    readonly FieldReader _reader;
    readonly PlaceReader _where;
    readonly KindRules? _kinds;
    readonly Collapse? _collapse;

    readonly RemovalCounts _removed = new();
    readonly UnknownWords _unknown = new();
    readonly RecordKeys _references = new(), _records = new();
    readonly Dictionary<string, int> _filled = [], _places = [], _faults = [], _removedFields = [];
    readonly List<string> _notices = [];
    int _keptRows, _setAside, _emitted, _alike;

    public GatePass(
        SetDefinition set, SourceTable table, ReturnMap? map, GateSettings settings, IIdentifierScanner scanner, IPlaceFinder places, ColumnPlan plan,
        IReadOnlyList<IReadOnlyList<string>> first, HeadRows head, Headings told, Action<KeptRow> kept, Action<RowFault> fault, Action<AsideRow>? aside)
    {
        (_set, _table, _map, _scanner, _plan, _told, _kept, _fault, _aside) = (set, table, map, scanner, plan, told, kept, fault, aside);
        _agreed = settings.Agreed;
        var columns = plan.Columns.Where(c => c.Field is not null).GroupBy(c => c.Field!.Key).Select(g => Column(g.First().Field!, [.. g.Select(c => c.Index)], first)).ToLookup(c => IsAgreed(c.Field));
        _fields = columns[true].ToDictionary(c => c.Field.Key);
        _notAgreed = [.. columns[false]];
        var plain = set.Fields.Select(f => _fields.GetValueOrDefault(f.Key)).OfType<FieldColumn>().Where(f => IsPlain(f.Field)).ToLookup(f => f.Field.Feeds is not null || f.Field.Type == FieldType.Reference);
        (_before, _after) = ([.. plain[true]], [.. plain[false]]);
        _leftOut = [.. plan.Columns.Where(c => c.Field is null || !IsAgreed(c.Field)).Select(c => (c.Index, Heading.Personal(c.Heading)))];
        _kinds = set.Kinds is { } kinds && !(kinds.Field is { } target && _fields.ContainsKey(target)) && kinds.Rules.Any(r => r.When.Keys.All(_fields.ContainsKey)) ? kinds : null;
        _collapse = set.Collapse is { } rule && _fields.ContainsKey(rule.Severity) && !rule.Adults.Values.Concat(rule.Children.Values).Any(_fields.ContainsKey) ? new Collapse(rule) : null;
        _when = new WhenReader(set, _fields, Order(head), settings);
        _reader = new FieldReader(scanner, _removed, _unknown, settings);
        _where = new PlaceReader(set, _fields, places, map?.Grid, settings);
        _notices.AddRange(plan.Notices);
        Explain();
    }

    /// <summary>Rows taken so far.</summary>
    public int Read { get; private set; }

    public void Take(SourceRow source)
    {
        Read++;
        var row = new RowDraft(source.Number);
        Check(source, row);
        foreach (var fault in row.Faults) Tell(fault);
        if (row.Faults.Count > 0) _aside?.Invoke(new(row.Number, row.IsSetAside, Tellable(source.Cells)));
        if (row.IsSetAside)
        {
            _setAside++;
            return;
        }
        _keptRows++;
        if (_collapse is null) Emit(row);
    }

    public GateReport Finish()
    {
        foreach (var record in _collapse?.Records() ?? []) Emit(record);
        Summarise();
        var columns = _plan.Columns.GroupBy(c => _told[c.Index]).ToDictionary(g => g.Key, g => g.First().Field is { } field && IsAgreed(field) ? field.Key : null);
        foreach (var field in _set.KeptFields.Where(IsAgreed)) _filled.TryAdd(field.Key, 0);
        return new(_table.File, _set.Key, Read, _keptRows, _setAside, columns, _filled, _removed, _places, _notices)
        {
            Records = _emitted,
            NotAgreed = _removedFields,
            Choices = _plan.Columns,
            Faults = _faults,
            UnknownCodes = _unknown.Told(),
            MapMade = _plan.ToMap(_map, h => ToldHeading.MayBeKept(h, _scanner)),
        };
    }

    void Check(SourceRow source, RowDraft row)
    {
        var cells = source.Cells;
        if (HasNull(cells)) row.Fault(FaultCode.NullCharacter, null);
        if (source.Surplus) row.Fault(FaultCode.Surplus, null);
        CountLeftOut(cells);
        foreach (var column in _notAgreed.Where(c => c.Cell(cells).Length > 0)) CountNotAgreed(column.Field.Key);
        foreach (var column in _before) _reader.Read(column, cells, row);
        if (IsTotal(cells))
        {
            row.Fault(FaultCode.ATotal, null);
            return;
        }
        if (_kinds is not null && !Belongs(row)) return;
        _when.Read(cells, row);
        foreach (var column in _after) _reader.Read(column, cells, row);
        row.ThemeKey ??= _set.ThemeKey;
        _where.Find(cells, row);
        CheckRequired(row);
        CountUnread(cells, row);
        if (!row.IsSetAside) CheckTwice(row);
    }

    // The cells of the file's own columns, so that the row can be mended where it stands and read again with the same map.
    Dictionary<string, string> Tellable(IReadOnlyList<string> cells)
    {
        var told = new Dictionary<string, string>();
        foreach (var field in _fields.Values)
            foreach (var column in field.Columns)
                if (TellableCell.MayBeTold(field.Field, cells[column], _scanner)) told[_told[column]] = cells[column];
        return told;
    }

    bool Belongs(RowDraft row)
    {
        var rule = _kinds!.Rules.FirstOrDefault(r => r.When.All(w => row.Parts.TryGetValue(w.Key, out var value) && w.Value.Contains(value)));
        if (rule is null)
        {
            row.Fault(FaultCode.NotOfThisSet, null, _kinds.Otherwise);
            return false;
        }
        if (_kinds.Field is { } key && rule.Code is { } code)
        {
            row.Values[key] = code;
            row.ThemeKey = _set.Find(key)!.Codes.First(c => c.Code == code).ThemeKey;
        }
        return true;
    }

    void CheckRequired(RowDraft row)
    {
        foreach (var field in _set.Fields.Where(f => f.Required && f.Feeds is null))
        {
            if (row.Values.ContainsKey(field.Key) || row.Parts.ContainsKey(field.Key)) continue;
            string?[] columns = [.. _fields.Values.Where(c => c.Field.Key == field.Key || c.Field.Feeds == field.Key).Select(c => c.Told)];
            if (!columns.Any(row.HasFault)) row.Fault(FaultCode.Missing, columns.FirstOrDefault());
        }
        if (_set.AnyOf.Count > 0 && !_set.AnyOf.Any(k => row.Values.ContainsKey(k) || row.Parts.ContainsKey(k)) && !row.IsSetAside)
            row.Fault(FaultCode.NothingThere, null);
    }

    void CheckTwice(RowDraft row)
    {
        if (_collapse is not null)
        {
            var (ageUnknown, disagrees) = _collapse.Add(row);
            if (ageUnknown) row.Fault(FaultCode.AgeUnknown, _fields.GetValueOrDefault(_set.Collapse!.Age)?.Told);
            if (disagrees) row.Fault(FaultCode.RowsDisagree, _fields.GetValueOrDefault(_set.Collapse!.By)?.Told);
            return;
        }
        if (_set.Fields.FirstOrDefault(f => f.Type == FieldType.Reference) is { } field
            && (row.Values.GetValueOrDefault(field.Key) ?? row.Parts.GetValueOrDefault(field.Key)) is { } reference)
        {
            if (!_references.Add(reference)) row.Fault(FaultCode.SentTwice, _fields[field.Key].Told);
        }
        else if (!_records.Add(string.Join('\u001f', row.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value).Append($"{row.Place.Easting}|{row.Place.Northing}")))) _alike++;
    }

    void Emit(RowDraft row)
    {
        _emitted++;
        RemoveNotAgreed(row);
        foreach (var key in row.Values.Keys) _filled[key] = _filled.GetValueOrDefault(key) + 1;
        _places[row.Place.Method] = _places.GetValueOrDefault(row.Place.Method) + 1;
        _kept(row.Kept());
    }

    bool IsAgreed(SetField field) => _agreed is null || _agreed.Takes(field);

    void CountNotAgreed(string key) => _removedFields[key] = _removedFields.GetValueOrDefault(key) + 1;

    // What the gate worked out itself, such as a count of persons, is held to the agreement too.
    void RemoveNotAgreed(RowDraft row)
    {
        if (_agreed is null) return;
        foreach (var key in row.Values.Keys.Where(k => !_agreed.Takes(_set.Find(k)!)).ToList())
        {
            row.Values.Remove(key);
            CountNotAgreed(key);
        }
    }

    void Tell(RowFault fault)
    {
        _faults[fault.Code] = _faults.GetValueOrDefault(fault.Code) + 1;
        _fault(fault);
    }

    // A date or point that cannot be read may be anything: what is personal in it is counted, and nothing of it is told.
    void CountUnread(IReadOnlyList<string> cells, RowDraft row)
    {
        foreach (var fault in row.Faults)
            if (fault.Code is "D-01" or "D-05" or "P-01")
                foreach (var field in _fields.Values.Where(f => f.Told == fault.Column && !IsPlain(f.Field))) _scanner.Clean(field.Cell(cells), CellSetting.Unknown, _removed);
    }

    // Nothing of a column that is left out goes on; what is personal in it is counted, so that the supplier sees what should not have been sent.
    void CountLeftOut(IReadOnlyList<string> cells)
    {
        foreach (var (column, personal) in _leftOut)
        {
            if (cells[column].Length < 3 || Blank.Is(cells[column])) continue;
            if (personal is { } kind) _removed.Add(kind);
            else _scanner.Clean(cells[column], CellSetting.Unknown, _removed);
        }
    }

    bool IsTotal(IReadOnlyList<string> cells)
    {
        if (!_set.HasDate) return false;
        foreach (var cell in cells)
        {
            if (cell.Length == 0) continue;
            return cell.Length <= 12 && Words.Plain(cell) is "total" or "totals" or "grand total" or "sub total" or "subtotal";
        }
        return false;
    }

    static bool HasNull(IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
            if (cell.Contains('\0', StringComparison.Ordinal)) return true;
        return false;
    }

    FieldColumn Column(SetField field, int[] columns, IReadOnlyList<IReadOnlyList<string>> first)
    {
        var codes = _map?.Codes.FirstOrDefault(c => _set.Find(c.Key)?.Key == field.Key).Value;
        return new(field, columns, _told[columns[0]], field.Type == FieldType.Code ? new CodeBook(field, codes) : null,
            field.Type == FieldType.Time && new ColumnEvidence(columns[0], first).HasFigureTimes);
    }

    // Dates and points are read by readers of their own.
    static bool IsPlain(SetField field) => field.Type is not (FieldType.Date or FieldType.DateTime or FieldType.Day or FieldType.Month or FieldType.Year or FieldType.Time
        or FieldType.Easting or FieldType.Northing or FieldType.Longitude or FieldType.Latitude or FieldType.GridReference);

    DateOrder Order(HeadRows head)
    {
        if (_map?.DateOrder is { } said) return said switch { "mdy" => DateOrder.MonthFirst, "ymd" => DateOrder.YearFirst, _ => DateOrder.DayFirst };
        var columns = WhenReader.DateColumns(_fields);
        if (columns.Count == 0) return DateOrder.DayFirst;
        if (head.Order(columns, out var notice) is not { } order)
            throw new FileProblemException(_table.File, $"column \"{_told[columns[0]]}\" has dates with the day first and dates with the month first, so that none can be trusted",
                "Export the dates in one form, best as 2026-10-03, or say date_order in a map", code: "D-08");
        if (notice is not null) _notices.Add(notice);
        return order;
    }

    void Explain()
    {
        foreach (var choice in _plan.Columns.Where(c => c.Field is not null && c.Sureness is Sureness.Unsure or Sureness.Likely))
            _notices.Add($"Column \"{_told[choice.Index]}\" was taken for {choice.Field!.Key}: {choice.Why}.");
        if (_map is { Columns.Count: > 0 })
        {
            var check = MapCheck.Compare(_map, _table.Headings);
            if (check.New.Count > 0) _notices.Add($"The map does not speak of {Count(check.New.Count, "column")} of the file.");
            if (check.Moved) _notices.Add("Columns stand in another order than in the map; they were found by their headings.");
        }
        if (_kinds is { Field: not null }) _notices.Add($"The {_kinds.Field} was worked out from other columns: {string.Join(", ", _fields.Values.Where(f => _kinds.Rules.Any(r => r.When.ContainsKey(f.Field.Key))).Select(f => f.Told))}.");
        if (!_set.HasDate && _set.Level == SetLevel.Record) _notices.Add("Records of this set have no date: they belong to the period in which they are sent.");
    }

    void Summarise()
    {
        _notices.AddRange(_table.Notices);
        foreach (var (key, count) in _removedFields) _notices.Add($"{Count(count, "value")} of {_set.Find(key)!.Label.ToLowerInvariant()} removed: the field is not in the sharing agreement.");
        if (_alike > 0) _notices.Add($"{Count(_alike, "row")} without a reference {(_alike == 1 ? "is" : "are")} like another in every kept field. They were kept: records that are alike need not be the same.");
        if (_collapse is not null) _notices.Add($"{Count(_keptRows, "row")} of casualties became {Count(_emitted, "record")} of collisions.");
        if (_unknown.Suppressed > 0) _notices.Add($"{Count(_unknown.Suppressed, "cell")} held a sign for a small number that is not shown; they were read as blank, never as 0.");
    }

    static string Count(int number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";
}
