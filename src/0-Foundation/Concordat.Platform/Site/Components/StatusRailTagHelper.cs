using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concordat.Platform.Site.Components;

/// <summary>Where a step of a rail stands.</summary>
public enum StepState
{
    Ahead,
    Done,
    Now,
}

/// <summary>The life of a product: draft, review, approved, issued. Four steps at most.</summary>
[HtmlTargetElement("c-status-rail")]
[RestrictChildren("c-step")]
public sealed class StatusRailTagHelper : TagHelper
{
    /// <summary>What the steps are of, for a screen reader: "Life of this assessment".</summary>
    public string Label { get; set; } = "Steps";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ol", "c-rail");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

/// <summary>One step of a rail; inside the tag, who acts and what they do.</summary>
[HtmlTargetElement("c-step", ParentTag = "c-status-rail")]
public sealed class StepTagHelper : TagHelper
{
    /// <summary>The step's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public StepState State { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("li", State switch { StepState.Done => "c-rail__done", StepState.Now => "c-rail__now", _ => null });
        if (State == StepState.Now) output.Attributes.SetAttribute("aria-current", "step");
        output.PreContent.AppendHtml(Markup.Element("strong", null, Name, State == StepState.Done ? Markup.Hidden(", done") : null));
    }
}
