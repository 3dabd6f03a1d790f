using System.Globalization;
using System.Text;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Concordat.Platform.Site.Forms;

/// <summary>What every form field needs from the model: its name, id, words, value and what is wrong with it.</summary>
internal sealed class Field
{
    readonly ViewContext _view;
    readonly ModelExpression _model;

    public Field(ViewContext view, ModelExpression model, string? label, string? hint, string? idPrefix = null)
    {
        (_view, _model) = (view, model);
        Name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        Id = idPrefix + TagBuilder.CreateSanitizedId(Name, "_");
        Label = label ?? model.Metadata.DisplayName ?? Words(model.Metadata.PropertyName ?? Name);
        Hint = hint ?? model.Metadata.Description;
        Errors = ErrorsOf(Name);
    }

    public string Name { get; }
    public string Id { get; }
    public string Label { get; }
    public string? Hint { get; }
    public IReadOnlyList<string> Errors { get; }
    public bool HasErrors => Errors.Count > 0;
    public Type ModelType => _model.Metadata.UnderlyingOrModelType;
    public object? Model => _model.Model;

    /// <summary>The value to show: what the person sent, else what the model holds.</summary>
    public string Value => Sent(Name) ?? Text(_model.Model);

    /// <summary>The chosen values of a list: what the person sent, else what the model holds.</summary>
    public IReadOnlyCollection<string> Chosen => _view.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is string[] many ? many
        : Sent(Name) is { } one ? [one]
        : _model.Model is System.Collections.IEnumerable values and not string ? [.. values.Cast<object?>().Select(Text)]
        : [Text(_model.Model)];

    /// <summary>What the person sent under a name, as they typed it; null when nothing was sent.</summary>
    public string? Sent(string name) =>
        _view.ViewData.ModelState.TryGetValue(name, out var entry) && entry.RawValue is not null ? entry.AttemptedValue : null;

    public IReadOnlyList<string> ErrorsOf(string name) =>
        _view.ViewData.ModelState.TryGetValue(name, out var entry) ? [.. entry.Errors.Select(Message)] : [];

    /// <summary>The ids of hint and error, for <c>aria-describedby</c>; null when there is neither.</summary>
    public string? DescribedBy => (Hint, HasErrors) switch
    {
        (not null, true) => $"{Id}-hint {Id}-error",
        (not null, false) => $"{Id}-hint",
        (null, true) => $"{Id}-error",
        _ => null,
    };

    public TagBuilder? HintElement => Hint is null ? null : Markup.Element("div", "govuk-hint", Hint).With("id", Id + "-hint");

    public TagBuilder? ErrorElement => HasErrors
        ? Markup.Element("p", "govuk-error-message", Markup.Hidden("Error: "), string.Join(" ", Errors)).With("id", Id + "-error")
        : null;

    /// <summary>"DueOn" as "Due on".</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name[(name.LastIndexOf('.') + 1)..])
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append(' ').Append(char.ToLowerInvariant(letter));
            else words.Append(letter);
        }
        return words.ToString();
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string Message(ModelError error) => error.ErrorMessage.Length > 0 ? error.ErrorMessage : "This could not be read. Check it and try again.";
}
