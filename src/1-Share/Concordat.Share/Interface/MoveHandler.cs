using System.Text.Json;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting.Problems;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Http;

namespace Concordat.Share.Interface;

/// <summary>Submits and withdraws drafts for a partner's system, by the same moves as the page.</summary>
static class MoveHandler
{
    const int LongestBody = 4096;

    public static async Task<IResult> SubmitAsync(Guid id, HttpRequest request, SentReturns returns, ReturnMoves moves, ReturnSending sending, Session session, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is not { } item || item.AgencyId != session.AgencyId) return InterfaceRoutes.NotFound();
        if (await MonthsAsync(request, cancellation) is not { } months)
            return InterfaceRoutes.Unread("The body must be empty, or an object with the lists zero_months and missing_months of months such as 2026-08.");
        try
        {
            await moves.SubmitAsync(id, months.Missing, item.Silent.All(m => months.Zero.Contains(m) || months.Missing.Contains(m)), cancellation);
            await sending.RememberMapAsync(id, cancellation);
            return await ReadHandler.ReadAsync(id, returns, session, cancellation);
        }
        catch (LifeRefusedException refused)
        {
            return refused.Code == "L-16" ? SendHandler.Refused(refused.Code, refused.Message, ("silent_months", item.Silent.Select(m => m.ToString()))) : SendHandler.Refused(refused.Code, refused.Message);
        }
    }

    public static async Task<IResult> WithdrawAsync(Guid id, SentReturns returns, ReturnMoves moves, Session session, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is not { } item || item.AgencyId != session.AgencyId || item.State == "discarded") return InterfaceRoutes.NotFound();
        try
        {
            await moves.DiscardAsync(id, cancellation);
            return Results.NoContent();
        }
        catch (LifeRefusedException refused)
        {
            return SendHandler.Refused(refused.Code, refused.Message);
        }
    }

    /// <summary>Null where the body is not as it should be.</summary>
    static async Task<(IReadOnlyList<Month> Zero, IReadOnlyList<Month> Missing)?> MonthsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = new byte[LongestBody + 1];
        var count = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (count == 0) return ([], []);
        if (count > LongestBody) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, count));
            return json.RootElement.ValueKind == JsonValueKind.Object ? (List(json.RootElement, "zero_months"), List(json.RootElement, "missing_months")) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    static IReadOnlyList<Month> List(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(m => Month.Parse(m.GetString() ?? ""))] : [];
}
