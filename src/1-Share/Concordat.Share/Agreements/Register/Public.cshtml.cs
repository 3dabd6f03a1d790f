using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements.Register;

/// <summary>The agreements in force, for anybody.</summary>
[AllowAnonymous]
internal sealed class PublicModel(PublicRegister register) : PageModel
{
    public IReadOnlyList<PublicAgreement> Agreements { get; private set; } = [];
    public bool HasSeveral => Agreements.Select(a => a.Partnership).Distinct().Skip(1).Any();

    public async Task OnGetAsync(CancellationToken cancellation) => Agreements = await register.ReadAsync(cancellation);
}
