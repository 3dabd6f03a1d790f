using System.Buffers.Text;
using System.Security.Cryptography;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Meetings.Calendar;

/// <summary>A private address of somebody's meetings for their own calendar. Only a hash of its secret is kept.</summary>
internal sealed class CalendarKey(Guid partnershipId, Guid id, Guid userId, byte[] secretHash, DateTime madeAt)
{
    const int SecretBytes = 32;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid UserId { get; private set; } = userId;
    [NotInAudit] public byte[] SecretHash { get; private set; } = secretHash;
    public DateTime MadeAt { get; private set; } = madeAt;
    public DateTime? RevokedAt { get; private set; }

    public void Revoke(DateTime at) => RevokedAt ??= at;

    /// <summary>256 random bits, as an address carries them.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));
}

internal sealed class CalendarKeyMapping : IEntityTypeConfiguration<CalendarKey>
{
    public void Configure(EntityTypeBuilder<CalendarKey> key)
    {
        key.ToTable("calendar_key", "decide");
        key.HasKey(k => new { k.PartnershipId, k.Id });
    }
}
