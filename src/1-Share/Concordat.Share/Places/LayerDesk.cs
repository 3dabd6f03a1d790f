using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Places;

/// <summary>A dated layer of areas as it is handed in.</summary>
/// <param name="Kind">One of <see cref="LayerDesk.Kinds"/>.</param>
/// <param name="Source">Whom to acknowledge.</param>
/// <param name="ValidFrom">First day it is in force.</param>
/// <param name="ValidTo">Last day it is in force; null while it still is.</param>
public sealed record NewLayer(string Kind, string Name, string Source, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>Where boundaries are imported as dated layers.</summary>
public sealed class LayerDesk(Connections connections, Session session, AuditLog audit) : IBoundaryChanges
{
    /// <summary>Kinds of layer that places are put into, and what people call them.</summary>
    public static IReadOnlyList<(string Kind, string Name)> Kinds { get; } =
        [("boundary", "Partnership boundary"), ("district", "Districts"), ("ward", "Wards"), ("lsoa", "Lower layer super output areas (LSOA)"),
            ("msoa", "Middle layer super output areas (MSOA)"), ("neighbourhood", "Neighbourhoods"), ("sector", "Sectors"), ("beat", "Beats"), ("force area", "Police force areas"), ("county", "Counties")];

    /// <summary>Imports the areas of a GeoJSON file as a layer; all of it or nothing.</summary>
    /// <returns>The layer's id, and what the sender should know.</returns>
    /// <exception cref="FileProblemException">The file cannot be taken, or a layer of this kind is already in force in these days.</exception>
    public async Task<(Guid Id, IReadOnlyList<string> Notices)> ImportAsync(NewLayer layer, HandedIn file, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        await file.Content.CopyToAsync(copy, cancellation);
        copy.Position = 0;
        var areas = BoundaryFile.Read(copy, file.Name);
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One import at a time: the numbers of areas go on from the last, and overlap is judged on what is there.
        await ReturnStore.LongScalarAsync(connection, "select 1 from partnership.partnership where id = $1 for update", cancellation, session.Partnership);
        var ended = await EndFormerAsync(connection, layer, cancellation);
        await RefuseOverlapAsync(connection, layer, file.Name, cancellation);
        await using (var insert = ReturnStore.Command(connection, """
            insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6, $7)
            """, session.Partnership, id, layer.Kind, layer.Name, layer.Source, layer.ValidFrom))
        {
            insert.Parameters.Add(new() { Value = (object?)layer.ValidTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
            await insert.ExecuteNonQueryAsync(cancellation);
        }
        var first = (int)(await ReturnStore.ScalarAsync(connection, "select coalesce(max(id), 0) from partnership.area where partnership_id = $1", cancellation, session.Partnership))! + 1;
        var wkt = new WKTWriter();
        await ReturnStore.LongScalarAsync(connection, """
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, $3 + a.place::int - 1, $2, a.code, a.name, a.shape from unnest($4::text[], $5::text[], $6::text[]) with ordinality as a(code, name, shape, place)
            """, cancellation, session.Partnership, id, first,
            areas.Select(a => a.Code ?? "").ToArray(), areas.Select(a => a.Name).ToArray(), areas.Select(a => wkt.Write(a.Shape)).ToArray());
        await audit.RecordAsync(connection, AuditAction.Collect, "area layer", id.ToString(), new { kind = layer.Kind, areas = areas.Count, ended }, cancellation);
        await transaction.CommitAsync(cancellation);
        string[] notices = ended is null ? [] : [$"The layer \"{ended}\" ends on {layer.ValidFrom.AddDays(-1):d MMMM yyyy}; incidents of earlier months stay in its areas."];
        return (id, [.. notices, .. areas.Select(a => a.Notice).OfType<string>()]);
    }

    // A layer still in force gives way to its successor on the day before; it keeps all the months before that.
    async Task<string?> EndFormerAsync(NpgsqlConnection connection, NewLayer layer, CancellationToken cancellation) =>
        (string?)await ReturnStore.ScalarAsync(connection, """
            update partnership.area_layer set valid_to = $3 where partnership_id = $1 and kind = $2 and valid_to is null and valid_from <= $3 returning name
            """, cancellation, session.Partnership, layer.Kind, layer.ValidFrom.AddDays(-1));

    async Task RefuseOverlapAsync(NpgsqlConnection connection, NewLayer layer, string file, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select name, valid_from, valid_to from partnership.area_layer
            where partnership_id = $1 and kind = $2 and daterange(valid_from, valid_to, '[]') && daterange($3, $4, '[]') order by valid_from limit 1
            """, session.Partnership, layer.Kind, layer.ValidFrom);
        command.Parameters.Add(new() { Value = (object?)layer.ValidTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return;
        var days = $"from {reader.GetFieldValue<DateOnly>(1):d MMMM yyyy}" + (reader.IsDBNull(2) ? " on" : $" to {reader.GetFieldValue<DateOnly>(2):d MMMM yyyy}");
        throw new FileProblemException(file, $"the layer \"{reader.GetString(0)}\" of the same kind is in force {days}", "End that layer first, or give days that do not overlap it");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BoundaryChange>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        // A gap between two layers is a break too: the counts on its two sides are of different areas.
        await using var command = ReturnStore.Command(connection, """
            select valid_from, kind, before, name from (
              select valid_from, kind, name, lag(name) over (partition by kind order by valid_from) as before from partnership.area_layer
              where partnership_id = $1 and kind = any($2)) l
            where before is not null order by valid_from desc, kind
            """, session.Partnership, Kinds.Select(k => k.Kind).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var changes = new List<BoundaryChange>();
        while (await reader.ReadAsync(cancellation))
            changes.Add(new(reader.GetFieldValue<DateOnly>(0), reader.GetString(1), Kinds.First(k => k.Kind == reader.GetString(1)).Name, reader.GetString(2), reader.GetString(3)));
        return changes;
    }

    /// <summary>Ends a layer on a day; later incidents are no longer placed in it. False when there is none in force without an end.</summary>
    public async Task<bool> EndAsync(Guid id, DateOnly day, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var ended = await ReturnStore.ScalarAsync(connection, """
            update partnership.area_layer set valid_to = $3 where partnership_id = $1 and id = $2 and valid_to is null and valid_from <= $3 returning id
            """, cancellation, session.Partnership, id, day);
        if (ended is null) return false;
        await audit.RecordAsync(connection, AuditAction.Alter, "area layer", id.ToString(), new { valid_to = day }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
