using Concordat.Documents.Maps;

namespace Concordat.Documents.Tests.Samples;

/// <summary>An invented town over open sea, so that no real place is meant.</summary>
internal static class SampleMap
{
    public static MapDrawing HotSpots() => new()
    {
        Title = "Squares of 250 metres that stand out, October 2026",
        Description = "Eight squares at the Quayside car parks are new this month; station approach and Tannery Retail Park go on.",
        Extent = new(656000, 239600, 663300, 243400),
        Layers =
        [
            new AreaLayer([[Round(659500, 241400, 3300, 2600, 60)]], AreaStyle.Land),
            new AreaLayer([[Round(661100, 241300, 350, 450, 20)], [Round(656700, 243300, 600, 400, 20)]], AreaStyle.Green),
            new LineLayer([Wave(655500, 242200, 664000, 239600)], LineStyle.River),
            new LineLayer([.. Enumerable.Range(0, 9).Select(i => Straight(657600 + (i * 300), 240100, 657900 + (i * 300), 242900)),
                .. Enumerable.Range(0, 8).Select(i => Straight(657500, 240200 + (i * 330), 660800, 240500 + (i * 330)))], LineStyle.Street),
            new LineLayer([[.. Round(659300, 241500, 1700, 1850, 60), new(661000, 241500)], Straight(655900, 241500, 663400, 242600), Straight(659200, 239000, 658300, 243600)], LineStyle.MainRoad),
            new LineLayer([Straight(655900, 241900, 663400, 242150)], LineStyle.Railway),
            new LineLayer([[new(657500, 243400), new(657600, 241900), new(657900, 240900), new(658300, 239500)], [new(657600, 242300), new(661500, 241800), new(663300, 241500)]], LineStyle.WardEdge),
            new LineLayer([[.. Round(659500, 241400, 3300, 2600, 60), new(662800, 241400)]], LineStyle.AreaEdge),
        ],
        Cells =
        [
            new(new(659500, 241000), 2, true), new(new(659750, 241000), 1, true), new(new(659250, 240750), 3, true), new(new(659500, 240750), 3, true),
            new(new(659750, 240750), 2, true), new(new(660000, 240750), 0, true), new(new(659250, 240500), 1, true), new(new(659500, 240500), 2, true),
            new(new(659000, 242000), 2), new(new(659250, 242000), 3), new(new(659500, 242000), 0), new(new(659250, 242250), 1), new(new(659000, 241750), 1),
            new(new(662250, 240750), 1), new(new(662500, 240750), 0), new(new(662250, 240500), 2), new(new(662500, 240500), 1),
        ],
        Points = [new(659420, 240920), new(659640, 240830)],
        Spots = [new(1, new(659250, 241280)), new(2, new(658850, 242350)), new(3, new(662130, 241080))],
        Labels =
        [
            new("Old Market", new(658750, 242680)), new("Quayside", new(658450, 241050)), new("Tannery", new(662550, 241300)),
            new("Eastbrook", new(662300, 242800)), new("Lockside", new(656900, 240700)), new("River Bourne", new(657000, 241800), IsWater: true, AngleDegrees: 14),
        ],
        Legend = MapLegend.Strength("Strength, z score", ["2.6 to 3.2", "3.3 to 4.1", "4.2 to 5.4", "5.5 and over"], "new this month"),
    };

    private static GridPoint[] Straight(double x1, double y1, double x2, double y2) => [new(x1, y1), new(x2, y2)];

    private static GridPoint[] Round(double x, double y, double across, double up, int corners) => [.. Enumerable.Range(0, corners)
        .Select(i => new GridPoint(x + (across * Math.Cos(2 * Math.PI * i / corners)), y + (up * Math.Sin(2 * Math.PI * i / corners))))];

    private static GridPoint[] Wave(double x1, double y1, double x2, double y2) => [.. Enumerable.Range(0, 60)
        .Select(i => i / 59.0).Select(t => new GridPoint(x1 + ((x2 - x1) * t), y1 + ((y2 - y1) * t) + (180 * Math.Sin(t * 9))))];
}
