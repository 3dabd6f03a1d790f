using System.Security.Claims;
using System.Threading.RateLimiting;
using Concordat.Platform.Hosting.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Concordat.Platform.Access;

/// <summary>How often partners' systems may call.</summary>
public sealed class InterfaceSettings
{
    /// <summary>Calls of one key in a minute, 10 to 100,000.</summary>
    public int CallsAMinute { get; init; } = 600;

    /// <summary>Calls with a key that does not count, from one address in a minute, 5 to 10,000.</summary>
    public int WrongKeysAMinute { get; init; } = 60;
}

/// <summary>Counts calls by key, and wrong keys by address.</summary>
public sealed class KeyLimits(IOptions<InterfaceSettings> settings) : IDisposable
{
    readonly PartitionedRateLimiter<string> _calls = Limiter(settings.Value.CallsAMinute), _wrong = Limiter(settings.Value.WrongKeysAMinute);

    public bool Take(Guid key) => _calls.AttemptAcquire(key.ToString()).IsAcquired;

    public bool MayTry(string address) => _wrong.GetStatistics(address) is not { CurrentAvailablePermits: <= 0 };

    public void CountWrong(string address) => _wrong.AttemptAcquire(address).Dispose();

    static PartitionedRateLimiter<string> Limiter(int aMinute) => PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new() { PermitLimit = aMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    public void Dispose()
    {
        _calls.Dispose();
        _wrong.Dispose();
    }
}

/// <summary>Turns the key of a partner's system into a session. Under /api alone; elsewhere a key is nothing.</summary>
/// <remarks>A call that brings a key stands on the key: cookies do not count beside it, so that no page of another site can make a browser act.</remarks>
internal sealed class KeyMiddleware(RequestDelegate next, KeyLimits limits)
{
    internal const string Scheme = "key";
    const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context, Session session, IKeySource keys)
    {
        if (!ApiProblem.IsApi(context.Request.Path))
        {
            await next(context);
            return;
        }
        var brought = context.Request.Headers.Authorization.Count > 0;
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<KeysOnly>() is not null;
        if (brought || needed) context.User = new ClaimsPrincipal(new ClaimsIdentity());
        if (!brought && !needed)
        {
            await next(context);
            return;
        }
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limits.MayTry(address)) await ApiProblem.WriteTooManyAsync(context);
        else if (await AnswerAsync(context, keys) is { Holder: { } holder })
        {
            if (!limits.Take(holder.KeyId)) await ApiProblem.WriteTooManyAsync(context);
            else await ActAsync(context, session, holder);
        }
    }

    async Task<KeyAnswer> AnswerAsync(HttpContext context, IKeySource keys)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            await RefuseAsync(context, "This address is for partners' systems and needs a key. Send it in the header Authorization, as: Bearer, a space and the key.");
            return new(null, null);
        }
        var answer = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && header[Bearer.Length..].Trim() is { Length: > 0 and <= 200 } secret
            ? await keys.FindAsync(secret, context.RequestAborted)
            : new(null, "The header Authorization holds no key. Write it as: Bearer, a space and the key.");
        if (answer.Holder is not null) return answer;
        limits.CountWrong(context.Connection.RemoteIpAddress?.ToString() ?? "");
        await RefuseAsync(context, answer.Refusal!);
        return answer;
    }

    Task ActAsync(HttpContext context, Session session, KeyHolder holder)
    {
        context.User = new ClaimsPrincipal(new ClaimsIdentity(holder.Scopes.Select(s => new Claim(KeyScope.Claim, s)), Scheme));
        // A key that sends returns acts as its body's own people do; one that does not, in no role at all.
        string[] roles = holder.Scopes.Contains(KeyScope.SendReturns) ? [Role.Practitioner] : [];
        session.ActAs(new(holder.KeyId, holder.PartnershipId, holder.AgencyId, holder.Name, roles), "partnership work");
        return next(context);
    }

    static Task RefuseAsync(HttpContext context, string words)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.WriteAsync(context, StatusCodes.Status401Unauthorized, "I-03", "The key does not count", words);
    }
}
