using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Where a step of the year stands.</summary>
public enum YearStepState
{
    Ahead,
    Done,
    Now,
    Overdue,
}

/// <summary>One step of the partnership's year.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">What is done: "Strategic assessment".</param>
/// <param name="Stage">The stage whose column it stands in.</param>
/// <param name="When">When it was or is to be done, in words: "Feb 2026", "Due 30 Nov".</param>
/// <param name="State">Where it stands.</param>
/// <param name="Url">Its evidence; null for none.</param>
public sealed record YearStep(int Number, string Name, Stage Stage, string When, YearStepState State, string? Url = null);

/// <summary>The partnership's year: a ring of its steps, and the steps in words under their stages. Inside the tag, what is under way and what is next.</summary>
[HtmlTargetElement("c-year-ring", Attributes = "steps")]
public sealed class YearRingTagHelper : TagHelper
{
    const double Centre = 100, Radius = 84;

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<YearStep> Steps { get; set; } = [];

    /// <summary>True leaves the list away on a phone, where a link leads to a page of all steps.</summary>
    public bool Brief { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = (await output.GetChildContentAsync()).OrNull();
        output.Become("div", Brief ? "c-year c-year--brief" : "c-year");
        output.Content.Fill(Markup.Element("div", "c-year__ring", Ring(), words is null ? null : Markup.Element("div", null, words)), Columns());
    }

    YearStep? Current => Steps.FirstOrDefault(s => s.State is YearStepState.Now or YearStepState.Overdue);

    TagBuilder Ring()
    {
        var current = Current?.Number ?? Steps.Count(s => s.State == YearStepState.Done);
        var ring = Markup.Element("svg", null).With("viewBox", "0 0 200 200").With("role", "img").With("aria-label", Invariant($"Step {current} of {Steps.Count}"));
        for (var i = 0; i < Steps.Count; i++) ring.InnerHtml.AppendHtml(Arc(i));
        ring.InnerHtml.AppendHtml(Label("c-year__little", 76, "Step"));
        ring.InnerHtml.AppendHtml(Label("c-year__big", 113, Invariant($"{current}")));
        ring.InnerHtml.AppendHtml(Label("c-year__little", 136, Invariant($"of {Steps.Count}")));
        return ring;
    }

    TagBuilder Arc(int index)
    {
        var step = 2 * Math.PI / Steps.Count;
        const double gap = 0.035;
        var (x1, y1) = At((index * step) + gap);
        var (x2, y2) = At(((index + 1) * step) - gap);
        return Markup.Element("path", "c-year__arc" + Css(" c-year__arc--", Steps[index].State)).With("d", Invariant($"M{x1:0.##} {y1:0.##}A{Radius} {Radius} 0 0 1 {x2:0.##} {y2:0.##}"));
    }

    // Clockwise from the top.
    static (double X, double Y) At(double angle) => (Centre + (Radius * Math.Sin(angle)), Centre - (Radius * Math.Cos(angle)));

    static TagBuilder Label(string css, int y, string words) => Markup.Element("text", css, words).With("x", "100").With("y", y.ToString(CultureInfo.InvariantCulture));

    TagBuilder Columns()
    {
        var columns = Markup.Element("div", "c-year__stages");
        foreach (var stage in Steps.GroupBy(s => s.Stage).OrderBy(g => g.Key))
        {
            var list = Markup.Element("ol", null);
            foreach (var step in stage) list.InnerHtml.AppendHtml(Item(step));
            columns.InnerHtml.AppendHtml(Markup.Element("div", null, Markup.Element("h3", "c-year__name", stage.Key.ToString()), list));
        }
        return columns;
    }

    static TagBuilder Item(YearStep step)
    {
        object name = Invariant($"{step.Number}.\u00a0{step.Name}");
        return Markup.Element("li", Css("c-year__step--", step.State), Shape(step.State),
                Markup.Element("span", "c-year__words", step.Url is null ? name : Markup.Link(step.Url, name), Markup.Hidden(Word(step.State)), Markup.Element("span", "c-year__when", step.When)))
            .With("aria-current", step.State == YearStepState.Now ? "step" : null);
    }

    static string Css(string prefix, YearStepState state) => state == YearStepState.Ahead ? "" : prefix + state.ToString().ToLowerInvariant();

    static IHtmlContent Shape(YearStepState state) => state switch
    {
        YearStepState.Done => Shapes.Tick,
        YearStepState.Now => Shapes.HeavyRing,
        YearStepState.Overdue => Shapes.Diamond,
        _ => Shapes.Ring,
    };

    static string Word(YearStepState state) => state switch
    {
        YearStepState.Done => ", done ",
        YearStepState.Now => ", under way ",
        YearStepState.Overdue => ", overdue ",
        _ => ", still to come ",
    };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
