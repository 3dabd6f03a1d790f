using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>One choice from a list too long for radios.</summary>
[HtmlTargetElement("c-select", Attributes = "for,items", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : FieldTagHelper
{
    /// <summary>The choices; items of one group stand together under its name.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Words of a first, empty choice: "Choose an agency".</summary>
    public string? Empty { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var chosen = Choosing.In(field);
        var select = Wire(field, Markup.Element("select", "govuk-select" + (field.HasErrors ? " govuk-select--error" : "")));
        if (Empty is not null) select.InnerHtml.AppendHtml(Markup.Element("option", null, Empty).With("value", ""));
        foreach (var run in Runs()) select.InnerHtml.AppendHtml(Group(run, chosen));
        return Labelled(field, select);
    }

    IEnumerable<IGrouping<string?, SelectListItem>> Runs() => Items.GroupBy(item => item.Group?.Name);

    static IHtmlContent Group(IGrouping<string?, SelectListItem> run, Choosing chosen)
    {
        var options = new HtmlContentBuilder();
        foreach (var item in run) options.AppendHtml(Option(item, chosen));
        return run.Key is null ? options : Markup.Element("optgroup", null, options).With("label", run.Key);
    }

    static TagBuilder Option(SelectListItem item, Choosing chosen)
    {
        var option = Markup.Element("option", null, item.Text).With("value", item.Value ?? item.Text);
        if (chosen.Has(item)) option.With("selected", "");
        if (item.Disabled) option.With("disabled", "");
        return option;
    }
}
