using System.Globalization;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Forms;

/// <summary>What radios and checkboxes share: a group of boxes with words and hints.</summary>
public abstract class OptionsTagHelper(string kind, string type) : FieldTagHelper
{
    /// <summary>The choices; a <see cref="Choice"/> may carry a hint.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>True for the large boxes of public pages.</summary>
    public bool Large { get; set; }

    /// <summary>True sets two or three short choices on one line.</summary>
    public bool Inline { get; set; }

    private protected override IHtmlContent Body(Field field, TagHelperContent children)
    {
        var chosen = Choosing.In(field);
        var group = Markup.Element("div", $"govuk-{kind}" + (Large ? "" : $" govuk-{kind}--small") + (Inline ? $" govuk-{kind}--inline" : ""));
        var number = 0;
        foreach (var item in Items)
        {
            // The first box has the field's own id, so that the error summary's link reaches it.
            var id = number == 0 ? field.Id : $"{field.Id}-{(number + 1).ToString(CultureInfo.InvariantCulture)}";
            group.InnerHtml.AppendHtml(Box(field, item, id, chosen.Has(item)));
            number++;
        }
        group.InnerHtml.Add(children.OrNull());
        return Grouped(field, group);
    }

    TagBuilder Box(Field field, SelectListItem item, string id, bool isChosen)
    {
        var hint = (item as Choice)?.Hint;
        var input = Markup.Void("input", $"govuk-{kind}__input").With("type", type).With("id", id).With("name", field.Name)
            .With("value", item.Value ?? item.Text).With("aria-describedby", hint is null ? null : id + "-item-hint");
        if (isChosen) input.With("checked", "");
        if (item.Disabled) input.With("disabled", "");
        return Markup.Element("div", $"govuk-{kind}__item", input,
            Markup.Element("label", $"govuk-label govuk-{kind}__label", item.Text).With("for", id),
            hint is null ? null : Markup.Element("div", $"govuk-hint govuk-{kind}__hint", hint).With("id", id + "-item-hint"));
    }
}

/// <summary>One choice of a few, all in sight.</summary>
[HtmlTargetElement("c-radios", Attributes = "for,items", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTagHelper() : OptionsTagHelper("radios", "radio");

/// <summary>Any number of choices. The property is a list of text, numbers, ids or enumeration members.</summary>
[HtmlTargetElement("c-checkboxes", Attributes = "for,items", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxesTagHelper() : OptionsTagHelper("checkboxes", "checkbox");
