using Concordat.Documents.Model;

namespace Concordat.Documents.Docx;

/// <summary>Guesses on which page each section starts, for the contents as they stand before the reader's program works them out.</summary>
internal static class PageEstimate
{
    private const double PageMillimetres = 248, ContentsLine = 8, ContentsHead = 22, PointMm = 25.4 / 72;

    public static IReadOnlyList<int> SectionPages(Report report)
    {
        var paper = new Paper(PageMillimetres);
        paper.Turn(); // the cover
        if (report.Summary is { } summary)
        {
            paper.Add(10);
            if (summary.Intro is { } intro) paper.Add(Lines(intro, 10.5) + 3.5);
            AddBlocks(summary.Blocks, paper);
        }
        paper.Add(ContentsHead + (report.Sections.Count * ContentsLine));
        List<int> pages = [];
        for (var i = 0; i < report.Sections.Count; i++)
        {
            var section = report.Sections[i];
            if (section.StartsPage || i == 0) paper.Turn();
            else paper.AddWhole(30, used: 12);
            pages.Add(paper.Page);
            paper.Add(Lines(section.Heading, 22) + 1);
            if (section.Intro is { } intro) paper.Add(Lines(intro, 10.5) + 3.5);
            AddBlocks(section.Blocks, paper);
        }
        return pages;
    }

    private static void AddBlocks(IEnumerable<Block> blocks, Paper paper)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case PageBreak: paper.Turn(); break;
                case TableBlock table when table.Rows.Count > 14: AddLongTable(table, paper); break;
                default:
                    var height = Height(block);
                    paper.AddWhole(height, height);
                    break;
            }
        }
    }

    private static double Height(Block block) => block switch
    {
        Paragraph paragraph => Lines(paragraph.PlainText, 10.5) + 2.1,
        Subheading heading => heading.Level == 2 ? 13 : 10,
        Finding finding => 4.6 + Lines(finding.Sentence, 11.5, 154) + finding.Facts.Sum(fact => Lines(fact, 10.5, 154) + 1),
        BulletList list => list.Items.Sum(item => Lines(item.PlainText, 10.5, 159) + 1),
        ChartBlock chart => 9 + FigureSize.ChartHeight(chart.Chart) + 6,
        MapBlock map => 9 + FigureSize.MapHeight + (map.Map.Legend is null ? 0 : 7) + Lines(map.Source + map.Method, 8.5) + 2,
        Callout callout => Lines(callout.Heading + callout.Text.PlainText, 10.5, 155) + 5.6,
        DefinitionList list => list.Items.Sum(item => Lines(item.Text.PlainText, 9.5, 116) + 2.6),
        TableBlock table => RowHeights(table).Sum() + (table.ShowsCaption ? 10 : 0) + (table.Note is null ? 0 : 6) + (table.Source is null ? 0 : 6) + 2,
        _ => 0,
    };

    private static void AddLongTable(TableBlock table, Paper paper)
    {
        foreach (var height in RowHeights(table)) paper.AddWhole(height, height);
    }

    private static IEnumerable<double> RowHeights(TableBlock table)
    {
        var widths = ColumnWidths.Twips(table);
        return table.Rows.Select((_, row) => (ColumnWidths.Lines(table, row, widths) * 9.5 * 1.28 * PointMm) + 2.6).Prepend(7.2);
    }

    private static double Lines(string text, double points, double millimetres = Measure.TextMillimetres) =>
        TextLines.Count(text, points, millimetres) * points * 1.38 * PointMm;

    /// <summary>Sheets that fill from the top.</summary>
    private sealed class Paper(double height)
    {
        private double _used;

        public int Page { get; private set; } = 1;

        public void Turn() => (Page, _used) = (Page + 1, 0);

        public void Add(double millimetres)
        {
            _used += millimetres;
            while (_used > height) (Page, _used) = (Page + 1, _used - height);
        }

        /// <summary>Turns first when what must stay together does not fit.</summary>
        public void AddWhole(double together, double used)
        {
            if (_used > 0 && _used + together > height) Turn();
            Add(used);
        }
    }
}
