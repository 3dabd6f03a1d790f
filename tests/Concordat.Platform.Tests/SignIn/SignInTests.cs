using System.Net;
using System.Security.Cryptography;
using Concordat.Testing;

namespace Concordat.Platform.Tests.SignIn;

public sealed class SignInTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Refusal = "Check your email address and password";

    [Fact]
    public async Task AnyPage_NobodySignedIn_LeadsToSignIn()
    {
        using var visitor = server.Visitor();

        var answer = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/sign-in", answer.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@testshire.example", "whatever it is", Refusal)]
    [InlineData("analyst@testshire.example", "not the password", Refusal)]
    [InlineData("", "x", "Enter your email address")]
    [InlineData("analyst@testshire.example", "", "Enter your password")]
    public async Task SignIn_WrongDetails_SaysSoWithoutTellingWhichIsWrong(string email, string password, string expected)
    {
        using var visitor = server.Visitor();

        var answer = await visitor.SendFormAsync("/sign-in", [("Email", email), ("Password", password)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(expected, answer.Words, StringComparison.Ordinal);
        Assert.StartsWith("Error: ", answer.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountAgainstTheRightOne()
    {
        using var visitor = server.Visitor();
        for (var i = 0; i < 5; i++)
            await visitor.SendFormAsync("/sign-in", [("Email", "executive@testshire.example"), ("Password", "wrong password")]);

        var answer = await visitor.SendFormAsync("/sign-in", [("Email", "executive@testshire.example"), ("Password", ConcordatServer.Password)]);

        Assert.Contains(Refusal, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ReturnAddressElsewhere_IsNotFollowed()
    {
        using var visitor = server.Visitor();

        var answer = await visitor.SendFormAsync("/sign-in?ReturnUrl=https://elsewhere.example/",
            [("Email", "chair@testshire.example"), ("Password", ConcordatServer.Password)]);

        Assert.Equal("/", answer.Location!.OriginalString);
    }

    [Fact]
    public async Task SecondStep_SetUp_IsAskedForAtTheNextSignInAndACodeWorksOnce()
    {
        const string email = "informationgovernance@testshire.example";
        using var first = await server.SignedInAsync(email);
        var page = await first.GetAsync("/account/second-step");
        var key = page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "");
        var set = await first.SendFormAsync("/account/second-step", [("Code", Totp.Now(key))]);
        Assert.Contains("recovery codes", set.Words, StringComparison.Ordinal);
        var recovery = set.Document.QuerySelector("main li code")!.TextContent;

        using var second = server.Visitor();
        var asked = await second.SendFormAsync("/sign-in", [("Email", email), ("Password", ConcordatServer.Password)]);
        Assert.StartsWith("/sign-in/code", asked.Location!.OriginalString, StringComparison.Ordinal);
        var wrong = await second.SendFormAsync("/sign-in/code", [("Code", "000000")]);
        Assert.Contains("The code is not right", wrong.Words, StringComparison.Ordinal);
        var code = Totp.Now(key);
        var right = await second.SendFormAsync("/sign-in/code", [("Code", code)]);
        Assert.Equal("/", right.Location!.OriginalString);

        using var third = server.Visitor();
        await third.SendFormAsync("/sign-in", [("Email", email), ("Password", ConcordatServer.Password)]);
        var reused = await third.SendFormAsync("/sign-in/code", [("Code", code)]);
        Assert.Contains("was used before", reused.Words, StringComparison.Ordinal);
        var recovered = await third.SendFormAsync("/sign-in/code", [("Code", recovery)]);
        Assert.Equal("/", recovered.Location!.OriginalString);
    }

    [Fact]
    public async Task SignOutEverywhere_OtherSession_EndsAtItsNextRequest()
    {
        using var here = await server.SignedInAsync("practitioner@testshire.example");
        using var there = await server.SignedInAsync("practitioner@testshire.example");

        var ended = await here.SendFormAsync("/account/sign-out", [], action: "Everywhere");

        Assert.Equal(HttpStatusCode.Redirect, ended.Status);
        var answer = await there.GetAsync("/account/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("/sign-in", answer.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var visitor = server.Visitor();
        using var form = new FormUrlEncodedContent([new("Email", "a@b.example"), new("Password", "x")]);

        using var response = await visitor.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/health/live")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        using var visitor = server.Visitor();

        var headers = (await visitor.GetAsync(path)).Response.Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.True(headers.CacheControl!.NoStore);
    }

    static class Totp
    {
        /// <summary>The code an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, six digits).</summary>
        public static string Now(string base32)
        {
            var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
            if (BitConverter.IsLittleEndian) Array.Reverse(step);
#pragma warning disable CA5350 // The standard's own algorithm.
            var hash = HMACSHA1.HashData(Decode(base32), step);
#pragma warning restore CA5350
            var at = hash[^1] & 0xf;
            var number = ((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
            return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        }

        static byte[] Decode(string base32)
        {
            var (bits, value, bytes) = (0, 0, new List<byte>());
            foreach (var c in base32.ToUpperInvariant())
            {
                value = (value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
                if ((bits += 5) < 8) continue;
                bits -= 8;
                bytes.Add((byte)(value >> bits));
                value &= (1 << bits) - 1;
            }
            return [.. bytes];
        }
    }
}
