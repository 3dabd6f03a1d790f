using System.Text.RegularExpressions;

namespace Concordat.Browser.Tests;

/// <summary>The addresses still to look at: one for each kind of page, so that a hundred records are one page.</summary>
internal sealed partial class PageWalk(string first)
{
    const int MostPages = 16;

    readonly Queue<string> _waiting = new([first]);
    readonly HashSet<string> _kinds = [KindOf(first)];

    public List<string> Seen { get; } = [];

    public string? Next()
    {
        if (Seen.Count >= MostPages || !_waiting.TryDequeue(out var address)) return null;
        Seen.Add(address);
        return address;
    }

    public void Add(IEnumerable<string> links, string site)
    {
        foreach (var link in links.Where(l => l.StartsWith(site, StringComparison.Ordinal)).Select(l => l[site.Length..].Split('#')[0]))
            if (IsPage(link) && _kinds.Add(KindOf(link))) _waiting.Enqueue(link);
    }

    static bool IsPage(string link) => !link.Contains("handler=", StringComparison.OrdinalIgnoreCase) && !File().IsMatch(link.Split('?')[0]);

    /// <summary>The address without identifiers, names of help pages and what stands after the question mark.</summary>
    static string KindOf(string link) => HelpPage().Replace(Identifier().Replace(link.Split('?')[0], "*"), "$1/*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Identifier();

    [GeneratedRegex("^(/help/[a-z]+)/.+$")]
    private static partial Regex HelpPage();

    [GeneratedRegex(@"\.(docx|csv|xlsx|json|html|zip|pdf)$")]
    private static partial Regex File();
}
