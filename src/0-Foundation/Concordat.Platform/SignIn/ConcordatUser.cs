using Microsoft.AspNetCore.Identity;

namespace Concordat.Platform.SignIn;

/// <summary>An account: how a person signs in. What they are in a partnership is their membership, kept elsewhere.</summary>
public sealed class ConcordatUser : IdentityUser<Guid>
{
    public ConcordatUser()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
    }
}
