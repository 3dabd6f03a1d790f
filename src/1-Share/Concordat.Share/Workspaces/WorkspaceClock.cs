using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Share.Returns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concordat.Share.Workspaces;

/// <summary>Destroys what was in workspaces whose decision has ended, in every partnership and without anybody's visit.</summary>
internal sealed class WorkspaceClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WorkspaceClock> log) : RegularWork(scopes, clock, log)
{
    protected override Task RunAsync(CancellationToken cancellation) => ClearAsync(cancellation);

    /// <summary>Clears what has ended by now; returns how many items were destroyed.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellation)
    {
        await using var scope = AsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        return (int)(await ReturnStore.ScalarAsync(connection, "select share.clear_ended_workspaces_everywhere()", cancellation))!;
    }
}
