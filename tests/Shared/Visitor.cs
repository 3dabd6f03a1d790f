using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Concordat.Testing;

/// <summary>Reads pages and sends forms as a browser without scripts does: cookies kept, hidden fields and tokens sent back.</summary>
public sealed class Visitor : IDisposable
{
    readonly HttpClient _client;

    internal Visitor(Uri address)
    {
        // A sender that asks before it sends waits for the answer, however long a busy machine takes.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), Expect100ContinueTimeout = Timeout.InfiniteTimeSpan };
        _client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client => _client;

    public async Task<Answer> GetAsync(string path) => await AnswerAsync(await _client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Opens a page, fills the form that posts to an address (or the only one), and sends it.</summary>
    /// <param name="page">Address of the page with the form.</param>
    /// <param name="fields">Field names and values that replace what the form shows; a name may occur several times.</param>
    /// <param name="action">Part of the form's action, or null for the first form with method post.</param>
    public async Task<Answer> SendFormAsync(string page, IEnumerable<(string Name, string Value)> fields, string? action = null)
    {
        var answer = await GetAsync(page);
        return await SendFormAsync(answer, page, fields, action);
    }

    /// <summary>Fills and sends a form of a page that was already read.</summary>
    public async Task<Answer> SendFormAsync(Answer answer, string page, IEnumerable<(string Name, string Value)> fields, string? action = null)
    {
        // The page's own forms come before the one in its head that signs out.
        var form = answer.Document.QuerySelectorAll("main form[method=post i]").Concat(answer.Document.QuerySelectorAll("form[method=post i]"))
            .FirstOrDefault(f => action is null || (f.GetAttribute("action") ?? page).Contains(action, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{page} ({(int)answer.Status}) has no form that posts to {action ?? "anywhere"}.");
        var given = fields.ToList();
        var names = given.Select(f => f.Name).ToHashSet();
        var all = Shown(form).Where(f => !names.Contains(f.Name)).Concat(given).Select(f => KeyValuePair.Create(f.Name, f.Value));
        using var content = new FormUrlEncodedContent(all);
        return await AnswerAsync(await _client.PostAsync(new Uri(form.GetAttribute("action") is { Length: > 0 } a ? a : page, UriKind.Relative), content));
    }

    /// <summary>Posts straight to an address, with the token of a page that the visitor can open: what somebody does who edits the form they were given.</summary>
    public async Task<Answer> PostAsync(string address, params IEnumerable<(string Name, string Value)> fields)
    {
        var token = (await GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? throw new InvalidOperationException("No token to post with: is anybody signed in?");
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await AnswerAsync(await _client.PostAsync(new Uri(address, UriKind.Relative), content));
    }

    /// <summary>Sends a form with files.</summary>
    public async Task<Answer> SendFilesAsync(
        string page, string field, IEnumerable<(string FileName, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        var answer = await GetAsync(page);
        var form = answer.Document.QuerySelector("form[enctype='multipart/form-data']")
            ?? throw new InvalidOperationException($"{page} has no form that takes files.");
        using var content = new MultipartFormDataContent();
        var names = fields.Select(f => f.Name).ToHashSet();
        foreach (var (name, value) in Shown(form).Where(f => !names.Contains(f.Name)).Concat(fields)) content.Add(new StringContent(value), name);
        foreach (var (fileName, bytes) in files) content.Add(new ByteArrayContent(bytes), field, fileName);
        return await AnswerAsync(await _client.PostAsync(new Uri(form.GetAttribute("action") is { Length: > 0 } a ? a : page, UriKind.Relative), content));
    }

    internal async Task SignInAsync(string email, string password)
    {
        var answer = await SendFormAsync("/sign-in", [("Email", email), ("Password", password)]);
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"{email} could not sign in: {answer.Text}");
    }

    static IEnumerable<(string Name, string Value)> Shown(IElement form)
    {
        foreach (var field in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case AngleSharp.Html.Dom.IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked) yield return (name, box.GetAttribute("value") ?? "on");
                    break;
                case AngleSharp.Html.Dom.IHtmlInputElement { Type: "file" or "submit" or "button" }:
                    break;
                case AngleSharp.Html.Dom.IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case AngleSharp.Html.Dom.IHtmlSelectElement select:
                    foreach (var option in select.SelectedOptions) yield return (name, option.Value);
                    break;
                case AngleSharp.Html.Dom.IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
            }
        }
    }

    static async Task<Answer> AnswerAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var isText = response.Content.Headers.ContentType?.MediaType is null or "text/html" or "text/plain" or "application/json" or "text/csv";
        var text = isText ? await response.Content.ReadAsStringAsync() : "";
        return new(response.StatusCode, response.Headers.Location, text, bytes, response, await new HtmlParser().ParseDocumentAsync(text));
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What the site answered.</summary>
public sealed record Answer(
    HttpStatusCode Status, Uri? Location, string Text, byte[] Bytes, HttpResponseMessage Response, AngleSharp.Html.Dom.IHtmlDocument Document)
{
    /// <summary>The words a reader sees, white space folded.</summary>
    public string Words => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
