namespace Concordat.Gate.Identifiers;

/// <summary>Finds dates among the parts of one text and tells those of birth from those of events.</summary>
readonly ref struct DateFinder(ReadOnlySpan<char> text, ReadOnlySpan<Part> parts, CellSetting setting, DateOnly today)
{
    /// <summary>A date further back than this in a text is taken for one of birth.</summary>
    public const int EventYears = 10;

    readonly ReadOnlySpan<char> _text = text;
    readonly ReadOnlySpan<Part> _parts = parts;

    /// <summary>A date that begins at part <paramref name="i"/>.</summary>
    /// <param name="last">Its last part, whether it is one of birth or not.</param>
    /// <param name="isBirth">It is to be taken out.</param>
    public bool TryFind(int i, bool nearBirth, out int last, out bool isBirth)
    {
        isBirth = false;
        if (!TryDate(i, nearBirth, out var date, out last) && !(nearBirth && TryYear(i, out last))) return false;
        isBirth = nearBirth || IsFollowedByBirth(last) || (setting != CellSetting.EventDate && date is { } day && day <= today.AddYears(-EventYears));
        return true;
    }

    bool TryDate(int i, bool nearBirth, out DateOnly? date, out int last)
    {
        date = null;
        last = i;
        if (!_parts[i].IsDigits) return TryMonthFirst(i, out date, out last);
        if (i > 0 && _parts[i].Before == Gap.None) return false;
        return TryFigures(i, nearBirth, out date, out last) || TryMonthInWords(i, out date, out last) || (nearBirth && TrySolid(i, out date, out last));
    }

    // 12/3/1981, 12-03-81, 12.03.1981, 1981-03-12, 12 03 1981
    bool TryFigures(int i, bool nearBirth, out DateOnly? date, out int last)
    {
        date = null;
        last = i + 2;
        if (last >= _parts.Length || !_parts[i + 1].IsDigits || !_parts[last].IsDigits) return false;
        var gap = _parts[i + 1].Before;
        if (gap is not (Gap.Slash or Gap.Dash or Gap.Dot or Gap.Space) || _parts[last].Before != gap) return false;
        var (a, b, c) = (_parts[i].Length, _parts[i + 1].Length, _parts[last].Length);
        if (b > 2) return false;
        if (a == 4 && c <= 2) return Make(Value(i), Value(i + 1), Value(last), out date);
        if (a > 2 || (c != 4 && (c != 2 || gap == Gap.Space || (gap == Gap.Dot && !nearBirth && (a != 2 || b != 2))))) return false;
        var year = Year(last);
        return Make(year, Value(i + 1), Value(i), out date) || Make(year, Value(i), Value(i + 1), out date);
    }

    // 12 March 1981, 12th of Mar '81, 12MAR1981
    bool TryMonthInWords(int i, out DateOnly? date, out int last)
    {
        date = null;
        last = i;
        if (_parts[i].Length > 2) return false;
        var at = SkipOrdinal(i + 1);
        if (at < _parts.Length && IsWord(at, "of")) at++;
        if (at + 1 >= _parts.Length || !_parts[at].Word.Is(Roles.Month) || _parts[at].Before is Gap.Comma or Gap.Other) return false;
        last = at + 1;
        return _parts[last].IsDigits && _parts[last].Length is 2 or 4 && Make(Year(last), _parts[at].Word.Number, Value(i), out date);
    }

    // March 12th, 1981; with a word of birth before it also March 1981
    bool TryMonthFirst(int i, out DateOnly? date, out int last)
    {
        date = null;
        last = i;
        if (!_parts[i].Word.Is(Roles.Month) || i + 2 >= _parts.Length || !_parts[i + 1].IsDigits || _parts[i + 1].Length > 2) return false;
        last = SkipOrdinal(i + 2);
        return last < _parts.Length && _parts[last].IsDigits && _parts[last].Length == 4 && Make(Year(last), _parts[i].Word.Number, Value(i + 1), out date);
    }

    // 12031981, 19810312, 120381
    bool TrySolid(int i, out DateOnly? date, out int last)
    {
        date = null;
        last = i;
        var digits = _text[_parts[i].Start.._parts[i].End];
        if (digits.Length is not (6 or 8)) return false;
        var value = Value(i);
        if (digits.Length == 6) return Make(FullYear(value % 100), value / 100 % 100, value / 10000, out date);
        return Make(value % 10000, value / 10000 % 100, value / 1000000, out date) || Make(value / 10000, value / 100 % 100, value % 100, out date);
    }

    // born 1981, born in March 1981
    bool TryYear(int i, out int last)
    {
        last = i;
        if (!_parts[i].IsDigits)
        {
            if (!_parts[i].Word.Is(Roles.Month) || i + 1 >= _parts.Length) return false;
            last = i + 1;
        }
        return _parts[last].IsDigits && _parts[last].Length == 4 && Value(last) is >= 1900 and <= 2100;
    }

    int SkipOrdinal(int at) =>
        at < _parts.Length && _parts[at].Before == Gap.None && (IsWord(at, "st") || IsWord(at, "nd") || IsWord(at, "rd") || IsWord(at, "th")) ? at + 1 : at;

    bool IsFollowedByBirth(int last)
    {
        var next = last + 1;
        return next < _parts.Length && _parts[next].Word.Is(Roles.Birth) && !IsWord(next, "born") && _parts[next].Start - _parts[last].End <= 3;
    }

    bool IsWord(int i, string word) => _text[_parts[i].Start.._parts[i].End].Equals(word, StringComparison.OrdinalIgnoreCase);

    int Value(int i)
    {
        var value = 0;
        foreach (var c in _text[_parts[i].Start.._parts[i].End]) value = value * 10 + (c - '0');
        return value;
    }

    int Year(int i) => _parts[i].Length == 2 ? FullYear(Value(i)) : Value(i);

    int FullYear(int two) => two <= today.Year % 100 ? today.Year / 100 * 100 + two : (today.Year / 100 - 1) * 100 + two;

    static bool Make(int year, int month, int day, out DateOnly? date)
    {
        date = null;
        if (year is < 1900 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }
}
