using Concordat.Partnership.Themes;

namespace Concordat.CommandLine;

/// <summary>The options of an assessment as they were typed: every name known, every value where it belongs.</summary>
internal sealed class GivenOptions
{
    readonly Dictionary<string, List<string>> _given = new(StringComparer.Ordinal);

    /// <summary>Null, with the fault said, where the options cannot be used.</summary>
    /// <param name="command">The command as people type it: "assess strategic".</param>
    /// <param name="known">Every option it has.</param>
    /// <param name="required">Those it cannot do without, with what to give.</param>
    /// <param name="many">The one option that takes several values.</param>
    public static GivenOptions? Read(string[] args, string command, IReadOnlyList<string> known, IReadOnlyList<(string Name, string What)> required, string many, out string? fault)
    {
        var options = new GivenOptions();
        fault = options.Split(args, command, known) ?? options.Missing(required) ?? options.NotOne(many);
        return fault is null ? options : null;
    }

    /// <summary>The value of an option; null where it was left out.</summary>
    public string? One(string name) => _given.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>All values of an option.</summary>
    public IReadOnlyList<string> Many(string name) => _given[name];

    /// <summary>The themes that an option names, each once, or the sentence that says which is none.</summary>
    public (IReadOnlyList<Theme> Themes, string? Fault) Themes(string name)
    {
        var found = new List<Theme>();
        foreach (var text in (One(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ThemeList.Named(text) is not { } theme)
                return ([], $"{name} names \"{text}\", which is no theme. The themes are: {string.Join(", ", ThemeList.All.Select(t => t.Key))}.");
            if (!found.Contains(theme)) found.Add(theme);
        }
        return (found, null);
    }

    string? Split(string[] args, string command, IReadOnlyList<string> known)
    {
        List<string>? current = null;
        foreach (var arg in args)
        {
            if (arg.StartsWith("--", StringComparison.Ordinal))
            {
                var (name, value) = arg.Split('=', 2) is [var n, var v] ? (n, v) : (arg, null);
                if (!known.Contains(name)) return $"{name} is not an option of {command}. See concordat {command} --help.";
                if (!_given.TryGetValue(name, out current)) _given[name] = current = [];
                if (value is not null) current.Add(value);
            }
            else if (current is null) return $"\"{arg}\" stands before any option. See concordat {command} --help.";
            else current.Add(arg);
        }
        return null;
    }

    string? Missing(IReadOnlyList<(string Name, string What)> required) => required.Where(r => !_given.TryGetValue(r.Name, out var values) || values.Count == 0)
        .Select(r => $"{r.Name} is missing. Give {r.What}.").FirstOrDefault();

    string? NotOne(string many) => _given.Where(g => g.Key != many && g.Value.Count != 1)
        .Select(g => $"{g.Key} takes one value; got {g.Value.Count}{(g.Value.Count > 0 ? $" ({string.Join(", ", g.Value)})" : "")}.").FirstOrDefault();
}
