using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Share.Disclosures;

/// <summary>A purpose of a sharing agreement in force, on which a disclosure may rest.</summary>
internal sealed record AgreementPurpose(Guid AgreementId, string Title, string Purpose)
{
    /// <summary>What a form sends for it.</summary>
    public string Value => $"{AgreementId}|{Purpose}";
}

/// <summary>Reads the purposes in force; the database's own guard asks the same function.</summary>
internal sealed class DisclosureAgreements(Connections connections)
{
    public async Task<IReadOnlyList<AgreementPurpose>> InForceAsync(DateOnly on, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select agreement_id, title, purpose from share.disclosure_purposes($1) order by purpose, title", connection);
        command.Parameters.Add(new() { Value = on });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var purposes = new List<AgreementPurpose>();
        while (await reader.ReadAsync(cancellation)) purposes.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        return purposes;
    }
}
