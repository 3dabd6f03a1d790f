using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Concordat.Share.ContextSets.Contracts;
using Concordat.Share.Returns;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.ContextSets;

/// <summary>A file of context as it was loaded.</summary>
internal sealed record ContextLoad(
    Guid Id, string Kind, string Name, int Version, string Source, string Licence, string FileName, string Sha256, int RowsRead, int Figures, int SetAside, int Areas,
    DateOnly? FirstOn, DateOnly? LastOn, string[] Notices, string LoadedByName, DateTime LoadedAt, string? WithdrawnBecause, string? WithdrawnByName);

/// <summary>The figure that counts of a measure, area and day.</summary>
internal sealed record ContextFigure(Guid LoadId, string Kind, string Name, int Version, string Source, string AreaCode, string? AreaName, DateOnly On, string Measure, decimal Value);

/// <summary>What is looked for among the figures.</summary>
/// <param name="Area">Part of an area's code or name.</param>
/// <param name="On">The newest figure of each measure on or before this day; null gives every day.</param>
internal sealed record ContextFilter(string? Kind, string? Area, string? Measure, DateOnly? On, Guid? Load);

/// <summary>Keeps contextual sets: each load is a version, nothing is overwritten, and the newest that was not withdrawn counts.</summary>
internal sealed class ContextStore(Connections connections, Session session, AuditLog audit, TimeProvider clock) : IPopulations
{
    const string LoadColumns = "id, kind, name, version, source, licence, file_name, sha256, rows_read, figures, set_aside, areas, first_on, last_on, notices, loaded_by_name, loaded_at, withdrawn_because, withdrawn_by_name";

    public bool MayLoad => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public DateOnly Today => London.Today(clock);

    /// <summary>Stores a load with its rows under the next version of its name, and the entry of it, together or not at all.</summary>
    public async Task<(Guid Id, int Version)> AddAsync(string kind, string name, string source, string licence, string fileName, string sha256, ContextRows rows, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.LongScalarAsync(connection, "select pg_advisory_xact_lock(hashtextextended('context ' || $1::text || $2 || $3, 0))", cancellation, session.Partnership, kind, name);
        var version = (int)(await ReturnStore.ScalarAsync(connection, "select coalesce(max(version), 0) + 1 from share.context_load where partnership_id = $1 and kind = $2 and name = $3", cancellation, session.Partnership, kind, name))!;
        var id = Guid.CreateVersion7();
        await using (var command = ReturnStore.Command(connection, """
            insert into share.context_load (partnership_id, id, kind, name, version, source, licence, file_name, sha256, rows_read, figures, set_aside, areas, first_on, last_on, notices,
              loaded_by_id, loaded_by_name, agency_id, loaded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            """, session.Partnership, id, kind, name, version, source, licence, fileName, sha256, rows.Read, rows.Rows.Count, rows.SetAside, rows.Rows.Select(r => r.AreaCode).Distinct().Count(),
            rows.Rows.Min(r => r.On), rows.Rows.Max(r => r.On), rows.Notices.ToArray(), session.User, session.DisplayName, (object?)session.AgencyId ?? DBNull.Value, clock.GetUtcNow().UtcDateTime))
            await command.ExecuteNonQueryAsync(cancellation);
        await PutRowsAsync(connection, id, rows.Rows, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "context", id.ToString(), new { kind, version, figures = rows.Rows.Count, set_aside = rows.SetAside, sha256 }, cancellation);
        await transaction.CommitAsync(cancellation);
        return (id, version);
    }

    async Task PutRowsAsync(NpgsqlConnection connection, Guid load, IReadOnlyList<ContextRow> rows, CancellationToken cancellation)
    {
        await using var command = ReturnStore.LongCommand(connection, """
            insert into share.context_row (partnership_id, load_id, number, area_code, area_name, on_date, measure, value, fields)
            select $1, $2, r.n, r.code, r.name, r.day, r.measure, r.value, r.fields::jsonb
            from unnest($3, $4, $5, $6, $7, $8) with ordinality r (code, name, day, measure, value, fields, n)
            """, session.Partnership, load);
        void Add<T>(NpgsqlDbType type, IEnumerable<T> values) => command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        Add(NpgsqlDbType.Text, rows.Select(r => r.AreaCode));
        Add(NpgsqlDbType.Text, rows.Select(r => r.AreaName));
        Add(NpgsqlDbType.Date, rows.Select(r => r.On));
        Add(NpgsqlDbType.Text, rows.Select(r => r.Measure));
        Add(NpgsqlDbType.Numeric, rows.Select(r => r.Value));
        Add(NpgsqlDbType.Text, rows.Select(r => r.Fields));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<IReadOnlyList<ContextLoad>> LoadsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {LoadColumns} from share.context_load where partnership_id = $1 order by kind, name, version desc", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var loads = new List<ContextLoad>();
        while (await reader.ReadAsync(cancellation)) loads.Add(Load(reader));
        return loads;
    }

    public async Task<ContextLoad?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {LoadColumns} from share.context_load where partnership_id = $1 and id = $2", session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Load(reader) : null;
    }

    /// <summary>Takes a load out of every figure; an earlier version counts again. False where it was withdrawn already.</summary>
    public async Task<bool> WithdrawAsync(Guid id, string because, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "update share.context_load set withdrawn_at = $3, withdrawn_by_name = $4, withdrawn_because = $5 where partnership_id = $1 and id = $2 and withdrawn_at is null",
            session.Partnership, id, clock.GetUtcNow().UtcDateTime, session.DisplayName, because);
        if (await command.ExecuteNonQueryAsync(cancellation) == 0) return false;
        await audit.RecordAsync(connection, AuditAction.Alter, "context", id.ToString(), new { withdrawn = true }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>One page of the figures that count, and how many there are.</summary>
    public async Task<(IReadOnlyList<ContextFigure> Figures, int Total)> FiguresAsync(ContextFilter filter, int page, int size, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            with f as (
              select load_id, kind, name, version, source, area_code, area_name, on_date, measure, value,
                row_number() over (partition by kind, name, measure, area_code order by on_date desc) as place
              from share.context_figure where partnership_id = $1 and ($2 = '' or kind = $2) and ($3 = '' or measure ilike $3) and ($4 = '' or area_code ilike $4 or area_name ilike $4)
                and ($5::date is null or on_date <= $5) and ($6::uuid is null or load_id = $6))
            select load_id, kind, name, version, source, area_code, area_name, on_date, measure, value, (count(*) over ())::integer from f
            where $5::date is null or place = 1 order by kind, name, measure, area_code, on_date desc limit $7 offset $8
            """, session.Partnership, filter.Kind ?? "", Sought(filter.Measure), Sought(filter.Area));
        command.Parameters.Add(new() { Value = (object?)filter.On ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new() { Value = (object?)filter.Load ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = size });
        command.Parameters.Add(new() { Value = (page - 1) * size });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (figures, total) = (new List<ContextFigure>(), 0);
        while (await reader.ReadAsync(cancellation))
        {
            figures.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6),
                reader.GetFieldValue<DateOnly>(7), reader.GetString(8), reader.GetDecimal(9)));
            total = reader.GetInt32(10);
        }
        return (figures, total);
    }

    public async Task<IReadOnlyDictionary<string, Population>> NewestAsync(IReadOnlyCollection<string> areaCodes, DateOnly onOrBefore, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select distinct on (area_code) area_code, on_date, value, source, version from share.context_figure
            where partnership_id = $1 and kind = $4 and measure = $5 and area_code = any($2) and on_date <= $3 order by area_code, on_date desc, load_id desc
            """, session.Partnership, areaCodes.ToArray(), onOrBefore, ContextKinds.Demography, ContextKinds.Population);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var newest = new Dictionary<string, Population>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            newest[reader.GetString(0)] = new(reader.GetString(0), reader.GetFieldValue<DateOnly>(1), (long)reader.GetDecimal(2), reader.GetString(3), reader.GetInt32(4));
        return newest;
    }

    /// <summary>Codes of the partnership's own areas.</summary>
    public async Task<IReadOnlySet<string>> KnownCodesAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select distinct code from partnership.area where partnership_id = $1 and code <> ''", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) codes.Add(reader.GetString(0));
        return codes;
    }

    static string Sought(string? words) => string.IsNullOrWhiteSpace(words) ? "" : SearchPattern.Of(words.Trim());

    static ContextLoad Load(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11),
        r.IsDBNull(12) ? null : r.GetFieldValue<DateOnly>(12), r.IsDBNull(13) ? null : r.GetFieldValue<DateOnly>(13), r.GetFieldValue<string[]>(14), r.GetString(15), r.GetDateTime(16),
        r.IsDBNull(17) ? null : r.GetString(17), r.IsDBNull(18) ? null : r.GetString(18));
}
