using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Jobs;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.Places;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>Which return a job is about.</summary>
sealed record ReturnPayload(Guid ReturnId);

/// <summary>Tells how far the work is: done, total, what is happening.</summary>
public delegate Task Report(long done, long total, string activity);

/// <summary>Checks police.uk returns and takes them in, each in one transaction: all of it, or nothing.</summary>
public sealed class PoliceUkWork(Connections connections, Session session, FileStore store, ReturnStore returns, AuditLog audit, TimeProvider clock)
{
    /// <summary>Reads all rows, counts what would join the records, and keeps every fault; the records stay as they are.</summary>
    /// <exception cref="FileProblemException">A file cannot be taken.</exception>
    public async Task CheckAsync(Guid returnId, Report report, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, returnId, cancellation) != "sent") return;
        using var opened = await OpenAsync(connection, returnId, cancellation);
        var import = new PoliceUkImport(connection, session.Partnership, opened.Area, writer: null, Latest);
        var tables = new FaultWriter(connection, session.Partnership, returnId);
        await EachFileAsync(opened, import, "Checking", report, async (file, rows, number) =>
        {
            await import.TakeAsync(rows, number, cancellation);
            await tables.WriteAsync(file, number, rows.Read, rows.Faults, cancellation);
        }, cancellation);
        var counts = import.Counts;
        if (counts.Read > 0 && counts.Ready == 0 && counts.Elsewhere > 0)
            throw new FileProblemException(opened.Area.Name, $"none of the {counts.Elsewhere:N0} placed rows lies in the area", "Check that the boundary and the files are of the same place");
        await SaveAsync(connection, returnId, counts, [.. opened.Notices, .. counts.Notices, .. opened.Gaps(counts.Months)], "checked", null, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", returnId.ToString(), new { state = "checked", read = counts.Read, kept = counts.Ready + counts.Unlocated }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes the rows of a checked return into the records as a new data version.</summary>
    public async Task AcceptAsync(Guid returnId, Report report, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, returnId, cancellation) != "checked") return;
        var version = (int)(await ReturnStore.LongScalarAsync(connection, "select data_version from partnership.partnership where id = $1 for update", cancellation, session.Partnership))!;
        using var opened = await OpenAsync(connection, returnId, cancellation);
        var writer = new IncidentWriter(connection, session.Partnership, returnId, opened.Placer, version + 1);
        var import = new PoliceUkImport(connection, session.Partnership, opened.Area, writer, Latest);
        await EachFileAsync(opened, import, "Storing", report, (_, rows, number) => import.TakeAsync(rows, number, cancellation), cancellation);
        var counts = import.Counts;
        var changed = counts.Inserted + counts.Updated + counts.Withdrawn > 0;
        if (changed)
            await ReturnStore.ScalarAsync(connection, "update partnership.partnership set data_version = $2 where id = $1", cancellation, session.Partnership, writer.Version);
        await SaveAsync(connection, returnId, counts, [.. opened.Notices, .. counts.Notices, .. opened.Gaps(counts.Months)], "accepted", changed ? writer.Version : version, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", returnId.ToString(),
            new { state = "accepted", inserted = counts.Inserted, updated = counts.Updated, unchanged = counts.Unchanged, withdrawn = counts.Withdrawn, version = writer.Version }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    Month Latest => Month.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    async Task<string?> LockAsync(NpgsqlConnection connection, Guid returnId, CancellationToken cancellation) =>
        await ReturnStore.LongScalarAsync(connection, "select state from share.return where partnership_id = $1 and id = $2 for update", cancellation, session.Partnership, returnId) as string;

    async Task<OpenedReturn> OpenAsync(NpgsqlConnection connection, Guid returnId, CancellationToken cancellation)
    {
        var what = (await returns.FindAsync(returnId, cancellation))!;
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        var area = what.AreaFileId is { } file ? await WorkingFiles.AreaAsync(store, file, cancellation)
            : placer.Boundary() ?? throw new FileProblemException("Boundary", "the partnership's boundary is no longer there", "Import it again on Share, Places");
        var uploads = (await returns.FilesAsync(returnId, cancellation)).Where(f => f.Kind == "upload");
        var working = await WorkingFiles.FetchAsync(store, uploads, cancellation);
        return await OpenedReturn.OpenAsync(connection, session.Partnership, area, placer, working, cancellation);
    }

    // While one file is matched and written the next is read.
    static async Task EachFileAsync(OpenedReturn opened, PoliceUkImport import, string activity, Report report, Func<PoliceUkFile, FileRows, int, Task> take, CancellationToken cancellation)
    {
        var total = Math.Max(1, opened.Files.Sum(f => f.Bytes) >> 10);
        long done = 0;
        var next = Start(0);
        try
        {
            for (var i = 0; i < opened.Files.Count; i++)
            {
                await report(done >> 10, total, $"{activity} {opened.Files[i].Name}");
                var rows = await next;
                next = Start(i + 1);
                await take(opened.Files[i], rows, i + 1);
                done += opened.Files[i].Bytes;
            }
        }
        finally
        {
            // The reading must be over before the files are closed; its own fault was told already or no longer matters.
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        await report(done >> 10, total, "Finishing");

        Task<FileRows> Start(int i) => i < opened.Files.Count
            ? Task.Run(() => import.Read(opened.Files[i], cancellation), cancellation)
            : Task.FromResult(new FileRows("", opened.Area));
    }

    async Task SaveAsync(NpgsqlConnection connection, Guid returnId, ImportCounts c, string[] notices, string state, int? version, CancellationToken cancellation)
    {
        await using var command = ReturnStore.LongCommand(connection, """
            update share.return set state = $3, rows_read = $4, ready = $5, unlocated = $6, set_aside = $7, elsewhere = $8,
              inserted = $9, updated = $10, unchanged = $11, withdrawn = $12, notices = $13, months = $14, month_from = $15, month_to = $16, data_version = $17,
              decided_by = case when $3 = 'accepted' then $18 end, decided_by_name = case when $3 = 'accepted' then $19 end,
              decided_at = case when $3 = 'accepted' then now() end
            where partnership_id = $1 and id = $2
            """, session.Partnership, returnId, state, c.Read, c.Ready, c.Unlocated, c.SetAside, c.Elsewhere, c.Inserted, c.Updated, c.Unchanged, c.Withdrawn, notices, c.Months.ToArray());
        foreach (var number in new[] { c.First?.Number, c.Last?.Number, version })
            command.Parameters.Add(new() { Value = (object?)number ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = session.User });
        command.Parameters.Add(new() { Value = session.DisplayName });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
