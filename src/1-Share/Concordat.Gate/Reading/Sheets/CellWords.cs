using System.Globalization;
using System.Text;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>The words of a cell: plain, or in pieces of different type; phonetic guides are left out.</summary>
static class CellWords
{
    /// <summary>Adds the words of the si or is element that begins here.</summary>
    /// <returns>False where there are more than a cell may hold.</returns>
    public static bool Read(PartReader xml, StringBuilder text, int mostCharacters)
    {
        if (xml.IsEmpty) return true;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name == "t")
            {
                var part = xml.Text(out var isTooLong);
                if (isTooLong || text.Length + part.Length > mostCharacters) return false;
                Append(text, part);
            }
            else if (xml.Name != "r")
            {
                xml.Skip();
            }
        }
        return true;
    }

    // A character that XML cannot hold is written _x000D_, and a plain "_x000D_" as _x005F_x000D_.
    static void Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        while (part.IndexOf("_x") is var at and >= 0)
        {
            var isEscape = part.Length >= at + 7 && part[at + 6] == '_' && ushort.TryParse(part.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            text.Append(part[..at]);
            if (isEscape) text.Append((char)ushort.Parse(part.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            else text.Append("_x");
            part = part[(at + (isEscape ? 7 : 2))..];
        }
        text.Append(part);
    }
}
