using System.Buffers.Binary;
using Concordat.Platform.Access;
using Concordat.Share.Returns;
using Npgsql;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>Remembers which records stood in which figure of the last releases, and finds what one taken from another would show.</summary>
internal sealed class ReleaseMemory(Session session)
{
    /// <summary>Releases that a new one is compared with.</summary>
    public const int Kept = 20;

    /// <summary>A number that stands for a record and tells nothing of it.</summary>
    public static long Fingerprint(Guid record) => BinaryPrimitives.ReadInt64LittleEndian(System.Security.Cryptography.SHA256.HashData(record.ToByteArray()));

    /// <summary>Figures of the last releases of the sets.</summary>
    public async Task<IReadOnlyList<long[]>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, $"""
            select g.records from share.bulk_release_group g
            join (select id from share.bulk_release where partnership_id = $1 and has_passed order by released_at desc, id desc limit {Kept}) r on r.id = g.release_id
            where g.partnership_id = $1
            """, session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var figures = new List<long[]>();
        while (await reader.ReadAsync(cancellation)) figures.Add(reader.GetFieldValue<long[]>(0));
        return figures;
    }

    public async Task WriteAsync(NpgsqlConnection connection, Guid release, IReadOnlyList<long[]> figures, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        for (var i = 0; i < figures.Count; i++)
        {
            var insert = new NpgsqlBatchCommand("insert into share.bulk_release_group (partnership_id, release_id, number, records) values ($1, $2, $3, $4)");
            foreach (var value in new object[] { session.Partnership, release, i + 1, figures[i] }) insert.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(insert);
        }
        if (figures.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>How many of the figures differ from an earlier one by fewer records than the threshold, the one holding all of the other's.</summary>
    public static int FiguresThatTell(IReadOnlyList<long[]> figures, IReadOnlyList<long[]> earlier, int threshold)
    {
        // Only an earlier figure that shares a record can hold all of another's.
        var where = new Dictionary<long, List<int>>();
        for (var i = 0; i < earlier.Count; i++)
            foreach (var record in earlier[i])
                if (where.TryGetValue(record, out var known)) known.Add(i);
                else where[record] = [i];
        return figures.Count(figure => Shared(figure, where).Any(s =>
            Math.Abs(figure.Length - earlier[s.Key].Length) is var apart && apart > 0 && apart < threshold && s.Value == Math.Min(figure.Length, earlier[s.Key].Length)));
    }

    static Dictionary<int, int> Shared(long[] figure, Dictionary<long, List<int>> where)
    {
        var shared = new Dictionary<int, int>();
        foreach (var record in figure)
            foreach (var i in where.GetValueOrDefault(record, [])) shared[i] = shared.GetValueOrDefault(i) + 1;
        return shared;
    }
}
