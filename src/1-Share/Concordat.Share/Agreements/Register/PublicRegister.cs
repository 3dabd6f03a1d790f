using Concordat.Gate.Identifiers;
using Concordat.Platform.Database;

namespace Concordat.Share.Agreements.Register;

/// <summary>What anybody may know of an agreement in force.</summary>
/// <param name="Purposes">In plain words.</param>
/// <param name="Sets">Each set with the body that supplies it.</param>
internal sealed record PublicAgreement(
    string Partnership, Guid Id, string Title, int Version, DateOnly StartsOn, DateOnly ReviewBy, DateOnly? LastDay, IReadOnlyList<string> Purposes, IReadOnlyList<string> Parties,
    IReadOnlyList<(int Number, string Supplier)> Sets);

/// <summary>Reads the public register. The database gives it only what the public may know, whoever asks.</summary>
internal sealed class PublicRegister(Connections connections, TimeProvider clock)
{
    /// <summary>Agreements in force today, by partnership and title.</summary>
    public async Task<IReadOnlyList<PublicAgreement>> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = AgreementReader.Command(connection,
            "select partnership_name, agreement_id, title, version_number, starts_on, review_on, ends_on, purposes, parties, sets, suppliers from share.public_register()");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        // A title is written by members: what may be a name, a number or an address does not go out.
        var (scanner, removed) = (new IdentifierScanner(clock), new RemovalCounts());
        var agreements = new List<PublicAgreement>();
        while (await reader.ReadAsync(cancellation))
            agreements.Add(new(reader.GetString(0), reader.GetGuid(1), scanner.Clean(reader.GetString(2), CellSetting.FreeText, removed), reader.GetInt32(3), reader.GetFieldValue<DateOnly>(4), reader.GetFieldValue<DateOnly>(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6), reader.GetFieldValue<string[]>(7), reader.GetFieldValue<string[]>(8),
                [.. reader.GetFieldValue<short[]>(9).Select(n => (int)n).Zip(reader.GetFieldValue<string[]>(10))]));
        return agreements;
    }
}
