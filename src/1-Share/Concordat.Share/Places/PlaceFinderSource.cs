using System.Collections.Concurrent;
using Concordat.Gate.Placing;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Concordat.Share.Places;

/// <summary>Parts of the finders that are kept in memory, a partnership each, with the stamps they were read under.</summary>
public sealed class PlaceMemory
{
    internal sealed record Kept<T>(string Stamp, T Value);
    internal ConcurrentDictionary<Guid, Kept<PostcodeBook>> Postcodes { get; } = new();
    internal ConcurrentDictionary<Guid, Kept<GazetteerMatcher>> Gazetteers { get; } = new();
    internal ConcurrentDictionary<Guid, Kept<AreaPlacer>> Areas { get; } = new();
}

/// <summary>Builds place finders from the database.</summary>
public sealed class PlaceFinderSource(Connections connections, Session session, PlaceMemory memory, IOptions<PlaceThresholds> thresholds, TimeProvider clock) : IPlaceFinderSource
{
    public async Task<PlaceFinder> BuildAsync(Guid? supplier, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        var areas = await AreasAsync(connection, cancellation);
        var boundary = areas.Boundary();
        var (postcodeStamp, gazetteerStamp) = await StampsAsync(connection, cancellation);
        var postcodes = await KeptAsync(memory.Postcodes, postcodeStamp, () => ReadPostcodesAsync(connection, cancellation));
        var today = London.Today(clock);
        var layers = memory.Areas[session.Partnership].Stamp;
        var gazetteer = await KeptAsync(memory.Gazetteers, $"{gazetteerStamp}|{today:O}|{layers}", () => ReadGazetteerAsync(connection, areas, boundary?.Name, today, cancellation));
        return new PlaceFinder(new CoordinatePlaceFinder(boundary is null ? null : boundary.Contains), postcodes, gazetteer, thresholds.Value,
            supplier is { } agency ? await RememberedAsync(connection, agency, cancellation) : null);
    }

    /// <summary>The partnership's layers, read again only when one was added or ended.</summary>
    public async Task<AreaPlacer> AreasAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var stamp = (string)(await ReturnStore.ScalarAsync(connection, """
            select coalesce(string_agg(id::text || coalesce(valid_to::text, ''), '' order by id), '') from partnership.area_layer where partnership_id = $1
            """, cancellation, session.Partnership))!;
        return await KeptAsync(memory.Areas, stamp, () => AreaPlacer.LoadAsync(connection, session.Partnership, cancellation));
    }

    async Task<T> KeptAsync<T>(ConcurrentDictionary<Guid, PlaceMemory.Kept<T>> kept, string stamp, Func<Task<T>> read)
    {
        if (kept.TryGetValue(session.Partnership, out var held) && held.Stamp == stamp) return held.Value;
        var value = await read();
        kept[session.Partnership] = new(stamp, value);
        return value;
    }

    async Task<(string Postcodes, string Gazetteer)> StampsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, "select postcodes, gazetteer from share.place_stamp where partnership_id = $1", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ($"{reader.GetInt64(0)}", $"{reader.GetInt64(1)}") : ("0", "0");
    }

    async Task<PostcodeBook> ReadPostcodesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, "select postcode, quality, easting, northing from share.postcode where partnership_id = $1", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var points = new List<PostcodePoint>();
        while (await reader.ReadAsync(cancellation)) points.Add(new(reader.GetString(0), (byte)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3)));
        return new PostcodeBook(points);
    }

    async Task<GazetteerMatcher> ReadGazetteerAsync(NpgsqlConnection connection, AreaPlacer areas, string? town, DateOnly today, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select p.id, p.name, p.kind, p.easting, p.northing, p.half_width_metres,
              coalesce((select array_agg(a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id and a.state = 'confirmed'), '{}')
            from share.place p where p.partnership_id = $1 and (p.valid_to is null or p.valid_to >= $2) order by p.id
            """, session.Partnership, today);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<GazetteerEntry>();
        while (await reader.ReadAsync(cancellation))
            entries.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5),
                areas.NameAt("ward", today, reader.GetDouble(3), reader.GetDouble(4)), reader.GetFieldValue<string[]>(6)));
        return new GazetteerMatcher(entries, town is null ? [] : [town]);
    }

    async Task<Dictionary<string, PlaceFound>> RememberedAsync(NpgsqlConnection connection, Guid supplier, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select m.words_key, p.easting, p.northing, p.half_width_metres, p.name, p.kind
            from share.place_memory m left join share.place p on p.partnership_id = m.partnership_id and p.id = m.place_id
            where m.partnership_id = $1 and m.agency_id = $2 and (p.id is null or p.valid_to is null or p.valid_to >= $3)
            """, session.Partnership, supplier, London.Today(clock));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var remembered = new Dictionary<string, PlaceFound>();
        while (await reader.ReadAsync(cancellation))
            remembered[reader.GetString(0)] = reader.IsDBNull(1) ? PlaceFound.None with { Method = PlaceFinder.CannotBePlaced }
                : PlaceFinder.Chosen(reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetString(4), reader.GetString(5));
        return remembered;
    }
}
