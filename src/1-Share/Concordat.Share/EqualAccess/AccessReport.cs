using Concordat.Platform.Database;
using Concordat.Share.Returns;

namespace Concordat.Share.EqualAccess;

/// <summary>How far one body can use what is shared: counts of its people, never who they are.</summary>
/// <param name="People">Members today.</param>
/// <param name="Accounts">Of those, with an account that is open.</param>
/// <param name="SignedIn">Of those, signed in within the days asked.</param>
/// <param name="Readers">With an open account and the right to mapping and analysis.</param>
/// <param name="Latest">Day on which anybody of it last signed in; null for never.</param>
internal sealed record BodyAccess(Guid AgencyId, int People, int Accounts, int SignedIn, int Readers, DateOnly? Latest)
{
    /// <summary>Why the body has no access, in words; empty where it has.</summary>
    public IReadOnlyList<string> Lacks(int days) =>
    [
        .. People == 0 ? ["nobody of it is a member"] : Accounts == 0 ? ["no account is open"] : Array.Empty<string>(),
        .. Accounts > 0 && SignedIn == 0 ? [Latest is null ? "nobody has ever signed in" : $"nobody has signed in for {days} days"] : Array.Empty<string>(),
        .. Accounts > 0 && Readers == 0 ? ["nobody holds the right to mapping and analysis"] : Array.Empty<string>(),
    ];
}

/// <summary>Reads how far each body of the partnership can use what is shared.</summary>
internal sealed class AccessReport(Connections connections)
{
    public const int Days = 90;

    public async Task<IReadOnlyList<BodyAccess>> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select agency_id, people, accounts, signed_in, readers, latest from share.access_by_body($1)", Days);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var bodies = new List<BodyAccess>();
        while (await reader.ReadAsync(cancellation))
            bodies.Add(new(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5)));
        return bodies;
    }
}
