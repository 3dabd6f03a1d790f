using System.Globalization;

namespace Concordat.Peers;

/// <summary>What both commands may be told.</summary>
internal sealed record Options(string[] Only, string[] Hold, int Repeat, int PeerRepeat, int Most, string Out)
{
    public static Options Parse(string[] args)
    {
        var given = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new(
            given.GetValueOrDefault("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            given.GetValueOrDefault("--hold", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Number("--repeat", 5),
            Number("--peer-repeat", Number("--repeat", 5)),
            Number("--most", 10_000_000),
            given.GetValueOrDefault("--out", ""));
    }

    public bool Wants(string method) => Only.Length == 0 || Only.Contains(method, StringComparer.Ordinal);
}
