using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>A map with its title, legend, table and method. The drawing is the server's; with scripts and a source it can be moved and asked.</summary>
/// <remarks>The page that uses a source also loads the map's script:
/// <c>@section Scripts { &lt;script type="module" src="~/dist/map.js" asp-append-version="true"&gt;&lt;/script&gt; }</c>.
/// What the source returns is described in docs/kit.md.</remarks>
[HtmlTargetElement("c-map-frame", Attributes = "title")]
public sealed class MapFrameTagHelper : FrameTagHelper
{
    /// <summary>The address of the map's figures as JSON; null for a still map.</summary>
    public string? Source { get; set; }

    /// <summary>What the map tells, for a screen reader: "Map: three hot spots, the strongest at Quayside".</summary>
    public string? Label { get; set; }

    private protected override TagBuilder Drawing()
    {
        var map = Markup.Element("div", "c-map", Svg);
        return Source is null ? map : map.With("data-map", "").With("data-source", Source).With("data-label", Label ?? Title);
    }
}
