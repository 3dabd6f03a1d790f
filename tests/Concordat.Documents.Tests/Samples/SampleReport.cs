using Concordat.Documents.Model;

namespace Concordat.Documents.Tests.Samples;

internal static class SampleReport
{
    private static readonly string[] Wards = ["Alder Heath", "Eastbrook", "Lockside", "Northfield", "Old Market", "Quayside", "Tannery", "Weir End"];

    public static Report Tactical() => new()
    {
        Title = "Tactical assessment",
        Subtitle = "October 2026",
        Partnership = "Riverbourne Community Safety Partnership",
        Marking = "OFFICIAL-SENSITIVE",
        PreparedFor = "Joint Action Group, 26 November 2026",
        Status = "Approved 23 November 2026",
        Version = "4",
        WrittenBy = "Imara Fenwright, community safety analyst",
        ApprovedBy = "Nell Ashgrove, chair",
        Handling = new("For members of the Joint Action Group and their teams, for tasking.", "Ask the author before passing it on.", "No personal details are included."),
        Date = new(2026, 11, 23),
        Summary = new()
        {
            Intro = "October 2026 against what three years of the same records lead us to expect.",
            Blocks =
            [
                Priorities(),
                new Paragraph("We propose that the group adopts three items:", " Quayside car parks, Old Market on Friday nights, and Station approach for a fourth month."),
                new Paragraph("Of 14 actions agreed in October, 9 are done, 3 are on course and 2 are overdue."),
            ],
        },
        Sections = [LastTime(), Thefts(), Results(), Places(), Decisions(), Method()],
    };

    public static TableBlock Priorities() => new()
    {
        Caption = "The five priorities in October 2026",
        ShowsCaption = false,
        Columns = [new("Priority"), new("October", ColumnKind.Number), new("Expected", ColumnKind.Number), new("Signal", ColumnKind.Signal), new("In a sentence")],
        Rows =
        [
            new("Theft from vehicles", 64, "31 to 56", Signal.Rise, "Most of the rise is in the Quayside car parks."),
            new("Violence, night-time economy", 88, "73 to 111", Signal.None, "No change we can tell from chance."),
            new("Home burglary", 21, "24 to 47", Signal.Fall, "Lowest October on record; Northfield halved."),
            new("Anti-social behaviour", 402, "375 to 455", Signal.None, "Within the usual range for the season."),
            new("Deliberate fires", 3, "too few", Signal.NotEnoughData, "Too few for a signal. All three at Weir End."),
        ],
    };

    private static Section LastTime() => new()
    {
        Heading = "What we decided last time",
        IsNumbered = false,
        Intro = "Decisions of 29 October 2026 and where their actions stand.",
        Blocks =
        [
            new Callout("Two actions are overdue.", new("Both wait for a survey; the owner has been asked for a date.")),
            new BulletList([new("Evening patrols at Station approach: done, 12 of 12 evenings."), new("Lighting survey: ", "20 days over."), new("Letter to landlords on bin stores: 13 days over.")]),
            new Finding("Counts at Station approach have stopped rising since the patrols began."),
        ],
    };

    private static Section Thefts() => new()
    {
        Heading = "Theft from vehicles",
        Intro = "Serves priority 1, “Safer vehicles and car parks”.",
        Blocks =
        [
            new Finding("Thefts from vehicles rose to 64 in October, above the 31 to 56 we would expect; most of the rise is in the Quayside car parks."),
            new ChartBlock("Recorded thefts each month, with the range 19 months in 20 would fall in", SampleCharts.Thefts(), "Police set 2, November 2024 to October 2026, as at 12 November 2026."),
            new Finding("A new hot spot covers Boat Steps Car Park and Lock Street multi-storey: 23 thefts, nearly all between 18:00 and 22:00."),
            new MapBlock("Squares of 250 metres that stand out from the borough, October 2026", SampleMap.HotSpots(), "Police set 2, as at 12 November 2026.", "Getis-Ord Gi*, false discovery 5%, seed 4417."),
            new TableBlock
            {
                Caption = "Hot spots on the map, October 2026",
                ShowsCaption = false,
                RowHeaderColumn = 1,
                Columns = [new(""), new("Hot spot"), new("Status"), new("Thefts", ColumnKind.Number), new("Squares", ColumnKind.Number), new("Strongest z", ColumnKind.Number)],
                Rows = [new("1", "Quayside car parks", "New", 23, 8, Cell.Of(7.1, 1)), new("2", "Station approach", "4th month", 9, 5, Cell.Of(5.8, 1)), new("3", "Tannery Retail Park", "2nd month", 7, 4, Cell.Of(4.4, 1))],
            },
            new Finding("Most happen on Thursday to Saturday evenings.", ["313 of 968 records have a known time.", "Where only a span is known, the count is spread over it."]),
            new ChartBlock("Thefts by weekday and hour, November 2024 to October 2026", SampleCharts.Hours(isMissing: true), "Police set 2, as at 12 November 2026."),
        ],
    };

    private static Section Results() => new()
    {
        Heading = "Bicycle theft at the station",
        Blocks =
        [
            new Finding("Bicycle thefts at the station fell by nearly half against the comparison area, with no sign that they moved next door."),
            new ChartBlock("Bicycle thefts by month, 12 months before and since the new racks", SampleCharts.Station(), "Police set 2, November 2024 to October 2026."),
            new ChartBlock("Change against the comparison, with the range 19 times in 20", SampleCharts.Change(), "Difference in differences on counts, log scale."),
            new Subheading("Why we think so"),
            new DefinitionList([new("Why it worked", new("Locking both wheels became easy, and the racks are now in sight of the ticket office.")), new("What else could explain it", new("Fewer commuters on Fridays. Counted: passengers fell by 3%, too few to explain half."))]),
        ],
    };

    private static Section Places() => new()
    {
        Heading = "Wards and places",
        Blocks =
        [
            new Finding("Quayside rises while the other wards stay level."),
            new ChartBlock("Thefts by ward, May to October 2026", SampleCharts.Wards(), "Police set 2, as at 12 November 2026."),
            new ChartBlock("Thefts by place, October 2026", SampleCharts.Places(), "Police set 2, as at 12 November 2026."),
            new ChartBlock("Thefts by month with one month missing", SampleCharts.Thefts(missing: 5), "Police set 2, as at 12 November 2026."),
            new Subheading("All wards by theme"),
            new TableBlock
            {
                Caption = "Records by ward and theme, October 2026",
                Columns = [new("Ward"), new("Theme"), new("Records", ColumnKind.Number), new("Expected", ColumnKind.Number), new("Signal", ColumnKind.Signal), new("Cost", ColumnKind.Number), new("As at", ColumnKind.Date)],
                Rows =
                [
                    .. Wards.SelectMany((ward, w) => Enumerable.Range(0, 5).Select(theme => new TableRow(
                        ward, $"Theme {theme + 1}", w == 3 && theme == 2 ? Cell.Missing : Cell.Of((w * 7) + (theme * 3)), $"{w + theme} to {(w * 8) + (theme * 4)}",
                        theme == 2 && w == 3 ? Signal.NotEnoughData : Signal.None, Cell.Pence(((w * 7) + (theme * 3)) * 64_000L), Cell.Of(new DateOnly(2026, 11, 12))))),
                    new TableRow(["All", Cell.Empty, Cell.Of(1220), Cell.Empty, Signal.None, Cell.Pence(78_080_000), Cell.Empty], IsTotal: true),
                ],
                Note = "A dash means that the figures are missing at source. It never means none.",
                Source = "Police set 2, as at 12 November 2026.",
            },
        ],
    };

    private static Section Decisions() => new()
    {
        Heading = "Decisions and actions",
        IsNumbered = false,
        Intro = "Written at the meeting of 26 November 2026. This page opens the next one.",
        Blocks =
        [
            new Subheading("Decisions"),
            new TableBlock
            {
                Caption = "Decisions of 26 November 2026",
                ShowsCaption = false,
                RowHeaderColumn = 1,
                Columns = [new(""), new("Item"), new("Decision"), new("Reason or date"), new("Owner")],
                Rows =
                [
                    new("1", "Station approach", Cell.Of("Adopted").Bold(), "Fourth month running", "T. Orrinshaw, police"),
                    new("2", "Mill Lane burglaries", Cell.Of("Not adopted").Bold(), "Series ended with an arrest on 2 November", "none"),
                    new("3", "Quayside car parks", Cell.Of("Adopted").Bold(), "Largest rise; lighting out since 2 October", "J. Calderbeck, council"),
                    new("5", "Tannery Retail Park", Cell.Of("Deferred").Bold(), "Until 17 December, for the retailers’ figures", "none"),
                ],
            },
            new Subheading("Actions"),
            new TableBlock
            {
                Caption = "Actions agreed on 26 November 2026",
                ShowsCaption = false,
                RowHeaderColumn = 1,
                Columns = [new("Item"), new("What"), new("Kind"), new("Who"), new("By", ColumnKind.Date)],
                Rows =
                [
                    new("3", "Evening patrols, 18:00 to 22:00, both car parks", "Enforcement", "S. Fallowmere, police", "4 Dec"),
                    new("3", "Repair the lights at Boat Steps", "Prevention", "D. Pellow, council", "8 Dec"),
                    new("1", "Ask the operator for cycle and car park entries by hour", "Intelligence", "I. Fenwright, council", "4 Dec"),
                ],
                Note = "Present: 9 of 11 agencies. Apologies: probation. Absent: registered landlords. Quorum met.",
            },
        ],
    };

    private static Section Method() => new()
    {
        Heading = "Method and data",
        IsNumbered = false,
        Blocks =
        [
            new Paragraph("Every figure in this paper can be made again from the same records and settings. The run numbers open them in Concordat."),
            new Subheading("What to be careful about"),
            new Paragraph("Only offences that were reported are here. Police points may be moved to a nearby street. About 2 in 100 records could not be placed and are in the counts but not on the maps."),
            new Subheading("Software", 3),
            new Paragraph("Concordat 1.0, methods 1.0. Map: invented borough outline on the national grid (EPSG:27700), metres."),
        ],
    };
}
