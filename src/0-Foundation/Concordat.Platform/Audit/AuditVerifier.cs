using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Concordat.Platform.Audit;

/// <summary>What a check of the audit log found.</summary>
/// <param name="Entries">Entries read, all chains together.</param>
/// <param name="Faults">One sentence for each break, naming the chain and the first bad entry; empty when the log is whole.</param>
public sealed record AuditVerdict(long Entries, IReadOnlyList<string> Faults)
{
    /// <summary>Last number and hash of each chain of the database; empty for a file.</summary>
    public IReadOnlyDictionary<Guid, (long Sequence, byte[] Hash)> Ends { get; init; } = new Dictionary<Guid, (long, byte[])>();
}

/// <summary>Reads the whole log and recomputes every link: finds a changed, removed, inserted or swapped entry, and a cut tail.</summary>
public static class AuditVerifier
{
    const string Sql = """
        select e.partnership_id, e.sequence, audit.text_of(e), e.previous_hash, e.hash from audit.entry e order by e.partnership_id, e.sequence
        """;

    /// <param name="connection">An open connection of the owner, which sees every partnership's chain.</param>
    /// <param name="checkpoints">What the chains are known to have held; null checks the log by itself.</param>
    public static async Task<AuditVerdict> VerifyAsync(NpgsqlConnection connection, CancellationToken cancellation, IReadOnlyList<AuditCheckpoint>? checkpoints = null)
    {
        var witnessed = (checkpoints ?? []).ToLookup(c => (c.Chain, c.Sequence));
        var heads = await HeadsAsync(connection, cancellation);
        var faults = new List<string>();
        var ends = new Dictionary<Guid, (long Sequence, byte[] Hash)>();
        long entries = 0;
        await using (var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 0 })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            var broken = new HashSet<Guid>();
            while (await reader.ReadAsync(cancellation))
            {
                entries++;
                var chain = reader.GetGuid(0);
                var (last, lastHash) = ends.GetValueOrDefault(chain, (0, new byte[32]));
                var (sequence, text) = (reader.GetInt64(1), reader.GetString(2));
                var (previous, hash) = (reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
                ends[chain] = (sequence, hash);
                if (!broken.Contains(chain) && (FaultOf(sequence, last, previous, lastHash, hash, text) ?? FaultOf(witnessed[(chain, sequence)], hash)) is { } fault)
                {
                    broken.Add(chain);
                    faults.Add($"Chain {chain}: {fault}");
                }
            }
        }
        foreach (var (chain, head) in heads)
            if (!ends.TryGetValue(chain, out var end) || end.Sequence != head.Sequence || !end.Hash.AsSpan().SequenceEqual(head.Hash))
                faults.Add($"Chain {chain}: the log ends at entry {end.Sequence} but {head.Sequence} were written. The end was cut or changed.");
        foreach (var chain in ends.Keys.Where(c => !heads.ContainsKey(c)))
            faults.Add($"Chain {chain}: its head is missing.");
        foreach (var last in (checkpoints ?? []).GroupBy(c => c.Chain, (_, all) => all.MaxBy(c => c.Sequence)!))
            if (ends.GetValueOrDefault(last.Chain).Sequence is var end && end < last.Sequence)
                faults.Add($"Chain {last.Chain}: the log ends at entry {end} but a checkpoint of {last.At:u} saw entry {last.Sequence}. The end was cut.");
        return new(entries, faults) { Ends = ends };
    }

    /// <summary>Checks an exported stretch of one chain without a database: each entry's own hash, and that each follows the one before.</summary>
    /// <param name="entries">In the order of the file. A stretch that starts at entry 1 is also checked to be the beginning of its chain.</param>
    /// <remarks>That nothing was cut off the end shows only against the last number and hash that the audit page states, or a later export.</remarks>
    public static AuditVerdict Verify(IEnumerable<AuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var faults = new List<string>();
        AuditEntry? last = null;
        long count = 0;
        foreach (var entry in entries)
        {
            count++;
            if (faults.Count == 0)
            {
                var before = last?.Sequence ?? entry.Sequence - 1;
                var lastHash = last?.Hash ?? (entry.Sequence == 1 ? new byte[32] : entry.PreviousHash);
                if (last is not null && last.PartnershipId != entry.PartnershipId) faults.Add($"Entry {entry.Sequence} belongs to another chain.");
                else if (FaultOf(entry.Sequence, before, entry.PreviousHash, lastHash, entry.Hash, TextOf(entry)) is { } fault) faults.Add($"Chain {entry.PartnershipId}: {fault}");
            }
            last = entry;
        }
        return new(count, faults);
    }

    /// <summary>What the hash of an entry is taken over; the same as audit.text_of in the database.</summary>
    internal static string TextOf(AuditEntry entry) => string.Join('\u001f', entry.PartnershipId, entry.Sequence.ToString(CultureInfo.InvariantCulture),
        entry.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture), entry.UserId?.ToString() ?? "", entry.AgencyId?.ToString() ?? "",
        entry.Purpose, entry.Action, entry.Subject, entry.SubjectId, entry.Detail, Convert.ToHexStringLower(entry.PreviousHash));

    static string? FaultOf(long sequence, long last, byte[] previous, byte[] lastHash, byte[] hash, string text)
    {
        if (sequence != last + 1) return $"entry {last + 1} is missing; the next one found is {sequence}.";
        if (!previous.AsSpan().SequenceEqual(lastHash)) return $"entry {sequence} does not follow entry {last}.";
        return SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan().SequenceEqual(hash) ? null : $"entry {sequence} was changed after it was written.";
    }

    static string? FaultOf(IEnumerable<AuditCheckpoint> witnesses, byte[] hash) =>
        witnesses.FirstOrDefault(w => w.Hash != Convert.ToHexStringLower(hash)) is { } other ? $"entry {other.Sequence} is not the one that a checkpoint of {other.At:u} saw." : null;

    static async Task<Dictionary<Guid, (long Sequence, byte[] Hash)>> HeadsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select partnership_id, sequence, hash from audit.head", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var heads = new Dictionary<Guid, (long, byte[])>();
        while (await reader.ReadAsync(cancellation)) heads[reader.GetGuid(0)] = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        return heads;
    }
}
