using System.Net;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Home;

/// <summary>Requests at once: files that are being sent keep nobody else waiting, and no kind of request stands outside the count.</summary>
public sealed class LoadTests
{
    const string TakesFiles = "/share/places/new", TakesNone = "/cycle/plan";

    [Fact]
    public async Task FileOnASlowLine_KeepsItsOwnPlace_AndTheSiteGoesOn()
    {
        await using var one = await OneAtOnce.StartAsync(new() { ["Concordat:Load:UploadsAtOnce"] = "1" });

        using var slow = await one.HoldAsync(TakesFiles, () => one.PostAsync(TakesFiles));

        Assert.Equal(HttpStatusCode.OK, (await one.Visitor.GetAsync("/")).Status);
    }

    [Fact]
    public async Task FormInPartsToAPageThatTakesNoFile_IsCountedLikeAnyOther()
    {
        await using var one = await OneAtOnce.StartAsync([]);

        using var slow = await one.HoldAsync(TakesNone, async () => (await one.Visitor.GetAsync("/")).Status);

        slow.Release();
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await slow.StatusAsync());
        await Waiting.UntilAsync(async () => (await one.Visitor.GetAsync("/")).Status == HttpStatusCode.OK, "the place to be free again");
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

    /// <summary>The program with one place for requests and none to wait, and an analyst in it.</summary>
    sealed class OneAtOnce(ConcordatServer server, Visitor visitor) : IAsyncDisposable
    {
        public Visitor Visitor => visitor;

        public static async Task<OneAtOnce> StartAsync(Dictionary<string, string?> settings)
        {
            settings["Concordat:Load:RequestsAtOnce"] = "1";
            settings["Concordat:Load:Waiting"] = "0";
            var server = new ConcordatServer { Settings = settings };
            await server.InitializeAsync();
            return new(server, await server.SignedInAsync(Role.Analyst));
        }

        /// <summary>Sends a slow form until it holds the place, which the question itself may have taken a moment before.</summary>
        public async Task<SlowForm> HoldAsync(string address, Func<Task<HttpStatusCode>> ask)
        {
            var slow = new SlowForm(visitor.Client, address);
            await Waiting.UntilAsync(async () =>
            {
                if (slow.IsAnswered) slow = new(visitor.Client, address);
                return await ask() == HttpStatusCode.TooManyRequests;
            }, "the slow form to hold the one place");
            return slow;
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

    /// <summary>A form in parts whose sender stops in the middle until it is released.</summary>
    sealed class SlowForm : IDisposable
    {
        readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly Task<HttpResponseMessage> _answer;

        public SlowForm(HttpClient client, string address)
        {
            var form = new MultipartFormDataContent { { new HeldContent(_go.Task), "Name" } };
            _answer = client.PostAsync(new Uri(address, UriKind.Relative), form);
        }

        public bool IsAnswered => _answer.IsCompleted;

        public void Release() => _go.TrySetResult();

        public async Task<HttpStatusCode> StatusAsync() => (await _answer).StatusCode;

        public void Dispose() => Release();
    }

    sealed class HeldContent(Task go) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
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
