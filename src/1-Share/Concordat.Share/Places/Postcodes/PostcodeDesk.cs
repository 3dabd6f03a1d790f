using System.IO.Compression;
using Concordat.Gate.Placing;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Npgsql;

namespace Concordat.Share.Places;

/// <summary>What an import of postcodes did.</summary>
/// <param name="Areas">Postcode areas that were replaced: KT, GU.</param>
public sealed record PostcodeImport(string File, IReadOnlyList<string> Areas, int Postcodes, IReadOnlyList<(string File, PostcodeFault Fault)> Faults, int SetAside, string By, DateTime At);

/// <summary>Takes in Code-Point Open, a CSV an area or the ZIP as published, and says what is held.</summary>
public sealed class PostcodeDesk(Connections connections, Session session, AuditLog audit, TimeProvider clock)
{
    const int MostFaults = 200;

    /// <summary>Imports a file; each area that it holds replaces what was held of it, all or nothing.</summary>
    /// <exception cref="FileProblemException">The file cannot be read, or holds no postcodes.</exception>
    public async Task<PostcodeImport> ImportAsync(HandedIn file, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, "create temporary table taken (postcode text, area text, quality smallint, easting integer, northing integer) on commit drop", cancellation);
        var (faults, setAside) = (new List<(string, PostcodeFault)>(), 0);
        await using (var copy = await connection.BeginBinaryImportAsync("copy taken from stdin (format binary)", cancellation))
        {
            foreach (var (name, content) in Tables(file))
            {
                await using var _ = content;
                foreach (var point in PostcodeFile.Read(content, fault =>
                {
                    setAside++;
                    if (faults.Count < MostFaults) faults.Add((name, fault));
                }))
                    await WriteAsync(copy, point, cancellation);
            }
            await copy.CompleteAsync(cancellation);
        }
        var areas = (string[])(await ReturnStore.LongScalarAsync(connection, "select coalesce(array_agg(distinct area order by area), '{}') from taken", cancellation))!;
        if (areas.Length == 0) throw new FileProblemException(file.Name, "it holds no postcodes", "Send Code-Point Open as published: its ZIP, or one of the CSV files in Data/CSV");
        await ReturnStore.LongScalarAsync(connection, "delete from share.postcode where partnership_id = $1 and area = any($2)", cancellation, session.Partnership, areas);
        var postcodes = Convert.ToInt32(await ReturnStore.LongScalarAsync(connection, """
            with taken_in as (insert into share.postcode (partnership_id, postcode, area, quality, easting, northing)
              select distinct on (postcode) $1, postcode, area, quality, easting, northing from taken order by postcode returning 1) select count(*) from taken_in
            """, cancellation, session.Partnership), null);
        var now = clock.GetUtcNow().UtcDateTime;
        await ReturnStore.ScalarAsync(connection, """
            insert into share.postcode_import (partnership_id, id, file, areas, postcodes, set_aside, imported_by, imported_by_name, imported_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, cancellation, session.Partnership, Guid.CreateVersion7(), file.Name, areas, postcodes, setAside, session.User, session.DisplayName, now);
        await PlaceStamp.RaiseAsync(connection, session.Partnership, postcodes: true, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "postcodes", session.Partnership.ToString(), new { areas = string.Join(' ', areas), postcodes }, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(file.Name, areas, postcodes, faults, setAside, session.DisplayName, now);
    }

    /// <summary>Areas held with their postcodes, and the imports, the newest first.</summary>
    public async Task<(IReadOnlyList<(string Area, int Postcodes)> Areas, IReadOnlyList<PostcodeImport> Imports)> HeldAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        var areas = new List<(string, int)>();
        await using (var command = ReturnStore.Command(connection, "select area, count(*)::int from share.postcode where partnership_id = $1 group by area order by area", session.Partnership))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) areas.Add((reader.GetString(0), reader.GetInt32(1)));
        var imports = new List<PostcodeImport>();
        await using (var command = ReturnStore.Command(connection,
            "select file, areas, postcodes, set_aside, imported_by_name, imported_at from share.postcode_import where partnership_id = $1 order by imported_at desc limit 20", session.Partnership))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
                imports.Add(new(reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetInt32(2), [], reader.GetInt32(3), reader.GetString(4), reader.GetDateTime(5)));
        return (areas, imports);
    }

    static async Task WriteAsync(NpgsqlBinaryImporter copy, PostcodePoint point, CancellationToken cancellation)
    {
        await copy.StartRowAsync(cancellation);
        await copy.WriteAsync(point.Postcode, cancellation);
        await copy.WriteAsync(point.Postcode[..point.Postcode.AsSpan().IndexOfAnyInRange('0', '9')], cancellation);
        await copy.WriteAsync((short)point.Quality, cancellation);
        await copy.WriteAsync(point.Easting, cancellation);
        await copy.WriteAsync(point.Northing, cancellation);
    }

    static IEnumerable<(string Name, Stream Content)> Tables(HandedIn file)
    {
        var start = new byte[ContentSniffer.BytesNeeded];
        var read = file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Content.Position = 0;
        switch (ContentSniffer.Sniff(start.AsSpan(0, read)))
        {
            case ContentKind.Zip:
                var limits = new UnpackLimits();
                using (var zip = Open(file))
                    foreach (var entry in zip.Entries)
                        // The documents and the list of headings beside the data are CSV too.
                        if (entry.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains("Doc/", StringComparison.OrdinalIgnoreCase))
                            yield return (entry.Name, new GuardedStream(entry.Open(), entry.Name, entry.CompressedLength, limits));
                break;
            case ContentKind.Gzip:
                yield return (file.Name, new GuardedStream(new GZipStream(file.Content, CompressionMode.Decompress), file.Name, file.Content.Length, new UnpackLimits()));
                break;
            default:
                yield return (file.Name, file.Content);
                break;
        }
    }

    static ZipArchive Open(HandedIn file)
    {
        try
        {
            return new ZipArchive(file.Content, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException) // a file shorter than a directory fails in other ways
        {
            throw new FileProblemException(file.Name, "the ZIP is damaged or cut short", "Download it again");
        }
    }
}
