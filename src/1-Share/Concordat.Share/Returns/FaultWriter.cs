using Concordat.Share.Incidents.PoliceUk;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns;

/// <summary>Keeps the tables found in a return and every row set aside, in the caller's transaction.</summary>
sealed class FaultWriter(NpgsqlConnection connection, Guid partnershipId, Guid returnId)
{
    int _numbered;
    bool _hasTable;

    public async Task WriteAsync(PoliceUkFile file, int number, int rows, List<RowFault> faults, CancellationToken cancellation)
    {
        await using (var command = ReturnStore.Command(connection, """
            insert into share.return_file (partnership_id, return_id, number, name, sha256, kind, rows_read, force, month) values ($1, $2, $3, $4, $5, 'street', $6, $7, $8)
            """, partnershipId, returnId, 1000 + number, file.Name, file.Sha256, rows))
        {
            command.Parameters.Add(new() { Value = (object?)file.Force ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = (object?)file.Month?.Number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        if (faults.Count == 0) return;
        await ReturnStore.ScalarAsync(connection, _hasTable ? "truncate fault" : """
            create temporary table fault (number integer, file text, row_number integer, column_name text, code text, what_we_read text, remedy text) on commit drop
            """, cancellation);
        _hasTable = true;
        await using (var copy = await connection.BeginBinaryImportAsync("copy fault from stdin (format binary)", cancellation))
        {
            foreach (var fault in faults)
            {
                copy.StartRow();
                copy.Write(++_numbered, NpgsqlDbType.Integer);
                copy.Write(fault.File, NpgsqlDbType.Text);
                copy.Write(fault.Row, NpgsqlDbType.Integer);
                if (fault.Column is null) copy.WriteNull();
                else copy.Write(fault.Column, NpgsqlDbType.Text);
                copy.Write(fault.Code, NpgsqlDbType.Text);
                copy.Write(fault.Read.Replace("\0", "", StringComparison.Ordinal), NpgsqlDbType.Text);
                copy.Write(fault.Remedy, NpgsqlDbType.Text);
            }
            await copy.CompleteAsync(cancellation);
        }
        await ReturnStore.LongScalarAsync(connection, "insert into share.return_fault select $1, $2, number, file, row_number, column_name, code, what_we_read, remedy from fault",
            cancellation, partnershipId, returnId);
    }
}
