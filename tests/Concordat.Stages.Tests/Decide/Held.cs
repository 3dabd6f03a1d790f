using Npgsql;

namespace Concordat.Stages.Tests.Decide;

/// <summary>Two who write at once, in a known order: one has written and not yet kept it when the other comes.</summary>
internal static class Held
{
    /// <summary>Writes past the guards in a transaction that stays open until the other's request waits for it; then both end.</summary>
    /// <param name="sql">What the first one writes.</param>
    /// <param name="send">Sends the second one's request; it has to wait for the first.</param>
    public static async Task<Answer> WhileHeldAsync(this ConcordatServer server, string sql, Func<Task<Answer>> send)
    {
        await using var first = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.OwnerConnectionString) { Pooling = false }.ConnectionString);
        await first.OpenAsync();
        await ExecuteAsync(first, "set session_replication_role = replica");
        await using var transaction = await first.BeginTransactionAsync();
        await ExecuteAsync(first, sql);
        var second = send();
        await Waiting.UntilAsync(async () => second.IsCompleted || (bool)(await server.OwnerScalarAsync("select exists (select from pg_stat_activity a where a.datname = current_database() and pg_blocking_pids(a.pid) @> array[$1])", first.ProcessID))!, "the second request to wait for the first");
        await transaction.CommitAsync();
        return await second;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
