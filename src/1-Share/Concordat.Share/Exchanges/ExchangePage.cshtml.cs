using System.Globalization;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Share.SmallNumbers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Exchanges;

/// <summary>Requests between each pair of bodies, without small figures.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ExchangePageModel(ExchangePairs pairs, MemberDirectory directory, ISmallNumbers smallNumbers) : PageModel
{
    public IReadOnlyList<ExchangePair> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public int Threshold { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (People, Threshold) = (await directory.ReadAsync(cancellation), await smallNumbers.ThresholdAsync(cancellation));
        Rows = [.. (await pairs.ReadAsync(cancellation)).OrderBy(r => People.Agency(r.AskerId)?.Name, StringComparer.Ordinal).ThenBy(r => People.Agency(r.HolderId)?.Name, StringComparer.Ordinal)];
    }

    public string Words(int? count) => count?.ToString("N0", CultureInfo.CurrentCulture) ?? $"fewer than {Threshold}";

    public static string Hidden(int? count) => count?.ToString("N0", CultureInfo.CurrentCulture) ?? "hidden";
}
