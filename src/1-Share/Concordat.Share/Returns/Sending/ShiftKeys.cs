using System.Security.Cryptography;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Concordat.Share.Returns.Sending;

/// <summary>The key under which a supplier's dates are shifted: made once, kept wrapped under the installation's key ring.</summary>
public sealed class ShiftKeys(IDataProtectionProvider protection, Session session, TimeProvider clock)
{
    const int KeyBytes = 32;
    readonly IDataProtector _wrap = protection.CreateProtector("Concordat.Share.Returns.Shift");

    /// <summary>The supplier's key; null where no field of the set is shifted.</summary>
    /// <exception cref="CryptographicException">The key was changed, or is another installation's.</exception>
    public async Task<byte[]?> ForAsync(NpgsqlConnection connection, SetDefinition set, Guid agencyId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Fields.All(f => f.Rule != DepersonalisingRule.Shift)) return null;
        // Two files at once: whoever is second waits for the first and takes its key.
        await ReturnStore.ScalarAsync(connection, "insert into share.shift_key (partnership_id, agency_id, wrapped, made_at) values ($1, $2, $3, $4) on conflict do nothing", cancellation,
            session.Partnership, agencyId, _wrap.Protect(RandomNumberGenerator.GetBytes(KeyBytes)), clock.GetUtcNow().UtcDateTime);
        return _wrap.Unprotect((byte[])(await ReturnStore.ScalarAsync(connection, "select wrapped from share.shift_key where partnership_id = $1 and agency_id = $2", cancellation, session.Partnership, agencyId))!);
    }
}
