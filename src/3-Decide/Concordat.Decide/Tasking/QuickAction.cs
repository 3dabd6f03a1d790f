using System.Text.RegularExpressions;

namespace Concordat.Decide.Tasking;

/// <summary>Somebody who can take an action on.</summary>
internal sealed record QuickPerson(Guid Id, string Name, Guid AgencyId);

/// <summary>An agency that can take an action on.</summary>
/// <param name="Names">Its full name, its short name and any other it goes by.</param>
internal sealed record QuickAgency(Guid Id, IReadOnlyList<string> Names);

/// <summary>One line typed in a meeting, read as what, kind, agency, person and date, in any order.</summary>
/// <param name="What">The words that are none of the others.</param>
/// <param name="AgencyId">The agency named, or else the one the person works for.</param>
internal sealed partial record QuickAction(string What, ActionKind? Kind, Guid? AgencyId, Guid? PersonId, DateOnly? DueOn)
{
    /// <summary>Reads a line. Words that could mean two people or agencies are left in the text: nothing is guessed.</summary>
    public static QuickAction Parse(string text, IReadOnlyList<QuickPerson> people, IReadOnlyList<QuickAgency> agencies, DateOnly today)
    {
        var rest = new Rest(text);
        var due = DateWords.Take(rest, today);
        var kind = rest.Take(Enum.GetValues<ActionKind>().Select(k => (k.ToString(), k)));
        var person = rest.Take(Known(people.SelectMany(p => NamesOf(p.Name).Select(n => (n, p)))));
        var agency = rest.Take(Known(agencies.SelectMany(a => a.Names.Distinct(StringComparer.OrdinalIgnoreCase).Select(n => (n, a)))));
        return new(rest.Words, kind is { Found: true } k ? k.Value : null, agency.Found ? agency.Value!.Id : person.Value?.AgencyId, person.Value?.Id, due);
    }

    /// <summary>"Dana Pellow", "D Pellow", "D. Pellow" and "Pellow".</summary>
    static IEnumerable<string> NamesOf(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return [name];
        return [name, $"{parts[0][0]}. {parts[^1]}", $"{parts[0][0]} {parts[^1]}", parts[^1]];
    }

    // A word that stands for two is known for neither.
    static IEnumerable<(string, T)> Known<T>(IEnumerable<(string Name, T Value)> named) =>
        named.GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Select(n => n.Value).Distinct().Count() == 1)
            .Select(g => (g.Key, g.First().Value));

    /// <summary>What of the line has not been understood yet.</summary>
    internal sealed partial class Rest(string text)
    {
        string _text = text;

        public string Words => Spaces().Replace(_text, " ").Trim(' ', ',', ';', '-');

        /// <summary>Takes the word that ends last, the longest of those: tags stand at the end of what people type.</summary>
        public (bool Found, T? Value) Take<T>(IEnumerable<(string Name, T Value)> known)
        {
            var last = known.Where(k => k.Name.Length > 1)
                .Select(k => (At: LastWhole(k.Name), k.Name.Length, k.Value))
                .Where(f => f.At >= 0)
                .OrderByDescending(f => f.At + f.Length).ThenByDescending(f => f.Length)
                .FirstOrDefault();
            if (last.Length == 0) return (false, default);
            Remove(last.At, last.Length);
            return (true, last.Value);
        }

        public Match? Match(Regex pattern) => pattern.Matches(_text).LastOrDefault();

        public void Remove(int at, int length) => _text = string.Concat(_text.AsSpan(0, at), " ", _text.AsSpan(at + length));

        int LastWhole(string name)
        {
            var last = -1;
            for (var at = _text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = _text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
                if (IsEdge(at - 1) && IsEdge(at + name.Length)) last = at;
            return last;
        }

        bool IsEdge(int at) => at < 0 || at >= _text.Length || !(char.IsLetterOrDigit(_text[at]) || _text[at] is '\'' or '-');

        [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
        private static partial Regex Spaces();
    }
}
