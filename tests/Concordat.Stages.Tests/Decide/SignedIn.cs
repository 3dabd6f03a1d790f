using System.Runtime.CompilerServices;

namespace Concordat.Stages.Tests.Decide;

/// <summary>One signed-in visitor a role and server, kept: tests of whole tables would else sign in more often than the site lets one address.</summary>
internal static class SignedIn
{
    static readonly ConditionalWeakTable<ConcordatServer, Dictionary<string, Task<Visitor>>> Kept = [];

    /// <summary>The visitor of a role; do not dispose.</summary>
    public static Task<Visitor> AsAsync(this ConcordatServer server, string role)
    {
        var visitors = Kept.GetOrCreateValue(server);
        lock (visitors) return visitors.TryGetValue(role, out var visitor) ? visitor : visitors[role] = server.SignedInAsync(role);
    }
}
