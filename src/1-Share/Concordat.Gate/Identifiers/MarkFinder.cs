using System.Buffers;
using System.Collections.Frozen;

namespace Concordat.Gate.Identifiers;

/// <summary>Finds what mixes letters and figures: postcodes, registration marks, National Insurance numbers.</summary>
readonly ref struct MarkFinder(ReadOnlySpan<char> text, ReadOnlySpan<Part> parts, bool cased)
{
    // Every postcode area in use (Royal Mail), with the islands and Girobank's.
    static readonly FrozenSet<int> Areas = Pairs("""
        AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE
        KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW
        UB W WA WC WD WF WN WR WS WV YO ZE
        """);

    static readonly SearchValues<char> NeverInward = SearchValues.Create("CIKMOVcikmov");

    static readonly FrozenSet<int> NotIssued = Pairs("BG GB NK KN TN NT ZZ");

    // Three letters that end or begin sentences more often than registration marks.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ShortWords = FrozenSet.ToFrozenSet("""
        THE AND FOR HAS WAS NOT BUT ARE HIS HER OUT OFF ALL ANY CAR VAN MAN BUS MEN BOY HAD DID CAN MAY WHO WHY HOW ONE TWO SIX TEN NEW OLD RED BIG BAD GOT GET SAW RAN PUT SET LET SAY
        SHE YOU OUR ITS NOW YET TOO VIA PER TEL MOB EXT REF APP JCT JUN EXIT NEW END ROAD RDS FLT APT AGE HRS MIN SEC MON TUE WED THU FRI SAT SUN JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC
        BAR PUB INN GYM WAY BAY PLC LTD ASB MPS MOJ CAD CCT CTV URN IPS OIC PCS DIS NFA LOT ROW BOX FAX DAY EST WST NTH STH TOP MID LOW SEX KEY TOY BIN BAG CASH TAX GAS OIL AIR MAP NET CAB
        GBP KPH MPH KMS CMS MMS LBS KGS LEG ARM EYE EAR HIT CUT RAT CAT DOG PIT PEN CUP FOX HEN COW SUN ICE SKY SEA ZOO ART ACT ASK AIM ADD BUY SAW SIT TRY USE WAR WIN RUN
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    readonly ReadOnlySpan<char> _text = text;
    readonly ReadOnlySpan<Part> _parts = parts;

    static FrozenSet<int> Pairs(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(w => Key(w)).ToFrozenSet();

    static int Key(ReadOnlySpan<char> letters) => letters.Length == 1 ? letters[0] & ~0x20 : ((letters[0] & ~0x20) << 8) | (letters[1] & ~0x20);

    /// <summary>A mark whose first part is <paramref name="i"/>.</summary>
    public bool TryFind(int i, Roles cues, out Found found, out int last)
    {
        last = i;
        found = default;
        if (i + 1 >= _parts.Length || (i > 0 && _parts[i].Before == Gap.None)) return false;
        if (_parts[i].IsDigits) return cues.HasFlag(Roles.Vehicle) && FiguresFirst(i, out found, out last);
        if (_parts[i].Length > 3 || !_parts[i + 1].IsDigits) return false;
        return TryInsurance(i, cues, out found, out last) || TryPostcode(i, out found, out last) || TryPlate(i, cues, out found, out last);
    }

    ReadOnlySpan<char> Of(int i) => _text[_parts[i].Start.._parts[i].End];

    bool Letters(int i, int length) => i < _parts.Length && !_parts[i].IsDigits && _parts[i].Length == length;

    bool Figures(int i) => i < _parts.Length && _parts[i].IsDigits;

    // A cell that holds nothing else is a mark, though its letters spell a word.
    bool IsWhole(int last) => last == _parts.Length - 1 && last <= 2;

    /// <summary>Nothing stands right behind it.</summary>
    bool Ends(int i) => i + 1 >= _parts.Length || _parts[i + 1].Before != Gap.None;

    bool IsUpper(int i) => !Of(i).ContainsAnyInRange('a', 'z');

    Found Spanning(int first, int last, IdentifierKind kind, int keep = 0) => new(_parts[first].Start, _parts[last].End, kind, keep);

    // ---- National Insurance numbers ----

    // Two letters, six figures, A to D; prefixes as HMRC's manual NIM39110 gives them, and QQ as its specimens have it.
    bool TryInsurance(int i, Roles cues, out Found found, out int last)
    {
        found = default;
        last = i;
        if (!Letters(i, 2)) return false;
        var count = 0;
        var at = i + 1;
        for (; Figures(at) && count < 6 && _parts[at].Before is Gap.None or Gap.Space or Gap.Dash or Gap.Dot; at++) count += _parts[at].Length;
        if (count != 6 || !IsInsurancePrefix(Of(i))) return false;
        var suffixed = Letters(at, 1) && (Of(at)[0] & ~0x20) is >= 'A' and <= 'D' && Ends(at)
            && (_parts[at].Before == Gap.None || (_parts[at].Before is Gap.Space or Gap.Dash or Gap.Dot && IsUpper(at) && IsUpper(i)));
        if (!suffixed && (!cues.HasFlag(Roles.Insurance) || !Ends(at - 1))) return false;
        last = suffixed ? at : at - 1;
        found = Spanning(i, last, IdentifierKind.NationalInsuranceNumber);
        return true;
    }

    static bool IsInsurancePrefix(ReadOnlySpan<char> letters)
    {
        var (a, b) = ((char)(letters[0] & ~0x20), (char)(letters[1] & ~0x20));
        if (a == 'Q' && b == 'Q') return true;
        return !"DFIQUV".Contains(a, StringComparison.Ordinal) && !"DFIOQUV".Contains(b, StringComparison.Ordinal) && char.IsAsciiLetter(a) && char.IsAsciiLetter(b) && !NotIssued.Contains(Key(letters));
    }

    // ---- postcodes ----

    bool TryPostcode(int i, out Found found, out int last)
    {
        found = default;
        last = i;
        if (!Letters(i, 1) && !Letters(i, 2)) return TryGirobank(i, out found, out last);
        if (!Areas.Contains(Key(Of(i)))) return false;
        var apart = _parts[i + 1].Before != Gap.None;
        if (apart && !(_parts[i + 1].Before == Gap.Space && IsUpper(i))) return false;
        var district = i + 1;
        // KT11AA
        if (!apart && _parts[district].Length is 2 or 3 && Letters(district + 1, 2) && _parts[district + 1].Before == Gap.None && IsInward(district, district + 1))
        {
            last = district + 1;
            found = Spanning(i, last, IdentifierKind.FullPostcode, _parts[district].End - 1 - _parts[i].Start);
            return true;
        }
        if (_parts[district].Length > 2) return false;
        var end = district;
        // EC1A
        if (!apart && Letters(district + 1, 1) && _parts[district + 1].Before == Gap.None) end = district + 1;
        var inward = end + 1;
        if (!Figures(inward) || _parts[inward].Length != 1 || _parts[inward].Before is Gap.Comma or Gap.Other) return false;
        if (_parts[inward].Before == Gap.None && end == district) return false;
        if (!Letters(inward + 1, 2) || !IsInward(inward, inward + 1)) return false;
        if (_parts[inward + 1].Before != Gap.None && !(_parts[inward + 1].Before == Gap.Space && !apart && IsUpper(inward + 1) && IsUpper(i))) return false;
        last = inward + 1;
        found = Spanning(i, last, IdentifierKind.FullPostcode, _parts[end].End - _parts[i].Start);
        return true;
    }

    // The two letters never hold C, I, K, M, O or V; "E1 2nd floor" and "W1 4th" are no postcodes.
    bool IsInward(int figure, int letters)
    {
        if (!Ends(letters)) return false;
        var pair = Of(letters);
        if (!char.IsAsciiLetter(pair[0]) || !char.IsAsciiLetter(pair[1]) || pair.ContainsAny(NeverInward)) return false;
        if (!pair.ContainsAnyInRange('a', 'z')) return true;
        return _text[_parts[figure].End - 1] switch
        {
            '1' => pair is not "st",
            '2' => pair is not "nd",
            '3' => pair is not "rd",
            _ => pair is not "th",
        };
    }

    bool TryGirobank(int i, out Found found, out int last)
    {
        found = default;
        last = i + 2;
        if (!Of(i).Equals("GIR", StringComparison.OrdinalIgnoreCase) || !Of(i + 1).SequenceEqual("0") || !Letters(last, 2) || !Of(last).Equals("AA", StringComparison.OrdinalIgnoreCase)) return false;
        found = Spanning(i, last, IdentifierKind.FullPostcode, 3);
        return true;
    }

    // ---- registration marks ----

    bool TryPlate(int i, Roles cues, out Found found, out int last)
    {
        last = i;
        var told = cues.HasFlag(Roles.Vehicle);
        var isPlate = Current(i, told, out last) || Prefix(i, told, out last) || Suffix(i, told, out last) || NorthernIreland(i, told, out last) || (told && LettersFirst(i, out last));
        found = isPlate ? Spanning(i, last, IdentifierKind.Plate) : default;
        return isPlate;
    }

    // AB12 CDE, since September 2001
    bool Current(int i, bool told, out int last)
    {
        last = i + 2;
        if (!Letters(i, 2) || _parts[i + 1].Length != 2 || !IsMarkEnd(last, 3, i, told)) return false;
        if (!IsMarkLetters(Of(i))) return false;
        var figures = (_text[_parts[i + 1].Start] - '0') * 10 + _text[_parts[i + 1].Start + 1] - '0';
        var solid = _parts[i + 1].Before == Gap.None && _parts[last].Before == Gap.None;
        if (solid) return true;
        return (_parts[i + 1].Before == Gap.None || (_parts[i + 1].Before == Gap.Space && IsUpper(i))) && (figures is (>= 2 and <= 30) or (>= 51 and <= 80));
    }

    // A123 BCD, 1983 to 2001, and Q
    bool Prefix(int i, bool told, out int last)
    {
        last = i + 2;
        if (!Letters(i, 1) || _parts[i + 1].Length > 3 || _parts[i + 1].Before != Gap.None || (Of(i)[0] & ~0x20) is 'I' or 'O' or 'U' or 'Z') return false;
        return IsMarkEnd(last, 3, i, told);
    }

    // ABC 123D, 1963 to 1983
    bool Suffix(int i, bool told, out int last)
    {
        last = i + 2;
        if (!Letters(i, 3) || _parts[i + 1].Length > 3 || _parts[i + 1].Before is not (Gap.None or Gap.Space) || !Letters(last, 1) || _parts[last].Before != Gap.None || !Ends(last)) return false;
        if (!IsMarkLetters(Of(i)) || (Of(last)[0] & ~0x20) is 'I' or 'O' or 'Q' or 'U' or 'Z' || Of(i + 1)[0] == '0') return false;
        var solid = _parts[i + 1].Before == Gap.None;
        return told || solid || (i == 0 && IsWhole(last)) || (IsUpper(i) && IsUpper(last) && _parts[i + 1].Length >= 2 && ((cased && _parts[i + 1].Length == 3) || !ShortWords.Contains(Of(i))));
    }

    // AIZ 1234: three letters of which the second or third is I or Z
    bool NorthernIreland(int i, bool told, out int last)
    {
        last = i + 1;
        if (!Letters(i, 3) || _parts[last].Length is not (4 or 3) || _parts[last].Before is not (Gap.None or Gap.Space) || !Ends(last) || !IsUpper(i)) return false;
        if (!Of(i)[1..].ContainsAny('I', 'Z') || ShortWords.Contains(Of(i))) return false;
        return told || (_parts[last].Length == 4 && Of(last)[0] != '0' && (_parts[last].Before == Gap.None || !Of(last).StartsWith("20") && !Of(last).StartsWith("19")));
    }

    // Without a year they look like any code: only where a vehicle is spoken of.
    bool LettersFirst(int i, out int last)
    {
        last = i + 1;
        return _parts[i].Length + _parts[last].Length >= 4 && _parts[last].Length <= 4 && _parts[last].Before is Gap.None or Gap.Space && Ends(last)
            && IsUpper(i) && !ShortWords.Contains(Of(i)) && Of(last)[0] != '0' && _parts[i].Length > 1;
    }

    bool FiguresFirst(int i, out Found found, out int last)
    {
        last = i + 1;
        found = default;
        if (_parts[i].Length > 4 || _parts[last].IsDigits || _parts[last].Length > 3 || _parts[last].Before is not (Gap.None or Gap.Space) || !Ends(last)) return false;
        if (_parts[i].Length + _parts[last].Length < 4 || !IsUpper(last) || ShortWords.Contains(Of(last)) || _parts[last].Length < 2 || Of(i)[0] == '0') return false;
        found = Spanning(i, last, IdentifierKind.Plate);
        return true;
    }

    bool IsMarkEnd(int i, int length, int first, bool told)
    {
        if (!Letters(i, length) || !Ends(i) || !IsMarkLetters(Of(i)) || _parts[i].Before is not (Gap.None or Gap.Space or Gap.Dash)) return false;
        if (_parts[i].Before == Gap.None) return true;
        if (IsUpper(i) != IsUpper(first)) return false;
        // "KT12 THE": a district and a word. No district has so high a number, nor a road this letter.
        var noDistrict = cased && IsUpper(i) && (_parts[first].Length == 1 ? Of(first)[0] is not ('A' or 'B' or 'M') && _parts[first + 1].Length == 3 : Of(first + 1)[0] >= '5');
        return (noDistrict || (first == 0 && IsWhole(i)) || !ShortWords.Contains(Of(i))) && (told || IsUpper(i) || _parts[i].Word == default);
    }

    static bool IsMarkLetters(ReadOnlySpan<char> letters)
    {
        foreach (var c in letters)
        {
            if (!char.IsAsciiLetter(c) || (c & ~0x20) is 'I' or 'Q') return false;
        }
        return true;
    }
}
