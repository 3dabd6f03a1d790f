using System.Collections.Concurrent;

namespace Concordat.Platform.SignIn;

/// <summary>Remembers accepted authenticator codes while they could still be shown, so that none works twice.</summary>
public sealed class UsedCodes(TimeProvider clock)
{
    // A code is accepted for its own half minute and one step either side.
    static readonly TimeSpan Life = TimeSpan.FromMinutes(3);
    readonly ConcurrentDictionary<(Guid User, string Code), DateTimeOffset> _used = new();

    internal bool WasUsed(Guid user, string code) =>
        _used.TryGetValue((user, code), out var at) && clock.GetUtcNow() - at < Life;

    internal void Use(Guid user, string code)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, at) in _used)
            if (now - at >= Life) _used.TryRemove(key, out _);
        _used[(user, code)] = now;
    }
}
