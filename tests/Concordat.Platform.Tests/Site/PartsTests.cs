using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;

namespace Concordat.Platform.Tests.Site;

public sealed class PartsTests
{
    const string Hostile = "<script>alert(1)</script>";

    [Theory]
    [InlineData(Signal.Rise, "Rise")]
    [InlineData(Signal.Fall, "Fall")]
    [InlineData(Signal.None, "No signal")]
    [InlineData(Signal.NotEnoughData, "Not enough data")]
    public async Task Signal_Each_HasAWordAndAShapeHiddenFromReaders(Signal value, string word)
    {
        var part = await Rendered.Of(new SignalTagHelper { Value = value });

        Assert.Equal(word, part.Words());
        Assert.Equal("true", part.QuerySelector("svg")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task Signal_WordsWithMarkup_AreText()
    {
        var part = await Rendered.Of(new SignalTagHelper { Words = Hostile });

        Assert.Null(part.QuerySelector("script"));
        Assert.Equal(Hostile, part.Words());
    }

    [Fact]
    public async Task State_Each_HasItsOwnWord()
    {
        var words = new List<string>();

        foreach (var state in Enum.GetValues<WorkState>()) words.Add((await Rendered.Of(new StateTagHelper { Value = state })).Words());

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.Contains("Not held", words);
    }

    [Fact]
    public async Task Stat_WithExpectation_ReadsFigureExpectationSignal()
    {
        var part = await Rendered.Of(new StatTagHelper { Label = "Thefts", Figure = "64", Expected = "31 to 56", Signal = Signal.Rise }, null, "signal");

        Assert.Equal("Thefts 64 expected 31 to 56 Rise", string.Join(' ', part.QuerySelectorAll("dt, dd").Select(e => e.Words())));
    }

    [Fact]
    public async Task Stat_WithoutSignal_ClaimsNone()
    {
        var part = await Rendered.Of(new StatTagHelper { Label = "Overdue", Figure = "2" });

        Assert.Null(part.QuerySelector(".c-signal"));
    }

    [Fact]
    public async Task EvidenceCard_FrozenHostileSentence_IsTextWithoutAForm()
    {
        var part = await Rendered.Of(new EvidenceCardTagHelper(null!) { Sentence = Hostile });

        Assert.Equal(Hostile, part.QuerySelector("p")!.TextContent);
        Assert.Null(part.QuerySelector("script, form"));
    }

    [Fact]
    public async Task Fault_Link_SaysWhichFaultItOpens()
    {
        var part = await Rendered.Of(new FaultTagHelper { Count = 1904, Reason = "The date is outside the quarter", Href = "/faults/1" });

        Assert.Equal("Show all 1,904: The date is outside the quarter", part.QuerySelector("a")!.Words());
        Assert.StartsWith("1,904 rows:", part.QuerySelector(".c-fault__count")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickLine_WordsWithQuotes_StayInsideTheirAttribute()
    {
        var part = await Rendered.Of(new QuickLineTagHelper { People = [new("p1", "\" onfocus=\"x", "O'Neill")] });

        var line = part.QuerySelector(".c-quick")!;
        Assert.Null(line.GetAttribute("onfocus"));
        Assert.Contains("O\\u0027Neill", line.GetAttribute("data-people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interval_NegativeEstimate_IsReadWithItsRangeAndTrueMinus()
    {
        var part = await Rendered.Of(new IntervalTagHelper { Estimate = -47, Low = -63, High = -23, Format = "0'%'" });

        Assert.Equal("−47%, between −63% and −23%; no change is 0%", part.QuerySelector("svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task YearRing_Steps_AreReadWithTheirState()
    {
        YearStep[] steps =
        [
            new(1, "Leadership named", Stage.Share, "Apr 2025", YearStepState.Done),
            new(2, "Assessment", Stage.Understand, "Due 30 Nov", YearStepState.Now),
            new(3, "Plan", Stage.Decide, "Jan", YearStepState.Ahead),
        ];

        var part = await Rendered.Of(new YearRingTagHelper { Steps = steps });

        Assert.Equal("Step 2 of 3", part.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Equal(["1. Leadership named, done Apr 2025", "2. Assessment, under way Due 30 Nov", "3. Plan, still to come Jan"],
            part.QuerySelectorAll("li").Select(li => li.Words()));
        Assert.Equal("step", part.QuerySelectorAll("li")[1].GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Button_WithAddress_IsALink()
    {
        var part = await Rendered.Of(new ButtonTagHelper { Href = "/share/returns?a=1&b=2" }, "Back to returns");

        Assert.Equal("/share/returns?a=1&b=2", part.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("submit", (await Rendered.Of(new ButtonTagHelper(), "Send")).QuerySelector("button")!.GetAttribute("type"));
    }

    [Fact]
    public async Task Confidence_Measured_MarksTheStepReached()
    {
        var part = await Rendered.Of(new ConfidenceTagHelper { Value = Confidence.Measured });

        Assert.Equal(3, part.QuerySelectorAll(".is-reached").Length);
        Assert.StartsWith("Measured", part.QuerySelector("[aria-current]")!.Words(), StringComparison.Ordinal);
    }
}
