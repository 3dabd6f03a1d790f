using System.Globalization;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Jobs;
using Concordat.Share.Places;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns;

/// <summary>A file handed in, with the sender's name for it.</summary>
public sealed record HandedIn(string Name, Stream Content);

/// <summary>Where returns are handed in, accepted and discarded.</summary>
public sealed class ReturnDesk(Connections connections, Session session, FileStore files, JobQueue jobs, AuditLog audit)
{
    public const string PoliceUk = "police-uk";

    /// <summary>Keeps the files as sent and asks for them to be checked.</summary>
    /// <param name="sent">At least one file.</param>
    /// <param name="boundary">GeoJSON of the area; null takes the partnership's boundary.</param>
    /// <exception cref="FileProblemException">The boundary cannot be taken, or there is none.</exception>
    public async Task<Guid> HandInPoliceUkAsync(IReadOnlyList<HandedIn> sent, HandedIn? boundary, CancellationToken cancellation)
    {
        var (areaName, areaFile) = await AreaAsync(boundary, cancellation);
        var kept = new List<StoredFile>();
        try
        {
            foreach (var file in sent) kept.Add(await files.SaveAsync(Shown(file.Name), file.Content, cancellation));
            return await RecordAsync(kept, areaName, areaFile, cancellation);
        }
        catch
        {
            foreach (var file in areaFile is null ? kept : [.. kept, areaFile]) await files.DeleteAsync(file.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Asks for the rows of a checked return to join the records. False when it is not waiting for that.</summary>
    public async Task<bool> AcceptAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await IsWaitingAsync(connection, id, cancellation)) return false;
        var job = await jobs.EnqueueAsync(connection, AcceptPoliceUkJob.Name, new ReturnPayload(id), cancellation);
        await ReturnStore.ScalarAsync(connection, "update share.return set job_id = $3 where partnership_id = $1 and id = $2", cancellation, session.Partnership, id, job);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Puts a return that was not accepted away for good; its files are removed, what was found in them stays. False when it is not waiting.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await IsWaitingAsync(connection, id, cancellation)) return false;
        await ReturnStore.ScalarAsync(connection, """
            update share.return set state = 'discarded', decided_by = $3, decided_by_name = $4, decided_at = now() where partnership_id = $1 and id = $2
            """, cancellation, session.Partnership, id, session.User, session.DisplayName);
        await ReturnStore.LongScalarAsync(connection, """
            delete from platform.stored_file f using share.return_file r
            where f.partnership_id = $1 and r.partnership_id = $1 and r.return_id = $2 and r.stored_file_id = f.id
            """, cancellation, session.Partnership, id);
        await audit.RecordAsync(connection, AuditAction.Erase, "return", id.ToString(), new { state = "discarded" }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    async Task<bool> IsWaitingAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await ReturnStore.ScalarAsync(connection, """
            select r.state = 'checked' and coalesce(j.state, '') not in ('queued', 'running')
            from share.return r left join platform.job j on j.partnership_id = r.partnership_id and j.id = r.job_id
            where r.partnership_id = $1 and r.id = $2 for update of r
            """, cancellation, session.Partnership, id) is true;

    async Task<(string Name, StoredFile? File)> AreaAsync(HandedIn? boundary, CancellationToken cancellation)
    {
        if (boundary is null)
        {
            await using var connection = await connections.OpenAsync(cancellation);
            var held = (await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation)).Boundary()
                ?? throw new FileProblemException("Boundary", "the partnership has no boundary yet", "Add a GeoJSON boundary here, or import one on Share, Places");
            return (held.Name, null);
        }
        using var copy = new MemoryStream();
        await boundary.Content.CopyToAsync(copy, cancellation);
        copy.Position = 0;
        var area = StudyArea.Of(BoundaryFile.Read(copy, Shown(boundary.Name)), Path.GetFileNameWithoutExtension(Shown(boundary.Name)));
        copy.Position = 0;
        return (area.Name, await files.SaveAsync(Shown(boundary.Name), copy, cancellation));
    }

    async Task<Guid> RecordAsync(List<StoredFile> kept, string areaName, StoredFile? areaFile, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var job = await jobs.EnqueueAsync(connection, CheckPoliceUkJob.Name, new ReturnPayload(id), cancellation);
        await using (var command = ReturnStore.Command(connection, """
            insert into share.return (partnership_id, id, kind, title, agency_id, job_id, sent_by, sent_by_name, area_name, area_file_id)
            values ($1, $2, $3, $4, (select id from partnership.agency where partnership_id = $1 and key = 'police'), $5, $6, $7, $8, $9)
            """, session.Partnership, id, PoliceUk, Title(kept), job, session.User, session.DisplayName, areaName))
        {
            command.Parameters.Add(new() { Value = (object?)areaFile?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        for (var number = 0; number < kept.Count; number++)
            await ReturnStore.ScalarAsync(connection, """
                insert into share.return_file (partnership_id, return_id, number, stored_file_id, name, sha256, kind) values ($1, $2, $3, $4, $5, $6, 'upload')
                """, cancellation, session.Partnership, id, number + 1, kept[number].Id, kept[number].Name, kept[number].Sha256);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", id.ToString(), new { state = "sent", files = kept.Count, bytes = kept.Sum(f => f.Length) }, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    static string Title(List<StoredFile> kept) => kept.Count == 1 ? kept[0].Name : string.Create(CultureInfo.InvariantCulture, $"{kept[0].Name} and {kept.Count - 1} more");

    // A name is shown to people and never used as a path; some browsers send the whole path.
    static string Shown(string name)
    {
        var last = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1).ToString();
        var clean = string.Concat(last.Where(c => !char.IsControl(c)));
        return clean.Length == 0 ? "file" : clean.Length <= 150 ? clean : clean[..150];
    }
}
