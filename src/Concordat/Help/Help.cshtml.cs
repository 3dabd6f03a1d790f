using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Help;

/// <summary>The guide, the method pages and the statements, from the same files as the project's documentation.</summary>
[AllowAnonymous]
public sealed class HelpModel : PageModel
{
    // Raw HTML is switched off: what the files hold is text, whoever edits them.
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    public string Title { get; private set; } = "Help";
    public IHtmlContent Body { get; private set; } = HtmlString.Empty;

    public IActionResult OnGet(string? topic, string? name)
    {
        var file = (topic, name) switch
        {
            (null, null) => "guide.README.md",
            ("methods", null) => "methods.README.md",
            ("methods", { } method) => $"methods.{method}.md",
            ({ } page, null) => $"guide.{page}.md",
            _ => null,
        };
        if (file is null || Read(file) is not { } text) return NotFound();
        var (heading, rest) = Split(text);
        Title = heading;
        Body = new HtmlString(WithScrollingTables(Draw(rest, topic)));
        return Page();
    }

    // The files name their neighbours as files; on the site those are pages.
    static string Draw(string text, string? topic)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            if (link.Url is { } url && url.EndsWith(".md", StringComparison.Ordinal) && !url.Contains('/', StringComparison.Ordinal))
                link.Url = $"/help/{(topic == "methods" ? "methods/" : "")}{url[..^3]}";
        return document.ToHtml(Pipeline);
    }

    // A wide table scrolls in a region of its own, as everywhere on the site.
    static string WithScrollingTables(string html) => html
        .Replace("<table>", "<div class=\"c-scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table class=\"c-table c-table--dense\">", StringComparison.Ordinal)
        .Replace("</table>", "</table></div>", StringComparison.Ordinal);

    static (string Heading, string Body) Split(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return text.StartsWith("# ", StringComparison.Ordinal) && end > 0 ? (text[2..end].Trim(), text[end..]) : ("Help", text);
    }

    static string? Read(string file)
    {
        using var stream = typeof(HelpModel).Assembly.GetManifestResourceStream($"docs.{file}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
