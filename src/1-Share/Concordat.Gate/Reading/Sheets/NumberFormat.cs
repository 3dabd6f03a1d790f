using System.Buffers;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>Tells from a number format whether the number is a moment, a length of time, or just a number.</summary>
static class NumberFormat
{
    static readonly SearchValues<char> Times = SearchValues.Create("hHmMsS");

    /// <summary>The kind of a format that every spreadsheet program knows by its number.</summary>
    public static NumberKind Kind(int builtIn) => builtIn switch
    {
        46 => NumberKind.Length,
        (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) => NumberKind.Moment,
        _ => NumberKind.Plain,
    };

    /// <summary>The kind of a format by its code: letters of days or times outside quotes and brackets, in its first section.</summary>
    public static NumberKind Kind(string code)
    {
        if (code.Equals("General", StringComparison.OrdinalIgnoreCase)) return NumberKind.Plain;
        var kind = NumberKind.Plain;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';': return kind;
                case '"':
                    i = End(code, i, '"');
                    break;
                case '[':
                    var end = End(code, i, ']');
                    if (end - i > 1 && code.AsSpan(i + 1, end - i - 1).IndexOfAnyExcept(Times) < 0) return NumberKind.Length;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    kind = NumberKind.Moment;
                    break;
            }
        }
        return kind;
    }

    static int End(string code, int start, char closing) => code.IndexOf(closing, start + 1) is var at and >= 0 ? at : code.Length;
}
