using Concordat.Decide.Tasking;
using FsCheck;
using FsCheck.Fluent;

namespace Concordat.Stages.Tests.Decide.Tasking;

public sealed class QuickActionTests
{
    static readonly DateOnly Thursday = new(2026, 11, 26);
    static readonly Guid Police = Guid.Parse("00000000-0000-0000-0000-000000000001"), Council = Guid.Parse("00000000-0000-0000-0000-000000000002");
    static readonly QuickAgency[] Agencies = [new(Police, ["Testshire Police", "Police"]), new(Council, ["Testshire Council", "Council"])];
    static readonly QuickPerson Fallowmere = new(Guid.Parse("00000000-0000-0000-0000-000000000011"), "Ida Fallowmere", Police);
    static readonly QuickPerson Pellow = new(Guid.Parse("00000000-0000-0000-0000-000000000012"), "Dana Pellow", Council);
    static readonly QuickPerson OtherPellow = new(Guid.Parse("00000000-0000-0000-0000-000000000013"), "Sam Pellow", Police);

    static QuickAction Read(string line, params QuickPerson[] people) => QuickAction.Parse(line, people.Length > 0 ? people : [Fallowmere, Pellow], Agencies, Thursday);

    [Fact]
    public void Parse_AllFive_AreTold()
    {
        var read = Read("Evening patrols 18 to 22 enforcement Police Fallowmere 4 Dec");

        Assert.Equal(new QuickAction("Evening patrols 18 to 22", ActionKind.Enforcement, Police, Fallowmere.Id, new(2026, 12, 4)), read);
    }

    [Fact]
    public void Parse_PersonWithoutAgency_BringsTheirAgency()
    {
        Assert.Equal(Council, Read("Repair the lights prevention D. Pellow").AgencyId);
    }

    [Fact]
    public void Parse_SurnameOfTwo_IsLeftInTheText()
    {
        var read = Read("Ask Pellow about the lights", Pellow, OtherPellow);

        Assert.Null(read.PersonId);
        Assert.Equal("Ask Pellow about the lights", read.What);
    }

    [Fact]
    public void Parse_AgencyInTheWorkAndAsTag_TakesTheLast()
    {
        var read = Read("Brief the council wardens enforcement police");

        Assert.Equal(Police, read.AgencyId);
        Assert.Equal("Brief the council wardens", read.What);
    }

    [Fact]
    public void Parse_AgencyWithinAWord_IsNoAgency()
    {
        Assert.Null(Read("Visit the councillors").AgencyId);
    }

    [Theory]
    [InlineData("4 Dec", "2026-12-04")]
    [InlineData("by 4 December", "2026-12-04")]
    [InlineData("4th December 2027", "2027-12-04")]
    [InlineData("4/12", "2026-12-04")]
    [InlineData("4/12/2026", "2026-12-04")]
    [InlineData("2026-12-04", "2026-12-04")]
    [InlineData("3 Feb", "2027-02-03")]
    [InlineData("29 Feb", "2028-02-29")]
    [InlineData("today", "2026-11-26")]
    [InlineData("tomorrow", "2026-11-27")]
    [InlineData("Friday", "2026-11-27")]
    [InlineData("next Thursday", "2026-12-03")]
    [InlineData("in 2 weeks", "2026-12-10")]
    [InlineData("in 3 days", "2026-11-29")]
    [InlineData("in a month", "2026-12-26")]
    public void Parse_DayAsPeopleSayIt_IsThatDay(string words, string day)
    {
        var read = Read($"Check locks {words}");

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), read.DueOn);
        Assert.Equal("Check locks", read.What);
    }

    [Theory]
    [InlineData("Check locks 31 Feb")]
    [InlineData("Hand out sat nav leaflets")]
    [InlineData("Patrol 18-22/23")]
    public void Parse_NoRealDay_LeavesTheText(string line)
    {
        var read = Read(line);

        Assert.Null(read.DueOn);
        Assert.Equal(line, read.What);
    }

    [Fact]
    public void Parse_AnyOrder_ReadsTheSame()
    {
        string[] parts = ["Repair the lights", "prevention", "Council", "Pellow", "8 Dec"];
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Shuffle(parts).ToArbitrary(), order =>
            Read(string.Join(", ", order)) == new QuickAction("Repair the lights", ActionKind.Prevention, Council, Pellow.Id, new(2026, 12, 8))
            || Read(string.Join(' ', order)).What.Replace(",", "", StringComparison.Ordinal) == "Repair the lights"));
    }

    [Fact]
    public void Parse_AnyText_NeverFailsAndInventsNoWords()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string>(text =>
        {
            var line = text ?? "";
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return Read(line).What.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .All(w => words.Any(given => given.Contains(w, StringComparison.Ordinal)));
        }));
    }
}
