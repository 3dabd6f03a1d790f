using System.Globalization;
using System.Text;
using Concordat.Gate.Identifiers;

namespace Concordat.Bench.Identifiers;

/// <summary>A cell with one identifier planted in it.</summary>
/// <param name="Value">What was planted, as written.</param>
/// <param name="Parts">What must not be found in the cleaned cell: for a name each of its words, for a postcode the inward part with its space.</param>
sealed record PlantedCell(string Text, IdentifierKind Kind, string Value, IReadOnlyList<string> Parts);

/// <summary>A seeded set of cells of invented free text, with and without identifiers.</summary>
sealed class PlantedCells(int seed)
{
    static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    static readonly string[] Areas = ["KT", "SW", "S", "TW", "GU", "RH", "LS", "M", "B", "CF", "LL", "NE", "W", "E", "SE", "BN", "PO", "TR", "DL", "WC"];
    static readonly string[] InsurancePrefixes = ["AB", "CE", "JG", "NM", "PX", "SY", "TW", "WL", "ZA", "HR"];

    ulong _state = (ulong)seed * 0x9E3779B97F4A7C15UL + 1;

    public string Clean() => Fill(Pick(PlantedWords.Clean));

    public PlantedCell Planted(IdentifierKind kind)
    {
        if (kind == IdentifierKind.Name)
        {
            var name = Name();
            return Name(Pick(PlantedWords.WithName), name);
        }
        var value = Value(kind);
        var text = Fill(Pick(PlantedWords.WithOther).Replace("{it}", Introduced(kind, value), StringComparison.Ordinal));
        return new(text, kind, value, [kind == IdentifierKind.FullPostcode ? value[^3..] : value]);
    }

    /// <summary>A name neither word of which any list has, so that only the words about it can tell.</summary>
    public PlantedCell PlantedUnknownName() => Name(Pick(PlantedWords.WithName), $"{Invented()} {Invented()}");

    public string Value(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Name => Name(),
        IdentifierKind.BirthDate => BirthDate(),
        IdentifierKind.Telephone => Telephone(),
        IdentifierKind.Email => Email(),
        IdentifierKind.Plate => Plate(),
        IdentifierKind.NhsNumber => Nhs(),
        IdentifierKind.NationalInsuranceNumber => Insurance(),
        _ => Postcode(),
    };

    PlantedCell Name(string template, string name)
    {
        var text = Fill(template.Replace("{name}", name, StringComparison.Ordinal));
        var words = name.Split(' ', ',', '.').Where(w => w.Length > 2 && !PlantedWords.Titles.Contains(w) && w is not ("van" or "der")).ToList();
        return new(text, IdentifierKind.Name, name, words);
    }

    string Name()
    {
        var (forename, surname) = (Pick(PlantedWords.Forenames), Pick(PlantedWords.Surnames));
        return Below(20) switch
        {
            < 9 => $"{forename} {surname}",
            < 11 => $"{Pick(PlantedWords.Titles)} {surname}",
            < 12 => $"{Pick(PlantedWords.Titles)} {forename} {surname}",
            < 13 => $"{forename[0]}. {surname}",
            < 14 => $"{forename[0]} {surname}",
            < 15 => $"{surname.ToUpperInvariant()}, {forename}",
            < 16 => $"{forename} {surname.ToUpperInvariant()}",
            < 17 => $"{forename} {Pick(PlantedWords.Forenames)} {surname}",
            < 18 => $"{forename.ToLowerInvariant()} {surname.ToLowerInvariant()}",
            _ => forename,
        };
    }

    string Invented()
    {
        const string consonants = "bdfgjklmnprstvz";
        const string vowels = "aeiou";
        var word = new StringBuilder();
        for (var i = 0; i < 3; i++) word.Append(consonants[Below(consonants.Length)]).Append(vowels[Below(5)]);
        word[0] = char.ToUpperInvariant(word[0]);
        return word.Append('q').ToString();
    }

    string BirthDate()
    {
        var (day, month, year) = (1 + Below(28), Below(12), 1931 + Below(83));
        return Below(7) switch
        {
            0 => Format($"{day:00}/{month + 1:00}/{year}"),
            1 => Format($"{day}/{month + 1}/{year % 100:00}"),
            2 => Format($"{day:00}-{month + 1:00}-{year}"),
            3 => Format($"{day:00}.{month + 1:00}.{year}"),
            4 => Format($"{year}-{month + 1:00}-{day:00}"),
            5 => Format($"{day} {Months[month]} {year}"),
            _ => Format($"{day}{Ordinal(day)} {Months[month][..3]} {year}"),
        };
    }

    static string Ordinal(int day) => (day % 10, day / 10) switch { (1, not 1) => "st", (2, not 1) => "nd", (3, not 1) => "rd", _ => "th" };

    string Telephone() => Below(10) switch
    {
        0 => $"07{Digits(9)}",
        1 => $"07{Digits(3)} {Digits(6)}",
        2 => $"07{Digits(3)} {Digits(3)} {Digits(3)}",
        3 => $"+44 7{Digits(3)} {Digits(6)}",
        4 => $"020 {1 + Below(8)}{Digits(3)} {Digits(4)}",
        5 => $"(01{1 + Below(9)}{Digits(2)}) {Digits(6)}",
        6 => $"01{1 + Below(9)}{Digits(2)}-{Digits(6)}",
        7 => $"+44 (0)20 {1 + Below(8)}{Digits(3)} {Digits(4)}",
        8 => $"01{1 + Below(9)}{Digits(2)} {Digits(6)} ext {Digits(3)}",
        _ => $"07{Digits(3)}.{Digits(3)}.{Digits(3)}",
    };

    string Email()
    {
        var local = $"{Pick(PlantedWords.Forenames)}.{Pick(PlantedWords.Surnames)}".Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return Below(8) switch
        {
            0 => $"{local}{Digits(2)}@gmail.com",
            1 => $"{local}@btinternet.com",
            2 => $"{local}@kingston.gov.uk",
            3 => $"{local} (at) outlook (dot) com",
            4 => $"{local}[at]hotmail.co.uk",
            5 => $"{local}_{Digits(2)}@mail.example.org",
            6 => $"{local} at gmail dot com",
            _ => $"{local.ToUpperInvariant()}@YAHOO.CO.UK",
        };
    }

    string Plate()
    {
        const string letters = "ABCDEFGHJKLMNOPRSTUVWXY";
        string Some(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => letters[Below(letters.Length)]));
        var age = Format($"{(Below(2) == 0 ? 2 + Below(25) : 51 + Below(25)):00}");
        return Below(7) switch
        {
            0 or 1 => $"{Some(2)}{age} {Some(3)}",
            2 => $"{Some(2)}{age}{Some(3)}",
            3 => $"{Some(2)}{age}{Some(3)}".ToLowerInvariant(),
            4 => $"{"ABCDEFGHJKLMNPRSTVWXY"[Below(21)]}{100 + Below(900)} {Some(3)}",
            5 => $"{Some(3)} {100 + Below(900)}{"ABCDEFGHJKLMNPRSTVWXY"[Below(21)]}",
            _ => $"{"ABCDEFGHJKLMNPRSTVWXY"[Below(21)]}{10 + Below(90)}{Some(3)}",
        };
    }

    string Nhs()
    {
        while (true)
        {
            var digits = $"{4 + Below(4)}{Digits(8)}";
            var check = (11 - Enumerable.Range(0, 9).Sum(i => (digits[i] - '0') * (10 - i)) % 11) % 11;
            if (check == 10) continue;
            digits += Format($"{check}");
            return Below(3) switch { 0 => digits, 1 => $"{digits[..3]} {digits[3..6]} {digits[6..]}", _ => $"{digits[..3]}-{digits[3..6]}-{digits[6..]}" };
        }
    }

    string Insurance()
    {
        var (prefix, digits, suffix) = (Pick(InsurancePrefixes), Digits(6), "ABCD"[Below(4)]);
        return Below(3) switch
        {
            0 => $"{prefix}{digits}{suffix}",
            1 => $"{prefix} {digits[..2]} {digits[2..4]} {digits[4..]} {suffix}",
            _ => $"{prefix}{digits}{suffix}".ToLowerInvariant(),
        };
    }

    string Postcode()
    {
        const string inward = "ABDEFGHJLNPQRSTUWXYZ";
        var area = Pick(Areas);
        var outward = area == "WC" ? Format($"WC{1 + Below(2)}{"ABEHNR"[Below(6)]}") : Format($"{area}{1 + Below(20)}");
        var rest = Format($"{Below(10)}{inward[Below(20)]}{inward[Below(20)]}");
        return Below(5) switch { 0 => $"{outward}{rest}", 1 => $"{outward} {rest}".ToLowerInvariant(), 2 => $"{outward}  {rest}", _ => $"{outward} {rest}" };
    }

    // Half of them with the words that usually stand before such a thing.
    string Introduced(IdentifierKind kind, string value) => Below(2) == 0 ? value : kind switch
    {
        IdentifierKind.BirthDate => $"DOB {value}",
        IdentifierKind.Telephone => $"tel {value}",
        IdentifierKind.Email => $"email {value}",
        IdentifierKind.Plate => $"vehicle {value}",
        IdentifierKind.NhsNumber => $"NHS no {value}",
        IdentifierKind.NationalInsuranceNumber => $"NI number {value}",
        IdentifierKind.FullPostcode => $"{Pick(PlantedWords.Streets)}, {value}",
        _ => value,
    };

    string Fill(string template)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var close = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (close < 0)
            {
                text.Append(template[i]);
                continue;
            }
            text.Append(Slot(template[(i + 1)..close]));
            i = close;
        }
        return text.ToString();
    }

    string Slot(string name) => name switch
    {
        "street" => Pick(PlantedWords.Streets),
        "place" => Pick(PlantedWords.Places),
        "shop" => Pick(PlantedWords.Shops),
        "body" => Pick(PlantedWords.Bodies),
        "item" => Pick(PlantedWords.Items),
        "road" => Pick(PlantedWords.Roads),
        "n" => Format($"{1 + Below(60)}"),
        "time" => Format($"{Below(24):00}:{Below(12) * 5:00}"),
        "day" => Pick(Days),
        "date" => Below(2) == 0 ? Format($"{1 + Below(28):00}/{1 + Below(12):00}/{2024 + Below(3)}") : Format($"{1 + Below(28)} {Pick(Months)} 2026"),
        "ref" => Below(2) == 0 ? Format($"4511{Digits(7)}/26") : Format($"CR/{10000 + Below(80000)}/26"),
        _ => throw new ArgumentException($"There is no slot {name}."),
    };

    string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));

    T Pick<T>(T[] from) => from[Below(from.Length)];

    static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // SplitMix64: the same cells on every machine.
    int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
