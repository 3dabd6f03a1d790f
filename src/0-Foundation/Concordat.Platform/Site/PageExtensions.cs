using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Concordat.Platform.Site;

/// <summary>What a page tells the layout about itself.</summary>
public static class PageExtensions
{
    internal const string TitleKey = "Title";
    internal const string StageKey = "Stage";
    internal const string SectionKey = "Section";
    internal const string MarkingKey = "Marking";
    internal const string RefreshKey = "RefreshSeconds";
    internal const string DoneKey = "Site.Done";
    internal const string DoneTitleKey = "Site.DoneTitle";

    /// <summary>Names the page and its place in the navigation. Call it first in the page: <c>@{ this.Page("Returns", Stage.Share, "Returns"); }</c>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">Its title, as in the heading and in the window's title.</param>
    /// <param name="stage">The tab it stands under; null for pages outside the stages, such as Help.</param>
    /// <param name="section">The name of its section link.</param>
    /// <param name="marking">Its handling marking, where it differs from the partnership's usual one.</param>
    public static void Page(this PageBase page, string title, Stage? stage = null, string? section = null, string? marking = null)
    {
        var data = page.ViewContext.ViewData;
        data[TitleKey] = title;
        data[StageKey] = stage;
        data[SectionKey] = section;
        data[MarkingKey] = marking;
    }

    /// <summary>Says on the next page what was done, once: <c>TempData.Done("4,037 records accepted.")</c>.</summary>
    public static void Done(this ITempDataDictionary tempData, string message, string title = "Saved")
    {
        tempData[DoneKey] = message;
        tempData[DoneTitleKey] = title;
    }

    /// <summary>The text of the title element: the page first, "Error: " before it while the form has errors.</summary>
    internal static string WindowTitle(this ViewDataDictionary data, string partnership) =>
        $"{(data.ModelState.ErrorCount > 0 ? "Error: " : "")}{data[TitleKey] ?? "Concordat"} - {partnership} - Concordat";
}
