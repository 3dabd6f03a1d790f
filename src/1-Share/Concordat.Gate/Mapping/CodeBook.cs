using Concordat.Gate.Sets;

namespace Concordat.Gate.Mapping;

/// <summary>Finds our code for what a supplier wrote: by the saved map, by our list and its synonyms, and by the parts of a path such as "Malicious False Alarm > By phone".</summary>
sealed class CodeBook
{
    readonly Dictionary<string, SetCode> _known = new(StringComparer.Ordinal);
    readonly Dictionary<string, SetCode> _exact = new(StringComparer.Ordinal);
    readonly Dictionary<string, SetCode?> _seen = new(StringComparer.Ordinal);

    /// <param name="field">A field with codes.</param>
    /// <param name="mapped">What the supplier writes to our code; checked before.</param>
    public CodeBook(SetField field, IReadOnlyDictionary<string, string>? mapped)
    {
        foreach (var code in field.Codes)
            foreach (var name in code.Synonyms.Append(code.Code).Append(code.Label)) _known[Words.Plain(name)] = code;
        foreach (var (theirs, ours) in mapped ?? new Dictionary<string, string>())
        {
            var code = field.Codes.First(c => c.Code == ours);
            _exact[theirs.Trim()] = code;
            _known[Words.Plain(theirs)] = code;
        }
    }

    /// <summary>Our code; null where none fits.</summary>
    public SetCode? Find(string cell)
    {
        if (_seen.TryGetValue(cell, out var known)) return known;
        var found = _exact.GetValueOrDefault(cell) ?? Known(cell) ?? ByPath(cell);
        if (_seen.Count < 5_000) _seen[cell] = found; // suppliers repeat few texts; a column of free text must not fill the memory
        return found;
    }

    SetCode? Known(string text) => text.Length <= 200 ? _known.GetValueOrDefault(Words.Plain(text)) : null;

    SetCode? ByPath(string cell)
    {
        if (cell.Length > 200) return null;
        if (cell.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket && Known(cell[..bracket]) is { } unbracketed) return unbracketed;
        var parts = cell.Replace("->", ">", StringComparison.Ordinal).Replace(" - ", ">", StringComparison.Ordinal).Replace(" – ", ">", StringComparison.Ordinal)
            .Split(['>', ':', ';', '|', '/', '\\'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var length = parts.Length - 1; length >= 1; length--)
            if (Known(string.Join(' ', parts[..length])) is { } found) return found;
        if (parts.Length > 1 && Known(parts[^1]) is { } last) return last;
        // "28E Burglary in a home": a code with a figure in it, then its words.
        return cell.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && cell[..space].Any(char.IsAsciiDigit) ? Known(cell[..space]) ?? Known(cell[space..]) : null;
    }
}
