using System.Net;

namespace Concordat.Stages.Tests.Home;

/// <summary>Who is turned away is told why.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task SignInTriedTooOften_IsToldSo_AndNotThatTheSiteIsBusy()
    {
        var server = new ConcordatServer { Settings = new Dictionary<string, string?> { ["Concordat:SignIn:TriesAMinute"] = "1" } };
        await server.InitializeAsync();
        try
        {
            using var visitor = server.Visitor();
            var first = await visitor.SendFormAsync("/sign-in", [("Email", "nobody@testshire.example"), ("Password", "not a password")]);

            var second = await visitor.SendFormAsync("/sign-in", [("Email", "nobody@testshire.example"), ("Password", "not a password")]);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.Status, second.Status));
            Assert.Contains("Too many tries", second.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("Too many at once", second.Words, StringComparison.Ordinal);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
