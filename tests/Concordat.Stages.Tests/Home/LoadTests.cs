using System.Net;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Home;

/// <summary>Requests at once: files that are being sent keep nobody else waiting, no kind of request stands outside the count, and who is turned away is told why.</summary>
public sealed class LoadTests
{
    const string TakesFiles = "/share/places/new", TakesNone = "/cycle/plan";

    [Fact]
    public async Task FileOnASlowLine_KeepsItsOwnPlace_AndTheSiteGoesOn()
    {
        await using var one = await OneAtOnce.StartAsync();
        using var slow = await one.HoldAsync(TakesFiles);

        var page = await one.Visitor.GetAsync("/");
        var turnedAway = await OneAtOnce.TurnedAwayAsync(() => one.PostAsync(TakesFiles), slow);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway);
    }

    [Fact]
    public async Task FormInPartsToAPageThatTakesNoFile_IsCountedLikeAnyOther()
    {
        await using var one = await OneAtOnce.StartAsync();
        using var slow = await one.HoldAsync(TakesNone);

        var turnedAway = await OneAtOnce.TurnedAwayAsync(async () => (await one.Visitor.GetAsync("/")).Status, slow);

        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway);
    }

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

    /// <summary>The program with one place for requests, one for files and one to wait for each, and an analyst in it.</summary>
    sealed class OneAtOnce(ConcordatServer server, Visitor visitor) : IAsyncDisposable
    {
        public Visitor Visitor => visitor;

        public static async Task<OneAtOnce> StartAsync()
        {
            var server = new ConcordatServer
            {
                Settings = new Dictionary<string, string?> { ["Concordat:Load:RequestsAtOnce"] = "1", ["Concordat:Load:UploadsAtOnce"] = "1", ["Concordat:Load:Waiting"] = "1" },
            };
            await server.InitializeAsync();
            return new(server, await server.SignedInAsync(Role.Analyst));
        }

        public async Task<SlowForm> HoldAsync(string address)
        {
            var slow = new SlowForm(visitor.Client, address);
            await slow.HasItsPlaceAsync();
            return slow;
        }

        /// <summary>Asks twice while the only place is held: one may wait, so the first answer is the other's. The slow form then goes on, and who waited is served.</summary>
        public static async Task<HttpStatusCode> TurnedAwayAsync(Func<Task<HttpStatusCode>> ask, SlowForm slow)
        {
            var both = new List<Task<HttpStatusCode>> { ask(), ask() };
            var first = await Task.WhenAny(both);
            slow.Release();
            both.Remove(first);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await slow.StatusAsync());
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await both[0]);
            return await first;
        }

        public async Task<HttpStatusCode> PostAsync(string address)
        {
            using var content = new MultipartFormDataContent { { new StringContent("x"), "Name" } };
            return (await visitor.Client.PostAsync(new Uri(address, UriKind.Relative), content)).StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            visitor.Dispose();
            await server.DisposeAsync();
        }
    }

    /// <summary>A form in parts that asks before it is sent, and stops in the middle until it is released. The server bids it go on once it reads, which is after it was given a place.</summary>
    sealed class SlowForm : IDisposable
    {
        readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously), _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly HttpRequestMessage _request;
        readonly Task<HttpResponseMessage> _answer;

        public SlowForm(HttpClient client, string address)
        {
            var form = new MultipartFormDataContent { { new HeldContent(_reading, _go.Task), "Name" } };
            _request = new(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = form, Headers = { ExpectContinue = true } };
            _answer = client.SendAsync(_request);
        }

        public async Task HasItsPlaceAsync() =>
            Assert.True(await Task.WhenAny(_reading.Task, _answer) == _reading.Task, "The slow form was answered before it was read.");

        public void Release() => _go.TrySetResult();

        public async Task<HttpStatusCode> StatusAsync() => (await _answer).StatusCode;

        public void Dispose()
        {
            Release();
            _request.Dispose();
        }
    }

    sealed class HeldContent(TaskCompletionSource reading, Task go) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            reading.TrySetResult();
            await stream.WriteAsync("begun"u8.ToArray());
            await stream.FlushAsync();
            await go;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
