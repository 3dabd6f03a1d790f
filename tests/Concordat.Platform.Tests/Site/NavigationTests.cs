using Concordat.Platform.Site;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Concordat.Platform.Tests.Site;

public sealed class NavigationTests
{
    static readonly Navigation Site = new(
    [
        new(Stage.Share, "Places", "/share/places", 3),
        new(Stage.Share, "Returns", "/share/returns", 1),
        new(Stage.Share, "Agreements", "/share/agreements", 3),
        new(Stage.Act, "Subjects", "/act/subjects", 1, ["practitioner"]),
        new(Stage.Act, "Plans", "/act/plans", 2),
    ]);

    [Fact]
    public void For_Anyone_ShowsTheFiveStagesInTheOrderOfTheCycle() =>
        Assert.Equal(["Home", "Share", "Understand", "Decide", "Act", "Review"], Site.For([]).Select(link => link.Name));

    [Fact]
    public void For_Anyone_OrdersSectionsByPlaceThenName() =>
        Assert.Equal(["Returns", "Agreements", "Places"], Site.For([])[1].Sections.Select(section => section.Name));

    [Fact]
    public void For_WithoutTheRole_HidesTheSectionAndOpensTheNext()
    {
        var act = Site.For(["analyst"])[4];

        Assert.Equal(["Plans"], act.Sections.Select(section => section.Name));
        Assert.Equal("/act/plans", act.Url);
    }

    [Fact]
    public void For_WithTheRole_ShowsTheSection() => Assert.Equal("/act/subjects", Site.For(["Practitioner"])[4].Url);

    [Fact]
    public void WindowTitle_FormWithErrors_BeginsWithError()
    {
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { ["Title"] = "Add an action" };
        var before = data.WindowTitle("Riverbourne");
        data.ModelState.AddModelError("DueOn", "Enter the date the action is due");

        Assert.Equal("Add an action - Riverbourne - Concordat", before);
        Assert.Equal("Error: Add an action - Riverbourne - Concordat", data.WindowTitle("Riverbourne"));
    }
}
