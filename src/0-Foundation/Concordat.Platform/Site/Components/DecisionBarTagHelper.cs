using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Two or three equal choices for a group that decides: radio buttons that look like buttons, and under the pressed one what it needs.</summary>
/// <remarks>With scripts A, N and D press the choices whose <c>key</c> is given, but never while somebody types in a field.</remarks>
[HtmlTargetElement("c-decision-bar", Attributes = "name")]
[RestrictChildren("c-choice")]
public sealed class DecisionBarTagHelper : TagHelper
{
    internal sealed record Bar(string Name, string? Chosen)
    {
        public int Count { get; set; }
    }

    /// <summary>The field's name in the form.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is decided, for a screen reader.</summary>
    public string Legend { get; set; } = "Decision";

    /// <summary>The value that is pressed; null for none.</summary>
    public string? Chosen { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var bar = new Bar(Name, Chosen);
        context.Items[typeof(Bar)] = bar;
        var choices = await output.GetChildContentAsync();
        output.Become("fieldset", "c-decision");
        output.Attributes.SetAttribute("data-decision", "");
        output.Content.Fill(Markup.Element("legend", "govuk-visually-hidden", Legend),
            Markup.Element("div", string.Create(CultureInfo.InvariantCulture, $"c-decision__bar c-decision__bar--{bar.Count}"), choices));
    }
}

/// <summary>One choice of a decision bar; inside the tag, the reason or the date that it needs.</summary>
[HtmlTargetElement("c-choice", ParentTag = "c-decision-bar")]
public sealed class ChoiceTagHelper : TagHelper
{
    /// <summary>The value sent.</summary>
    public string Value { get; set; } = "";

    /// <summary>The word: "Adopt".</summary>
    public string Title { get; set; } = "";

    /// <summary>What it means: "It becomes a problem with one owner".</summary>
    public string? Note { get; set; }

    /// <summary>The key that presses it: "a".</summary>
    public string? Key { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var bar = (DecisionBarTagHelper.Bar)context.Items[typeof(DecisionBarTagHelper.Bar)];
        bar.Count++;
        var more = (await output.GetChildContentAsync()).OrNull();
        var id = string.Create(CultureInfo.InvariantCulture, $"{bar.Name.Replace('.', '_')}-{bar.Count}");
        var radio = Markup.Void("input", "c-choice__radio").With("type", "radio").With("name", bar.Name).With("id", id).With("value", Value)
            .With("checked", bar.Chosen == Value ? "" : null).With("data-key", Key);
        output.Become("div", "c-choice");
        output.Content.Fill(radio,
            Markup.Element("label", "c-choice__face", Markup.Element("span", "c-choice__title", Title), Note is null ? null : Markup.Element("span", "c-choice__note", Note)).With("for", id),
            more is null ? null : Markup.Element("div", "c-choice__more", more));
    }
}
