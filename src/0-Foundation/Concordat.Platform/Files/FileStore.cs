using System.Security.Cryptography;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Platform.Files;

/// <summary>A file as somebody sent it.</summary>
/// <param name="Sha256">Lower-case hexadecimal of the bytes as sent.</param>
public sealed record StoredFile(Guid Id, string Name, long Length, string Sha256);

/// <summary>Keeps files as sent, in pieces of one mebibyte, in the database with everything else.</summary>
public sealed class FileStore(Connections connections, Session session)
{
    const int PieceBytes = 1 << 20;

    /// <summary>Stores a stream to its end; all of it or nothing.</summary>
    /// <param name="name">The sender's name for it; shown to people, never used as a path.</param>
    public async Task<StoredFile> SaveAsync(string name, Stream content, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, """
            insert into platform.stored_file (partnership_id, id, name, length, sha256, stored_by) values ($1, $2, $3, 0, '', $4)
            """, cancellation, session.Partnership, id, name, session.User);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceBytes];
        long length = 0;
        for (var number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(buffer, PieceBytes, throwOnEndOfStream: false, cancellation);
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            length += read;
            await ExecuteAsync(connection, "insert into platform.file_piece values ($1, $2, $3, $4)", cancellation,
                session.Partnership, id, number, buffer.AsMemory(0, read));
        }
        var stored = new StoredFile(id, name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        await ExecuteAsync(connection, "update platform.stored_file set length = $3, sha256 = $4 where partnership_id = $1 and id = $2", cancellation,
            session.Partnership, id, stored.Length, stored.Sha256);
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    /// <summary>The file's details; null when there is none in reach.</summary>
    public async Task<StoredFile?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "select name, length, sha256 from platform.stored_file where partnership_id = $1 and id = $2", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new(id, reader.GetString(0), reader.GetInt64(1), reader.GetString(2)) : null;
    }

    /// <summary>Copies the stored bytes to a stream, piece by piece.</summary>
    /// <exception cref="FileNotFoundException">There is no such file in reach.</exception>
    public async Task CopyToAsync(Guid id, Stream target, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is null) throw new FileNotFoundException("The stored file is no longer there.");
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "select bytes from platform.file_piece where partnership_id = $1 and file_id = $2 order by number", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) await target.WriteAsync(reader.GetFieldValue<byte[]>(0), cancellation);
    }

    /// <summary>Removes a file and its pieces.</summary>
    public async Task DeleteAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await ExecuteAsync(connection, "delete from platform.stored_file where partnership_id = $1 and id = $2", cancellation, session.Partnership, id);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
