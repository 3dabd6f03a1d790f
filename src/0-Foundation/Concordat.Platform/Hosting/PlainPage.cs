namespace Concordat.Platform.Hosting;

/// <summary>A page that needs neither session nor database: for when these cannot be had. Its words are the program's own.</summary>
internal static class PlainPage
{
    /// <param name="title">Heading and window title.</param>
    /// <param name="paragraphs">Plain text without characters that mean something in HTML.</param>
    /// <param name="refreshSeconds">When it loads again by itself; null for never.</param>
    public static string Of(string title, IReadOnlyList<string> paragraphs, int? refreshSeconds = null) => $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        {(refreshSeconds is { } seconds ? $"<meta http-equiv=\"refresh\" content=\"{seconds}\">" : "")}<title>{title} – Concordat</title>
        <link rel="stylesheet" href="/dist/site.css"></head>
        <body class="c-body"><main class="c-width c-main" id="main"><h1 class="govuk-heading-l">{title}</h1>
        {string.Concat(paragraphs.Select(p => $"<p class=\"govuk-body\">{p}</p>\n"))}</main></body></html>
        """;
}
