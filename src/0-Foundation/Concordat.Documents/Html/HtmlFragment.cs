using System.Globalization;
using Concordat.Documents.Charts;
using Concordat.Documents.Maps;
using Concordat.Documents.Model;

namespace Concordat.Documents.Html;

/// <summary>Writes blocks as markup for a page of the site: no style, no script, all words encoded, every chart with its table.</summary>
public sealed class HtmlFragment
{
    private readonly HtmlFragmentOptions _options;
    private readonly Markup _markup;
    private int _nextFigure, _nextTable, _nextFinding = 1;

    private HtmlFragment(TextWriter writer, HtmlFragmentOptions options)
    {
        (_markup, _options) = (new Markup(writer), options);
        (_nextFigure, _nextTable) = (options.FirstFigure, options.FirstTable);
    }

    /// <summary>Writes the blocks in order.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="writer">Receives the markup.</param>
    /// <param name="options">How they stand in the page; null takes the defaults.</param>
    /// <returns>The numbers that the next figure and the next table would have.</returns>
    /// <exception cref="ArgumentException">A chart, map or table does not fit together.</exception>
    public static (int NextFigure, int NextTable) Write(IEnumerable<Block> blocks, TextWriter writer, HtmlFragmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(writer);
        var fragment = new HtmlFragment(writer, options ?? new());
        foreach (var block in blocks) fragment.Write(block);
        return (fragment._nextFigure, fragment._nextTable);
    }

    /// <summary>The blocks as text, for a Razor page: <c>new HtmlString(HtmlFragment.Render(blocks))</c>.</summary>
    /// <exception cref="ArgumentException">A chart, map or table does not fit together.</exception>
    public static string Render(IEnumerable<Block> blocks, HtmlFragmentOptions? options = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(blocks, text, options);
        return text.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph: WriteRuns(paragraph, "p", null); break;
            case Subheading heading: _markup.Element($"h{Math.Min(6, _options.SubheadingLevel + heading.Level - 2)}", "report-subheading", heading.Text); break;
            case Finding finding: WriteFinding(finding); break;
            case BulletList list: WriteList(list); break;
            case TableBlock table: TableHtml.Write(table, table.ShowsCaption ? Number(ref _nextTable) : null, _options, _markup); break;
            case ChartBlock chart: WriteChart(chart); break;
            case MapBlock map: WriteMap(map); break;
            case Callout callout: WriteCallout(callout); break;
            case DefinitionList list: WriteDefinitions(list); break;
            case PageBreak: _markup.Tags("<div class=\"report-page-break\"></div>\n"); break;
            default: throw new ArgumentException($"No writer for {block.GetType().Name}.", nameof(block));
        }
    }

    private string? Number(ref int next) => _options.NumbersCaptions ? next++.ToString(CultureInfo.InvariantCulture) : null;

    private void WriteRuns(Paragraph paragraph, string tag, string? classes)
    {
        _markup.Tags(classes is null ? $"<{tag}>" : $"<{tag} class=\"{classes}\">");
        WriteRuns(paragraph);
        _markup.Tags($"</{tag}>\n");
    }

    private void WriteRuns(Paragraph paragraph)
    {
        foreach (var run in paragraph.Runs)
        {
            if (run.IsBold) _markup.Tags("<strong>").Words(run.Text).Tags("</strong>");
            else _markup.Words(run.Text);
        }
    }

    private void WriteFinding(Finding finding)
    {
        var number = _options.SectionNumber is { } section ? $"{section}.{_nextFinding++}" : null;
        _markup.Tags(number is null ? "<p class=\"report-finding\">" : $"<p class=\"report-finding\" id=\"{_options.IdPrefix}finding-{number.Replace('.', '-')}\">");
        if (number is not null) _markup.Tags($"<span class=\"report-finding-number\">{number}</span> ");
        _markup.Words(finding.Sentence).Tags("</p>\n");
        if (finding.Facts.Count == 0) return;
        _markup.Tags("<ul class=\"report-facts\">\n");
        foreach (var fact in finding.Facts) _markup.Element("li", null, fact);
        _markup.Tags("</ul>\n");
    }

    private void WriteList(BulletList list)
    {
        _markup.Tags("<ul class=\"report-list\">\n");
        foreach (var item in list.Items) WriteRuns(item, "li", null);
        _markup.Tags("</ul>\n");
    }

    private void WriteCallout(Callout callout)
    {
        _markup.Tags("<div class=\"report-callout\"><p><strong>").Words(callout.Heading).Tags("</strong> ");
        WriteRuns(callout.Text);
        _markup.Tags("</p></div>\n");
    }

    private void WriteDefinitions(DefinitionList list)
    {
        _markup.Tags("<dl class=\"report-definitions\">\n");
        foreach (var item in list.Items)
        {
            _markup.Tags("<div><dt>").Words(item.Term).Tags("</dt>");
            WriteRuns(item.Text, "dd", null);
            _markup.Tags("</div>\n");
        }
        _markup.Tags("</dl>\n");
    }

    private void WriteChart(ChartBlock block)
    {
        OpenFigure(block.Caption);
        if (block.Chart is Sparkline) _markup.Tags(ChartSvg.Draw(block.Chart, 160)).Tags("\n");
        else WriteDrawings(ChartSvg.Draw(block.Chart), _options.HasNarrowDrawings ? ChartSvg.Draw(block.Chart, ChartSvg.Narrow) : null);
        _markup.Tags("<details class=\"report-details\"><summary>Show as a table</summary>\n");
        TableHtml.Write(ChartTable.From(block.Chart), null, _options, _markup);
        _markup.Tags("</details>\n").Element("p", "report-source", block.Source).Tags("</figure>\n");
    }

    private void WriteMap(MapBlock block)
    {
        OpenFigure(block.Caption);
        WriteDrawings(MapSvg.Draw(block.Map), _options.HasNarrowDrawings ? MapSvg.Draw(block.Map, ChartSvg.Narrow, 320) : null);
        if (block.Map.Legend is { } legend) LegendHtml.Write(legend, _markup);
        _markup.Element("p", "report-source", block.Source);
        if (block.Method is { } method) _markup.Element("p", "report-source", method);
        _markup.Tags("</figure>\n");
    }

    private void OpenFigure(string caption)
    {
        var number = Number(ref _nextFigure);
        _markup.Tags(number is null ? "<figure class=\"report-figure\">\n" : $"<figure class=\"report-figure\" id=\"{_options.IdPrefix}figure-{number}\">\n")
            .Tags("<figcaption>").Words(number is null ? caption : $"Figure {number}. {caption}").Tags("</figcaption>\n");
    }

    private void WriteDrawings(string wide, string? narrow)
    {
        if (narrow is null) _markup.Tags(wide).Tags("\n");
        else _markup.Tags($"<div class=\"report-wide\">{wide}</div>\n<div class=\"report-narrow\" hidden>{narrow}</div>\n");
    }
}
