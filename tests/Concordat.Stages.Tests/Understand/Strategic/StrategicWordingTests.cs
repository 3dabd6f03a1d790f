using Concordat.Documents.Model;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Registers;
using Concordat.Understand.Strategic.Wording;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>Words: pasting, citing, comparing drafts, surveys beside records, registers and the rule of brevity.</summary>
public sealed class StrategicWordingTests
{
    [Theory]
    [InlineData("Plain words.", "Plain words.", 0)]
    [InlineData("a < b and b > c", "a < b and b > c", 0)]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>", 0)]
    [InlineData("It <del>fell</del><ins>rose</ins>.", "It rose.", 2)]
    [InlineData("<w:del w:id=\"1\">old</w:del><w:ins w:id=\"2\">new</w:ins>", "new", 2)]
    [InlineData("<p class=\"MsoNormal\">One</p><p class=\"MsoNormal\">Two &amp; three</p>", "One\nTwo & three", 1)]
    [InlineData("See <img src=\"x.png\"> here", "See here", 1)]
    [InlineData("See \uFFFC here", "See here", 1)]
    [InlineData("Soft\u00ADhyphen\u00A0space\u000Bnext", "Softhyphen space\nnext", 0)]
    [InlineData("<!-- a comment -->Words<del>gone", "Wordsgone", 2)]
    [InlineData(null, "", 0)]
    public void Paste_IsCleanedAndTold(string? pasted, string expected, int notes)
    {
        var clean = PastedText.Clean(pasted);

        Assert.Equal(expected, clean.Text);
        Assert.Equal(notes, clean.Notes.Count);
    }

    [Theory]
    [InlineData("a b c", "a x c", "=a -b +x =c")]
    [InlineData("", "new words", "+new words")]
    [InlineData("old words", "", "-old words")]
    [InlineData("same", "same", "=same")]
    [InlineData("it fell by ten", "it rose by ten", "=it -fell +rose =by ten")]
    public void Diff_GivesTheWordsTakenOutBeforeThosePutIn(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(' ', WordDiff.Of(before, after).Select(r => $"{r.Kind switch { DiffKind.Same => '=', DiffKind.Removed => '-', _ => '+' }}{r.Words}")));

    [Fact]
    public void Diff_PutTogetherAgain_IsEachOfTheTwoDrafts()
    {
        const string before = "the level changed in March and stayed there for a year", after = "in March the level rose and stayed there for two years";
        var runs = WordDiff.Of(before, after);

        Assert.Equal(before, string.Join(' ', runs.Where(r => r.Kind != DiffKind.Added).Select(r => r.Words)));
        Assert.Equal(after, string.Join(' ', runs.Where(r => r.Kind != DiffKind.Removed).Select(r => r.Words)));
    }

    [Theory]
    [InlineData("It rose [Survey 2026].", 0)]
    [InlineData("It rose [survey 2026].", 0)]
    [InlineData("It rose [Other].", 1)]
    [InlineData("They said “the lamps have been dark for months”.", 1)]
    [InlineData("They said “the lamps have been dark for months” [Survey 2026].", 0)]
    [InlineData("So-called “hot spots” are squares.", 0)]
    public void Citations_NotInTheRegister_AreMissing(string words, int missing) => Assert.Equal(missing, Citations.Missing([("Block", words)], ["Survey 2026"]).Count);

    /// <summary>The case of the requirements: the survey fell by 17% while recorded violence rose by about 15%.</summary>
    [Fact]
    public void Survey_FallsWhileRecordedRises_IsOppositeAndClear()
    {
        var c = SurveyComparison.Of(new(100, 95, 105), new(83, 78, 88), 15, Signal.Rise);

        Assert.Equal(-17, c.SurveyPercent!.Value, 10);
        Assert.True(c.IsOpposite && c.IsClear);
        Assert.Equal("The survey's estimate moved by −17.0%; the recorded count by +15.0%. They move in opposite directions: what people report or what is recorded has changed, so the recorded count is no measure of the change by itself.", c.Sentence);
    }

    [Theory]
    [InlineData(83, 70, 96, 15.0, Signal.Rise, true, false)]
    [InlineData(83, 78, 88, 15.0, Signal.None, true, false)]
    [InlineData(120, 115, 125, 15.0, Signal.Rise, false, true)]
    public void Survey_OtherCases_AreToldApart(double now, double low, double high, double recorded, Signal signal, bool opposite, bool clear)
    {
        var c = SurveyComparison.Of(new(100, 95, 105), new(now, low, high), recorded, signal);

        Assert.Equal((opposite, clear), (c.IsOpposite, c.IsClear));
    }

    [Fact]
    public void Survey_RecordedNotComparable_SaysSo() => Assert.EndsWith("The recorded counts cannot be compared.", SurveyComparison.Of(new(1, 1, 1), new(2, 2, 2), null, Signal.NotEnoughData).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData(40, null, true)]
    [InlineData(41, null, false)]
    [InlineData(41, " ", false)]
    [InlineData(41, "Two districts were joined", true)]
    public void Length_BeyondForty_NeedsAReason(int pages, string? reason, bool goesOn) => Assert.Equal(goesOn, Length.Refusal(pages, reason) is null);

    [Theory]
    [InlineData("plan", "first", "soon", "write the day as 4/12/2026")]
    [InlineData("plan", "first", "31/2/2026", "write the day as 4/12/2026")]
    [InlineData("breaks", "month", "April", "write the month as 2026-04")]
    [InlineData("survey", "now", "many", "write a number, such as 12.5")]
    [InlineData("scores", "score", "6", "a whole number from 1 to 5")]
    [InlineData("scores", "score", "-1", "write a whole number from 0")]
    [InlineData("causes", "theme", "piracy", "choose a theme of the list")]
    [InlineData("causes", "confidence", "certain", "choose one of the list")]
    [InlineData("known", "known", "3", "may point at one of them")]
    [InlineData("known", "known", "47", "may point at one of them")]
    [InlineData("known", "known", "60", "No more can be known than there are")]
    [InlineData("travelling", "outside", "3", "may point at one of them")]
    [InlineData("travelling", "outside", "47", "may point at one of them")]
    [InlineData("travelling", "outside", "60", "No more can come from outside than there are")]
    [InlineData("survey", "reported", "140", "A share lies between 0 and 100 per cent")]
    [InlineData("survey", "extent-source", "", "Say where the extent of under-reporting")]
    [InlineData("consultation", "kind", "rally", "choose one of the list")]
    [InlineData("references", "label", "[Housing]", "Leave the square brackets out")]
    [InlineData("last-year", "reason", "", "Say why it was not done")]
    [InlineData("plan", "due", "1/5/2026", "Say why it moved")]
    [InlineData("survey", "now-low", "99999", "between its lower and its upper limit")]
    public void Register_BadField_IsRefusedInWords(string register, string field, string value, string words)
    {
        var typed = Right(RegisterList.Find(register)!);
        typed[field] = value;

        var (_, wrong) = RegisterList.Find(register)!.Read(key => typed.GetValueOrDefault(key), 5);

        Assert.Contains(words, Assert.Single(wrong).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_FigureOfPeople_IsRefusedBelowWhatThePartnershipShows()
    {
        var known = RegisterList.Find(RegisterList.Known)!;
        var typed = Right(known);
        typed["known"] = "43";

        Assert.Empty(known.Read(key => typed.GetValueOrDefault(key), 5).Wrong);
        Assert.Contains("A figure from 1 to 9 people may point at one of them", Assert.Single(known.Read(key => typed.GetValueOrDefault(key), 10).Wrong).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_EveryOne_TakesALineThatIsRight() =>
        Assert.All(RegisterList.All, r => Assert.Empty(r.Read(key => Right(r).GetValueOrDefault(key), 5).Wrong));

    static Dictionary<string, string> Right(Register register)
    {
        var typed = register.Fields.ToDictionary(f => f.Key, f => f.Kind switch
        {
            FieldKind.Day => f.Need is null ? "" : "4/12/2026",
            FieldKind.Month => "2026-04",
            FieldKind.Number => "50",
            FieldKind.Count => "50",
            FieldKind.Choice => f.Choices![1],
            FieldKind.Theme => "burglary",
            _ => f.Need is null && f.Key == "why" ? "" : "Some words",
        });
        if (register.Key == "scores") typed["score"] = "3";
        if (register.Key == "known") typed["known"] = "20";
        if (register.Key == "travelling") typed["outside"] = "20";
        return typed;
    }

    [Fact]
    public void Slippage_TellsWhatIsLateWhatMovedAndWhatWasInTime()
    {
        Line Step(string what, string first, string due = "", string done = "") => Line.From(("what", what), ("first", first), ("due", due), ("done", done));
        var told = RegisterTables.Slippage([Step("a", "2026-01-05"), Step("b", "2026-03-01", "2026-03-15"), Step("c", "2026-01-02", "", "2026-01-02"), Step("d", "2026-01-02", "", "2026-01-04"), Step("e", "2026-04-01")], new(2026, 2, 4));

        Assert.Equal(["c: done in time", "d: done 2 days after the first plan", "a: not done, 30 days after the first plan", "b: moved by 14 days", "e: as planned"], told.Select(t => $"{t.Line["what"]}: {t.Words}"));
    }

    /// <summary>8 of 40: the exact interval of Clopper and Pearson, 9.05% to 35.65%, as their tables give it.</summary>
    [Fact]
    public void Travelling_GivesTheShareWithItsExactRange() =>
        Assert.Equal("Burglary: 8 of 40 (20%, 95% range 9% to 36%) of the offenders came from outside the area, by the coast line (custody records, as at 1 January 2026).",
            Assert.Single(RegisterTables.Travelling([Line.From(("theme", "burglary"), ("offenders", "40"), ("outside", "8"), ("route", "the coast line"), ("as-at", "2026-01-01"), ("source", "custody records"))])));

    [Theory]
    [InlineData(0, 10, 0, 0.3085)]
    [InlineData(10, 10, 0.6915, 1)]
    [InlineData(8, 40, 0.0905, 0.3565)]
    public void Share_HasTheExactInterval(int part, int whole, double low, double high)
    {
        var share = PartOfWhole.Of(part, whole);

        Assert.Equal(low, share.Low, 4);
        Assert.Equal(high, share.High, 4);
    }

    [Theory]
    [InlineData(45.0, 80.0, "About 45% of it is reported and 80% of that recorded, so the records hold about 36 of 100 [Survey].")]
    [InlineData(45.0, null, "About 45% of it is reported [Survey]; how much of that is recorded is not known.")]
    [InlineData(null, 80.0, "About 80% of what is reported is recorded [Survey]; how much is reported is not known.")]
    [InlineData(null, null, null)]
    public void Survey_SaysHowFarTheRecordsFallShort(double? reported, double? recorded, string? words) => Assert.Equal(words, SurveyComparison.Extent(reported, recorded, "Survey"));

    [Fact]
    public void Similar_RanksOursAndGivesTheMeanOfTheOthers()
    {
        Line Area(string name, string rate, string ours) => Line.From(("theme", "burglary"), ("family", "F"), ("as-at", "2026-01-01"), ("area", name), ("rate", rate), ("ours", ours));

        Assert.Equal("Burglary: 4.0 for each thousand residents, rank 2 of 3 from the highest; the mean of the others is 5.0 (F, as at 1 January 2026).",
            Assert.Single(RegisterTables.Similar([Area("Us", "4", "yes"), Area("A", "7", "no"), Area("B", "3", "no")])));
    }
}
