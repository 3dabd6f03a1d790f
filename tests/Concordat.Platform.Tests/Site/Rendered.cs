using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Tests.Site;

/// <summary>A tag helper's output as a browser reads it.</summary>
static class Rendered
{
    public static async Task<IElement> Of(TagHelper helper, string? words = null, params string[] attributes)
    {
        var given = new TagHelperAttributeList(attributes.Select(name => new TagHelperAttribute(name)));
        var context = new TagHelperContext("c-part", given, new Dictionary<object, object>(), "part-1");
        var output = new TagHelperOutput("c-part", [], (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            if (words is not null) content.SetContent(words);
            return Task.FromResult<TagHelperContent>(content);
        });
        if (words is not null) output.Content.SetContent(words);
        helper.Init(context);
        await helper.ProcessAsync(context, output);

        using var text = new StringWriter();
        output.WriteTo(text, HtmlEncoder.Default);
        return Parse("<div>" + text + "</div>").QuerySelector("div")!;
    }

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static string Words(this IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
