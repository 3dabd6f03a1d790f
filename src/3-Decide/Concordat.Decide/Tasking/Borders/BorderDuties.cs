using Concordat.Partnership.Duties;

namespace Concordat.Decide.Tasking.Borders;

/// <summary>What neighbouring areas told this one and nobody has answered.</summary>
internal sealed class BorderDuties(BorderDesk desk) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!desk.MayAct) return [];
        return [.. (await desk.WaitingAsync(cancellation)).Select(r => new Duty($"Answer a neighbouring area: {r.Title}", $"{r.FromName} told you on {London.Show(r.SentAt, "d MMMM yyyy")}.", BorderItem.UrlOf(r.Id)))];
    }
}
