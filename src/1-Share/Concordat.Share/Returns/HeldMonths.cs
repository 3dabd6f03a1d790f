using System.Runtime.InteropServices;
using Concordat.Share.Incidents.PoliceUk;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>One incident as it stands, as far as matching a later download needs it.</summary>
readonly record struct HeldIncident(Guid Id, RowIdentity Identity, bool IsOpen);

/// <summary>The incidents of a force and month as they stand: in the records, or after the files of this return read so far.</summary>
sealed class HeldMonths(NpgsqlConnection connection, Guid partnershipId)
{
    readonly Dictionary<(string Supplier, int Month), List<HeldIncident>> _months = [];

    /// <summary>True where a file of this return has already put rows into the month.</summary>
    public bool IsTouched((string Supplier, int Month) key) => _months.ContainsKey(key);

    public async Task<List<HeldIncident>> FindAsync((string Supplier, int Month) key, CancellationToken cancellation)
    {
        if (_months.TryGetValue(key, out var held)) return held;
        held = [];
        await using var command = new NpgsqlCommand("""
            select id, supplier_ref, content, outcome from share.incident
            where partnership_id = $1 and month = $2 and supplier = $3 and version_to is null order by id
            """, connection);
        command.Parameters.Add(new() { Value = partnershipId });
        command.Parameters.Add(new() { Value = key.Month });
        command.Parameters.Add(new() { Value = key.Supplier });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var reference = reader.IsDBNull(1) ? null : reader.GetString(1);
            var outcome = reader.IsDBNull(3) ? null : reader.GetString(3);
            held.Add(new(reader.GetGuid(0), new(Fingerprint.Of(reference), Fingerprint.From(reader.GetGuid(2))), Outcomes.IsOpen(outcome, reference is not null)));
        }
        return held;
    }

    public void Replace((string Supplier, int Month) key, List<HeldIncident> now) => _months[key] = now;
}
