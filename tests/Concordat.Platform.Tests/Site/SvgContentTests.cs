using System.Text.Encodings.Web;
using Concordat.Platform.Site;

namespace Concordat.Platform.Tests.Site;

public sealed class SvgContentTests
{
    [Fact]
    public void FromDrawing_ShapesAndText_AreWrittenAsTheyAre()
    {
        const string drawing = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-label="A &lt;b&gt;"><title>T</title><g clip-path="url(#a)"><path d="M0 0H9" /><text x="1">&lt;script&gt;</text></g></svg>""";
        using var text = new StringWriter();

        SvgContent.FromDrawing(drawing).WriteTo(text, HtmlEncoder.Default);

        Assert.Equal(drawing, text.ToString().Replace("A &lt;b>", "A &lt;b&gt;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<svg><script>alert(1)</script></svg>")]
    [InlineData("<svg><foreignObject><p>x</p></foreignObject></svg>")]
    [InlineData("<svg><style>*{}</style></svg>")]
    [InlineData("<svg onload=\"alert(1)\"/>")]
    [InlineData("<svg><rect style=\"fill:red\"/></svg>")]
    [InlineData("<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"https://elsewhere.example/x.svg\"/></svg>")]
    [InlineData("<svg><rect fill=\"url(https://elsewhere.example)\"/></svg>")]
    [InlineData("<svg><a href=\"javascript:alert(1)\">x</a></svg>")]
    [InlineData("<svg><image href=\"#a\"/></svg>")]
    [InlineData("<p>x</p>")]
    [InlineData("<svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>")]
    public void FromDrawing_AnythingElse_IsRefused(string drawing) => Assert.Throws<ArgumentException>(() => SvgContent.FromDrawing(drawing));
}
