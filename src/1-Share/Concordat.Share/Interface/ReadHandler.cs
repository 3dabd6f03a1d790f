using Concordat.Gate.Checks;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Faults;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Http;

namespace Concordat.Share.Interface;

/// <summary>Tells a partner's system what became of its body's returns.</summary>
static class ReadHandler
{
    const int MostLines = 200, MostFaults = 1000;

    public static async Task<IResult> ListAsync(string? set, string? quarter, SentReturns returns, Session session, CancellationToken cancellation)
    {
        short number = 0;
        if (set is not null && (!short.TryParse(set, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) || number is < 1 or > 12))
            return InterfaceRoutes.Unread("set must be the number of an information set, 1 to 12.");
        var first = 0;
        if (quarter is not null)
        {
            if (!Quarters.TryParse(quarter, out var period)) return InterfaceRoutes.Unread("quarter must be written as 2026-Q3: July to September 2026.");
            first = period.First.Number;
        }
        var lines = await returns.OfAgencyAsync(session.AgencyId!.Value, number, first, MostLines, cancellation);
        return ReturnAnswer.Json(new { Returns = lines.Select(ReturnAnswer.Line) });
    }

    public static async Task<IResult> ReadAsync(Guid id, SentReturns returns, Session session, CancellationToken cancellation)
    {
        if (await FindAsync(id, returns, session, cancellation) is not { } item) return InterfaceRoutes.NotFound();
        return ReturnAnswer.Json(ReturnAnswer.Of(item, await returns.FaultCountsAsync(id, cancellation), await returns.MovesAsync(id, cancellation)));
    }

    public static async Task<IResult> FaultsAsync(Guid id, string? code, int? skip, int? take, SentReturns returns, Session session, CancellationToken cancellation)
    {
        if (await FindAsync(id, returns, session, cancellation) is null) return InterfaceRoutes.NotFound();
        if (skip < 0 || take is < 1 or > MostFaults) return InterfaceRoutes.Unread($"skip must be 0 or more, take 1 to {MostFaults}.");
        var total = (await returns.FaultCountsAsync(id, cancellation)).Where(f => string.IsNullOrEmpty(code) || f.Code == code).Sum(f => f.Count);
        var faults = await returns.FaultsAsync(id, code, skip ?? 0, take ?? 100, cancellation);
        return ReturnAnswer.Json(new
        {
            Total = total,
            Faults = faults.Select(f => new { f.Row, f.Column, f.Code, Title = FaultCode.Find(f.Code)?.Title ?? f.Code, f.Message, f.Remedy, f.SetsAside, f.Value, f.Answer }),
        });
    }

    /// <summary>The file that the page gives, to be worked through and sent back.</summary>
    public static async Task<IResult> FaultsFileAsync(Guid id, SentReturns returns, FaultsTable table, Session session, CancellationToken cancellation)
    {
        if (await FindAsync(id, returns, session, cancellation) is not { } item) return InterfaceRoutes.NotFound();
        var (file, type, name) = await table.WriteAsync(item, "csv", cancellation);
        return Results.File(file, type, name);
    }

    static async Task<SentReturn?> FindAsync(Guid id, SentReturns returns, Session session, CancellationToken cancellation) =>
        await returns.FindAsync(id, cancellation) is { State: not "discarded" } item && item.AgencyId == session.AgencyId ? item : null;
}
