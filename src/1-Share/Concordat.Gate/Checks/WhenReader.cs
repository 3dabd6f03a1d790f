using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Gate.Checks;

/// <summary>Reads when it happened from whichever columns a supplier has for it.</summary>
sealed class WhenReader(SetDefinition set, IReadOnlyDictionary<string, FieldColumn> fields, DateOrder order, GateSettings settings)
{
    readonly SetField? _date = set.Fields.FirstOrDefault(f => f.Type == FieldType.Date && f.Feeds is null);
    readonly SetField? _time = set.Fields.FirstOrDefault(f => f.Type == FieldType.Time && f.Feeds is null);
    readonly FieldColumn? _dateColumn = Column(set, fields, FieldType.Date);
    readonly FieldColumn? _both = Column(set, fields, FieldType.DateTime);
    readonly FieldColumn? _day = Column(set, fields, FieldType.Day), _month = Column(set, fields, FieldType.Month), _year = Column(set, fields, FieldType.Year);
    readonly FieldColumn? _timeColumn = Column(set, fields, FieldType.Time);
    readonly FieldColumn? _dateTo = fields.Values.FirstOrDefault(f => f.Field is { Type: FieldType.Date, Feeds: not null });
    readonly FieldColumn? _timeTo = fields.Values.FirstOrDefault(f => f.Field is { Type: FieldType.Time, Feeds: not null });

    /// <summary>Columns whose cells are dates in figures, for the decision on their order.</summary>
    public static IReadOnlyList<int> DateColumns(IReadOnlyDictionary<string, FieldColumn> fields) =>
        [.. fields.Values.Where(f => f.Field.Type is FieldType.Date or FieldType.DateTime).SelectMany(f => f.Columns)];

    public void Read(IReadOnlyList<string> cells, RowDraft row)
    {
        if (_date is null) return;
        if (!TryDay(cells, row, out var day, out var written)) return;
        if (day is null || IsFar(day.Value, row)) return;
        var time = Time(cells, row, _timeColumn) ?? (written.Time is { } t && _time is not null && (_both is not null || t != TimeOnly.MinValue) ? t : null);
        if (written is { Offset: { } offset, Time: { } said } && _timeColumn is null)
        {
            row.Moment = Moment.At(day.Value, said, offset, out var wallDay, out var wallTime);
            (day, time) = (wallDay, wallTime);
            if (_time is null) row.Moment = Moment.OfDay(wallDay);
        }
        else if (_time is null || time is null) row.Moment = Moment.OfDay(day.Value);
        else if (Moment.TryAt(day.Value, time.Value, out var moment)) row.Moment = moment;
        else row.Fault(FaultCode.NoSuchTime, (_timeColumn ?? _both ?? _dateColumn)!.Told);
        if (!InRange(day.Value, row)) return;
        Keep(row, day.Value, _time is null ? null : time);
        Span(cells, row, day.Value, time);
    }

    // False where the day was given and cannot be used; the day is null where the supplier gives only the month, or nothing.
    bool TryDay(IReadOnlyList<string> cells, RowDraft row, out DateOnly? day, out DateRead written)
    {
        (day, written) = (null, default);
        foreach (var column in (ReadOnlySpan<FieldColumn?>)[_dateColumn, _both])
        {
            if (column is null || column.Cell(cells) is not { Length: > 0 } cell) continue;
            if (DateCell.TryRead(cell, order, out written))
            {
                day = written.Day;
                return true;
            }
            if (DateCell.TryReadMonth(cell, out var year, out var month)) return KeepMonth(row, new Month(year, month), column.Told);
            row.Fault(FaultCode.NotADate, column.Told);
            return false;
        }
        return _month is null || TryParts(cells, row, ref day);
    }

    bool TryParts(IReadOnlyList<string> cells, RowDraft row, ref DateOnly? day)
    {
        var (d, m, y) = (_day?.Cell(cells) ?? "", _month!.Cell(cells), _year?.Cell(cells) ?? "");
        if (d.Length == 0 && DateCell.TryReadMonth(m, out var wholeYear, out var wholeMonth)) return KeepMonth(row, new Month(wholeYear, wholeMonth), _month.Told);
        if (d.Length == 0 && m.Length == 0 && y.Length == 0) return true;
        if (!DateCell.TryMonthOfYear(m, out var month)) row.Fault(FaultCode.NotADate, _month.Told);
        else if (!DateCell.TryYear(y, out var year)) row.Fault(FaultCode.NotADate, (_year ?? _month).Told);
        else if (!NumberCell.TryWhole(d, out var number) || number < 1 || number > DateTime.DaysInMonth(year, month)) row.Fault(FaultCode.NotADate, (_day ?? _month).Told);
        else
        {
            day = new DateOnly(year, month, (int)number);
            return true;
        }
        return false;
    }

    bool KeepMonth(RowDraft row, Month month, string column)
    {
        if (month.FirstDay > settings.Today) row.Fault(FaultCode.InFuture, column);
        else if (month.LastDay < settings.EarliestDay) row.Fault(FaultCode.TooEarly, column);
        else if (month.LastDay < settings.FirstDay || month.FirstDay > settings.LastDay) row.Fault(FaultCode.OutsidePeriod, column);
        else
        {
            row.Moment = Moment.OfMonth(month);
            if (_date!.IsKept) row.Values[_date.Key] = month.ToString();
            return true;
        }
        return false;
    }

    static TimeOnly? Time(IReadOnlyList<string> cells, RowDraft row, FieldColumn? column)
    {
        if (column?.Cell(cells) is not { Length: > 0 } cell) return null;
        if (TimeCell.TryRead(cell, column.FigureTimes, out var time)) return time;
        row.Fault(FaultCode.NotATime, column.Told);
        return null;
    }

    // A year typed wrong by centuries: no calendar of ours reaches it.
    bool IsFar(DateOnly day, RowDraft row) => day.Year is < 1901 or > 2199 && !InRange(day, row);

    bool InRange(DateOnly day, RowDraft row)
    {
        var column = (_dateColumn ?? _both ?? _day ?? _month)!.Told;
        if (day > settings.Today) row.Fault(FaultCode.InFuture, column);
        else if (day < settings.EarliestDay) row.Fault(FaultCode.TooEarly, column);
        else if (day < settings.FirstDay || day > settings.LastDay)
            row.Fault(FaultCode.OutsidePeriod, column, remedy: $"It belongs to {SetPeriod.Of(day).Name}. Send it with that period");
        else return true;
        return false;
    }

    void Keep(RowDraft row, DateOnly day, TimeOnly? time)
    {
        row.Day = day;
        if (_date!.Rule == DepersonalisingRule.Shift)
        {
            var seed = row.Parts.GetValueOrDefault("reference") ?? row.Values.GetValueOrDefault("reference") ?? Moment.Text(day);
            var shifted = Depersonaliser.Apply(_date, Moment.Text(day), seed, settings.ShiftKey)!;
            (row.Day, time) = (DateOnly.ParseExact(shifted, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), null);
            row.Moment = Moment.OfDay(row.Day.Value);
        }
        if (_date.IsKept) row.Values[_date.Key] = Moment.Text(row.Day.Value);
        if (time is { } at && _time is { IsKept: true }) row.Values[_time.Key] = Moment.Text(at);
    }

    void Span(IReadOnlyList<string> cells, RowDraft row, DateOnly day, TimeOnly? time)
    {
        if (_dateTo?.Cell(cells) is not { Length: > 0 } cell) return;
        if (!DateCell.TryRead(cell, order, out var to))
        {
            row.Fault(FaultCode.NotADate, _dateTo.Told);
            return;
        }
        var until = Time(cells, row, _timeTo) ?? (to.Time is { } t && t != TimeOnly.MinValue ? t : null);
        if (to.Day == day && until is null) return;
        if (IsFar(to.Day, row)) return;
        if (!Moment.TryAt(day, time ?? TimeOnly.MinValue, out var from) || !Moment.TryAt(to.Day, until ?? new TimeOnly(23, 59), out var end))
            row.Fault(FaultCode.NoSuchTime, _dateTo.Told);
        else if (end.ToUtc < from.FromUtc) row.Fault(FaultCode.EndsBeforeStart, _dateTo.Told);
        else if (to.Day > settings.Today) row.Fault(FaultCode.InFuture, _dateTo.Told);
        else if (end.ToUtc != from.FromUtc) row.Moment = row.Moment with { FromUtc = from.FromUtc, ToUtc = end.ToUtc, Precision = "interval" };
    }

    static FieldColumn? Column(SetDefinition set, IReadOnlyDictionary<string, FieldColumn> fields, FieldType type) =>
        set.Fields.Where(f => f.Type == type && (f.Feeds is null || f.Feeds == "date" && f.Group == "date")).Select(f => fields.GetValueOrDefault(f.Key)).FirstOrDefault(f => f is not null);
}
