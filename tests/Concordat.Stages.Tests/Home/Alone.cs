namespace Concordat.Stages.Tests.Home;

/// <summary>A server of one test's own, for what the others must not see.</summary>
sealed class Alone : IAsyncDisposable
{
    public ConcordatServer Server { get; } = new();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
