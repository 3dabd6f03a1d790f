using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Share.SmallNumbers.Contracts;
using Npgsql;

namespace Concordat.Share.Incidents.Counting;

/// <summary>Counts current incidents by month in the database, so that no record leaves it.</summary>
internal sealed class IncidentCounts(Connections connections, IncidentQuery incidents, ISmallNumbers smallNumbers, Session session) : IIncidentCounts
{
    // floor() puts a point on an edge into the square to its north and east, as the grid of the analysis does.
    const string Sql = """
        select i.month,
          count(*) filter (where c.col is not null)::int,
          count(*) filter (where c.col is null)::int,
          count(*) filter (where c.col is not null and not i.is_open)::int,
          count(*) filter (where c.col is null and not i.is_open)::int
        from share.shown_incident i
        left join unnest($4::int[], $5::int[]) as c(col, "row")
          on floor(i.easting / $3) = c.col and floor(i.northing / $3) = c."row"
        where i.partnership_id = $1 and i.theme_key = $2 and i.version_to is null and i.month between $6 and $7
        group by i.month
        """;

    public async Task<IReadOnlyList<MonthInCells>> MonthlyInCellsAsync(
        string themeKey, GridSquares cells, Month from, Month to, CancellationToken cancellation)
    {
        if (ThemeList.Find(themeKey) is null) throw new ArgumentException($"\"{themeKey}\" is not a theme of the list.", nameof(themeKey));
        if (cells.Cells.Count == 0) throw new ArgumentException("Counting needs at least one square.", nameof(cells));
        if (to < from) throw new ArgumentException($"The months run from {from} to {to}: the first must not be the later.", nameof(to));
        var sets = await incidents.HeldAsync(cancellation);
        var (held, controlled) = (sets.Of(themeKey), sets.IsControlled(themeKey));
        var counts = await CountAsync(themeKey, cells, from, to, controlled, cancellation);
        return
        [
            .. Enumerable.Range(from.Number, to.Number - from.Number + 1).Select(number => new Month(number))
                .Select(month => !held.Holds(month) ? new MonthInCells(month, null, null)
                    : counts.TryGetValue(month.Number, out var found) ? found
                    : controlled ? new(month, null, null, IsHidden: true) : new(month, 0, 0)),
        ];
    }

    async Task<Dictionary<int, MonthInCells>> CountAsync(string themeKey, GridSquares cells, Month from, Month to, bool controlled, CancellationToken cancellation)
    {
        var threshold = await smallNumbers.ThresholdAsync(cancellation);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql, connection);
        foreach (var value in new object[]
        {
            session.Partnership, themeKey, (double)cells.SideMetres,
            cells.Cells.Select(c => c.Column).ToArray(), cells.Cells.Select(c => c.Row).ToArray(), from.Number, to.Number,
        })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var months = new Dictionary<int, MonthInCells>();
        while (await reader.ReadAsync(cancellation))
        {
            var month = new Month(reader.GetInt32(0));
            // The two sides add up to the month's figure, which other pages show: a small one hides both. A few among the parcels next to a square are counted there, so none may be a few.
            var hidden = smallNumbers.IsSmall(reader.GetInt32(3), threshold) || smallNumbers.IsSmall(reader.GetInt32(4), threshold)
                || (controlled && (reader.GetInt32(1) == 0 || reader.GetInt32(2) == 0));
            months[month.Number] = hidden ? new(month, null, null, IsHidden: true) : new(month, reader.GetInt32(1), reader.GetInt32(2));
        }
        return months;
    }
}
