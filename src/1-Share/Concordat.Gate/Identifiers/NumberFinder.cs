namespace Concordat.Gate.Identifiers;

/// <summary>Finds telephone numbers and NHS numbers among the parts of one text.</summary>
readonly ref struct NumberFinder(ReadOnlySpan<char> text, ReadOnlySpan<Part> parts, CellSetting setting)
{
    const int Longest = 15;

    readonly ReadOnlySpan<char> _text = text;
    readonly ReadOnlySpan<Part> _parts = parts;

    /// <summary>A number that begins with the digits of part <paramref name="i"/>.</summary>
    /// <param name="cues">What the words shortly before it speak of.</param>
    public bool TryFind(int i, Roles cues, out Found found, out int last)
    {
        last = i;
        found = default;
        if (IsDecimal(i)) return false;
        // 7700900123 may be either: the check digit decides.
        var isNhs = _parts[i].Length == 10 && _text[_parts[i].Start] != '0' && HasCheckDigit(_text[_parts[i].Start.._parts[i].End]);
        if (!isNhs && TryTelephone(i, cues, out last))
        {
            var start = WithSign(i);
            last = WithExtension(last);
            found = new(start, _parts[last].End, IdentifierKind.Telephone);
            return true;
        }
        if (TryNhs(i, cues, out last))
        {
            found = new(_parts[i].Start, _parts[last].End, IdentifierKind.NhsNumber);
            return true;
        }
        return false;
    }

    // 51.4123456789 is a coordinate, 0.1234567890 a share; "020.7946.0958" is neither.
    bool IsDecimal(int i)
    {
        if (_parts[i].Length == 1 && i + 1 < _parts.Length && _parts[i + 1].IsDigits && _parts[i + 1].Before == Gap.Dot && _parts[i + 1].Start - _parts[i].End == 1) return true;
        if (i == 0 || _parts[i].Before != Gap.Dot || !_parts[i - 1].IsDigits || _parts[i].Start - _parts[i - 1].End != 1) return false;
        return setting is CellSetting.Number or CellSetting.Place || (_parts.Length == 2 && _parts[i - 1].Length <= 3);
    }

    bool TryTelephone(int i, Roles cues, out int last)
    {
        last = i;
        Span<char> digits = stackalloc char[Longest + 1];
        var glued = IsGlued(i);
        var plus = HasPlus(i);
        if (!plus && !cues.HasFlag(Roles.Telephone) && IsNumberedReference(i)) return false;
        var count = 0;
        var best = -1;
        for (var at = i; at < _parts.Length && at < i + 8 && _parts[at].IsDigits; at++)
        {
            if (at > i && !IsWithinNumber(at)) break;
            if (count + _parts[at].Length > Longest) break;
            _text[_parts[at].Start.._parts[at].End].CopyTo(digits[count..]);
            count += _parts[at].Length;
            var groups = at - i + 1;
            var soFar = digits[..count];
            if (plus ? IsInternational(soFar) : IsNational(soFar, groups, glued && !LettersAreCue(i)) || IsWithoutSign(soFar, i, at))
            {
                best = at;
                if (!plus && count >= 11) break;
            }
            else if (cues.HasFlag(Roles.Telephone) && count is >= 6 and <= 13 && !glued)
            {
                best = at;
            }
        }
        if (best < 0 || IsFollowedByDigitsOfDate(best)) return false;
        last = best;
        return true;
    }

    // 005538-01072014 is the number of an incident and its day. Where somebody writes a country's code apart, as in 0044-20-7946-0958, it is short and no day follows.
    bool IsNumberedReference(int i)
    {
        const int LongestCountryCode = 5;
        if (_parts[i].Length < 4 || _text[_parts[i].Start] != '0' || _text[_parts[i].Start + 1] != '0') return false;
        if (i + 1 >= _parts.Length || !_parts[i + 1].IsDigits || _parts[i + 1].Before is not (Gap.Dash or Gap.Slash)) return false;
        return (setting == CellSetting.Code && _parts[i].Length > LongestCountryCode) || IsDay(_text[_parts[i + 1].Start.._parts[i + 1].End]);
    }

    static bool IsDay(ReadOnlySpan<char> digits) =>
        digits.Length == 8 && (DateOnly.TryParseExact(digits, "ddMMyyyy", out var day) || DateOnly.TryParseExact(digits, "yyyyMMdd", out day)) && day.Year is >= 1990 and <= 2099;

    // In a column of references a stroke or hyphen holds one together.
    bool IsGlued(int i) => i > 0 && (_parts[i].Before == Gap.None || (setting == CellSetting.Code && _parts[i].Before is Gap.Slash or Gap.Dash));

    bool IsWithinNumber(int at)
    {
        var width = _parts[at].Start - _parts[at - 1].End;
        return _parts[at].Before is Gap.Space or Gap.Dash or Gap.Dot or Gap.Bracket && width <= 4;
    }

    // "tel07700900123" may be glued to its cue; "CR01234567890" is a reference.
    bool LettersAreCue(int i) => _parts[i - 1].Word.Is(Roles.Telephone);

    bool HasPlus(int i)
    {
        var at = _parts[i].Start - 1;
        while (at >= 0 && _text[at] is ' ' or '(') at--;
        return at >= 0 && _text[at] == '+' && _parts[i].Start - at <= 3;
    }

    static bool IsInternational(ReadOnlySpan<char> digits)
    {
        if (digits is ['4', '4', .. var british])
        {
            if (british is ['0', .. var rest]) british = rest;
            return british.Length == 10 || (british.Length == 9 && british[0] is '1' or '8');
        }
        return digits.Length is >= 9 and <= Longest && digits[0] != '0';
    }

    static bool IsNational(ReadOnlySpan<char> digits, int groups, bool glued)
    {
        if (digits.Length < 10 || digits[0] != '0' || groups > 6) return false;
        if (digits[1] == '0') return IsDialledAbroad(digits, glued);
        var eleven = digits.Length == 11;
        if (glued && !(eleven && digits[1] == '7')) return false;
        return digits[1] switch
        {
            '1' => digits[2] != '0' && (eleven || (digits.Length == 10 && groups <= 3)),
            '2' => eleven && digits[2] is '0' or '3' or '4' or '8' or '9',
            '3' => eleven && digits[2] is '0' or '3' or '4' or '7',
            '7' => eleven,
            '8' => (eleven || (digits.Length == 10 && digits[2] == '0')) && digits[2] is '0' or '4' or '7' or '8',
            _ => false,
        };
    }

    // 0044 20 7946 0958, 00353 87 123 4567
    static bool IsDialledAbroad(ReadOnlySpan<char> digits, bool glued) => !glued && digits.Length >= 11 && digits[2] != '0' && IsInternational(digits[2..]);

    // 447700900123, and 7700900123 as a spreadsheet leaves it when it takes the number for a quantity.
    bool IsWithoutSign(ReadOnlySpan<char> digits, int first, int last)
    {
        if (first > 0 && _parts[first].Before == Gap.None) return false;
        var isGrid = setting is CellSetting.Number or CellSetting.Place;
        if (digits is ['4', '4', '7' or '2' or '1', ..] && digits.Length == 12) return !isGrid && (digits[2] == '7' || last > first) && !(last == first + 1 && _parts[first].Length == 6);
        return digits.Length == 10 && digits[0] == '7' && digits[1] != '0' && first == last && setting != CellSetting.Code;
    }

    // 01 03 2026 is no beginning of a number, and neither is one that runs on into a longer one.
    bool IsFollowedByDigitsOfDate(int last) =>
        last + 1 < _parts.Length && _parts[last + 1].IsDigits && _parts[last + 1].Before == Gap.Slash && _parts[last + 1].Start - _parts[last].End == 1;

    int WithSign(int i)
    {
        var start = _parts[i].Start;
        var floor = i > 0 ? _parts[i - 1].End : 0;
        var at = start - 1;
        while (at >= floor && _text[at] is ' ' or '(' or '+') at--;
        for (var sign = at + 1; sign < start; sign++)
        {
            if (_text[sign] is '(' or '+') return sign;
        }
        return start;
    }

    int WithExtension(int last)
    {
        var next = last + 1;
        if (next < _parts.Length && _parts[next].IsDigits)
        {
            var between = _text[_parts[last].End.._parts[next].Start];
            return _parts[next].Length <= 5 && between.Length <= 3 && between.Contains('#') ? next : last;
        }
        var isExtension = next + 1 < _parts.Length && _parts[next].Word.Is(Roles.Extension) && _parts[next].Before is not Gap.Comma
            && _parts[next + 1].IsDigits && _parts[next + 1].Length <= 5 && _parts[next + 1].Before is Gap.None or Gap.Space or Gap.Dot or Gap.Other;
        return isExtension ? next + 1 : last;
    }

    bool TryNhs(int i, Roles cues, out int last)
    {
        last = i;
        var told = cues.HasFlag(Roles.Nhs);
        if (IsGlued(i) && !_parts[i - 1].Word.Is(Roles.Nhs)) return false;
        Span<char> digits = stackalloc char[10];
        var count = 0;
        for (var at = i; at < _parts.Length && _parts[at].IsDigits; at++)
        {
            if (at > i && _parts[at].Before is not (Gap.Space or Gap.Dash or Gap.Dot)) return false;
            if (count + _parts[at].Length > 10) return false;
            _text[_parts[at].Start.._parts[at].End].CopyTo(digits[count..]);
            count += _parts[at].Length;
            if (!told && count is not (3 or 6 or 10)) return false;
            if (count < 10) continue;
            if (at + 1 < _parts.Length && _parts[at + 1].Before == Gap.None) return false;
            last = at;
            return told || HasCheckDigit(digits);
        }
        return false;
    }

    /// <summary>Modulus 11: weights 10 to 2, and eleven less the remainder is the tenth figure (NHS Data Dictionary, NHS NUMBER).</summary>
    internal static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += (digits[i] - '0') * (10 - i);
        var check = 11 - sum % 11;
        if (check == 11) check = 0;
        return check == digits[9] - '0' && digits.ContainsAnyExcept(digits[0]);
    }
}
