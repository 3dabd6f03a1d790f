using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Npgsql;

namespace Concordat.Share.Incidents.Counting;

/// <summary>Counts current incidents by month in the database, so that no record leaves it.</summary>
internal sealed class IncidentCounts(Connections connections, Session session) : IIncidentCounts
{
    // floor() puts a point on an edge into the square to its north and east, as the grid of the analysis does.
    const string Sql = """
        select i.month,
          count(*) filter (where c.col is not null)::int,
          count(*) filter (where c.col is null)::int
        from share.incident i
        left join unnest($6::int[], $7::int[]) as c(col, "row")
          on floor((i.easting - $3) / $5) = c.col and floor((i.northing - $4) / $5) = c."row"
        where i.partnership_id = $1 and i.theme_key = $2 and i.version_to is null and i.month between $8 and $9
        group by i.month
        """;

    public async Task<IReadOnlyList<MonthInCells>> MonthlyInCellsAsync(
        string themeKey, CountedCells cells, Month from, Month to, CancellationToken cancellation)
    {
        if (ThemeList.Find(themeKey) is null) throw new ArgumentException($"\"{themeKey}\" is not a theme of the list.", nameof(themeKey));
        if (cells.Columns.Count == 0 || cells.Columns.Count != cells.Rows.Count || !(cells.CellMetres > 0))
            throw new ArgumentException("Counting needs at least one square, a column and a row for each, and a side above 0.", nameof(cells));
        if (to < from) throw new ArgumentException($"The months run from {from} to {to}: the first must not be the later.", nameof(to));
        var held = await CountAsync(themeKey, cells, from, to, cancellation);
        return
        [
            .. Enumerable.Range(from.Number, to.Number - from.Number + 1)
                .Select(number => held.TryGetValue(number, out var counts) ? new MonthInCells(new(number), counts.In, counts.Out) : new(new(number), null, null)),
        ];
    }

    async Task<Dictionary<int, (int In, int Out)>> CountAsync(string themeKey, CountedCells cells, Month from, Month to, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql, connection);
        foreach (var value in new object[]
        {
            session.Partnership, themeKey, cells.OriginEasting, cells.OriginNorthing, cells.CellMetres,
            cells.Columns.ToArray(), cells.Rows.ToArray(), from.Number, to.Number,
        })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var months = new Dictionary<int, (int, int)>();
        while (await reader.ReadAsync(cancellation)) months[reader.GetInt32(0)] = (reader.GetInt32(1), reader.GetInt32(2));
        return months;
    }
}
