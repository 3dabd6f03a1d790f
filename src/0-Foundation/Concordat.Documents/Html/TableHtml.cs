using Concordat.Documents.Model;

namespace Concordat.Documents.Html;

/// <summary>Tables with a caption, a scope on every heading, and a scrolling region of their own when wide.</summary>
internal static class TableHtml
{
    private const int WideFrom = 5;

    public static void Write(TableBlock table, string? number, HtmlFragmentOptions options, Markup markup)
    {
        ReportCheck.Check(table);
        var isWide = table.Columns.Count >= WideFrom;
        if (isWide) markup.Tags($"<div class=\"report-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Markup.Encode(table.Caption)}\">\n");
        markup.Tags($"<table class=\"{options.TableClass}\">\n");
        WriteCaption(table, number, options, markup);
        markup.Tags("<thead><tr>");
        foreach (var column in table.Columns)
        {
            if (column.Heading.Length == 0) markup.Tags("<td></td>");
            else markup.Tags($"<th scope=\"col\"{Class(column)}>").Words(column.Heading).Tags("</th>");
        }
        markup.Tags("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows) WriteRow(table, row, markup);
        markup.Tags("</tbody></table>\n");
        if (isWide) markup.Tags("</div>\n");
        if (table.Note is { } note) markup.Element("p", "report-source", note);
        if (table.Source is { } source) markup.Element("p", "report-source", source);
    }

    private static void WriteCaption(TableBlock table, string? number, HtmlFragmentOptions options, Markup markup)
    {
        markup.Tags(table.ShowsCaption ? "<caption>" : $"<caption><span class=\"{options.HiddenClass}\">");
        if (number is not null) markup.Words($"Table {number}. ");
        markup.Words(table.Caption).Tags(table.ShowsCaption ? "</caption>\n" : "</span></caption>\n");
    }

    private static void WriteRow(TableBlock table, TableRow row, Markup markup)
    {
        markup.Tags(row.IsTotal ? "<tr class=\"report-total\">" : "<tr>");
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var isHeader = i == table.RowHeaderColumn;
            markup.Tags(isHeader ? $"<th scope=\"row\"{Class(table.Columns[i])}>" : $"<td{Class(table.Columns[i])}>");
            WriteCell(row.Cells[i], markup);
            markup.Tags(isHeader ? "</th>" : "</td>");
        }
        markup.Tags("</tr>\n");
    }

    private static void WriteCell(Cell cell, Markup markup)
    {
        if (cell.Kind == CellKind.Signal)
            markup.Tags($"<span class=\"report-signal report-signal-{SignalShape.Name(cell.Signal)}\">{SignalShape.Svg(cell.Signal)} ").Words(cell.Shown).Tags("</span>");
        else if (cell.IsBold) markup.Tags("<strong>").Words(cell.Shown).Tags("</strong>");
        else markup.Words(cell.Shown);
    }

    private static string Class(TableColumn column) => column switch
    {
        { Alignment: Alignment.Right } => " class=\"report-number\"",
        { Alignment: Alignment.Centre } => " class=\"report-centre\"",
        { Kind: ColumnKind.Date } => " class=\"report-date\"",
        _ => "",
    };
}
