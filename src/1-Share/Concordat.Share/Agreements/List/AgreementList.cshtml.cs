using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements.List;

/// <summary>Every sharing agreement with its state and why.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AgreementListModel(AgreementReader reader, AgreementDesk desk, TimeProvider clock) : PageModel
{
    public IReadOnlyList<AgreementRecord> Agreements { get; private set; } = [];
    public bool MayWrite => desk.MayWrite;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Agreements = [.. (await reader.AllAsync(London.Today(clock), cancellation)).OrderBy(a => a.Head.Standing.State is AgreementState.Ended or AgreementState.Discarded)];
}
