using System.Security.Cryptography;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Concordat.Share.SmallNumbers.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>Tests bulk releases and keeps their register; file, register and audit entry come about together or not at all.</summary>
internal sealed class ReleaseGate(Connections connections, Session session, AuditLog audit, ISmallNumbers smallNumbers, ReleaseMemory memory, TimeProvider clock) : IReleaseGate
{
    public async Task<ReleaseVerdict> TestAsync(ReleaseRequest request, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return (await JudgeAsync(connection, request, cancellation)).Verdict;
    }

    public async Task<ReleaseVerdict> ReleaseAsync(ReleaseRequest request, Func<ReleaseTable, byte[]> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two releases at once could each pass and together tell: one after the other.
        await ReturnStore.LongScalarAsync(connection, "select pg_advisory_xact_lock(hashtextextended('bulk release ' || $1::text, 0))", cancellation, session.Partnership);
        var (verdict, agreement) = await JudgeAsync(connection, request, cancellation);
        var content = verdict.HasPassed ? write(verdict.Table) : null;
        verdict = verdict with { RegisterId = Guid.CreateVersion7(), Content = content, Sha256 = content is null ? null : Convert.ToHexStringLower(SHA256.HashData(content)) };
        await RegisterAsync(connection, request, verdict, agreement, cancellation);
        if (verdict.HasPassed) await memory.WriteAsync(connection, verdict.RegisterId!.Value, Figures(verdict), cancellation);
        await audit.RecordAsync(connection, verdict.HasPassed ? AuditAction.Disclose : AuditAction.Refuse, "bulk release", verdict.RegisterId!.Value.ToString(),
            new { request.Kind, sets = request.Sets, agreement, rows = verdict.Table.Rows.Count, verdict.Sha256, reasons = verdict.Reasons.Count }, cancellation);
        await transaction.CommitAsync(cancellation);
        return verdict;
    }

    public async Task<IReadOnlyList<ReleaseAgreement>> AgreementsAsync(IReadOnlyCollection<int> sets, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return await AgreementsAsync(connection, sets, cancellation);
    }

    static async Task<IReadOnlyList<ReleaseAgreement>> AgreementsAsync(NpgsqlConnection connection, IReadOnlyCollection<int> sets, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, "select agreement_id, title from share.release_agreements($1)", sets.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var agreements = new List<ReleaseAgreement>();
        while (await reader.ReadAsync(cancellation)) agreements.Add(new(reader.GetGuid(0), reader.GetString(1)));
        return agreements;
    }

    async Task<(ReleaseVerdict Verdict, Guid? Agreement)> JudgeAsync(NpgsqlConnection connection, ReleaseRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var threshold = await smallNumbers.ThresholdAsync(cancellation);
        var (counts, scanner) = (ReleaseCut.Counts(request), new IdentifierScanner(clock));
        var combination = counts.Count > 0 ? counts : ReleaseCut.Combination(request);
        // A row of counts stands for no record: it is not compared with earlier releases by records.
        var table = counts.Count > 0 ? (request.LeavesOutSmallGroups ? ReleaseCut.WithoutSmallCounts(request.Table, counts, threshold) : request.Table with { Records = [] })
            : request.LeavesOutSmallGroups ? ReleaseCut.WithoutSmall(request.Table, combination, threshold) : request.Table;
        var finding = counts.Count > 0 ? CountReleaseTest.Run(table.Columns, table.Rows, counts, threshold, scanner) : ReleaseTest.Run(table.Columns, table.Rows, new(combination, [], threshold), scanner);
        var agreements = await AgreementsAsync(connection, request.Sets, cancellation);
        var agreement = request.AgreementId is null ? (agreements.Count > 0 ? agreements[0] : null) : agreements.FirstOrDefault(a => a.Id == request.AgreementId);
        var verdict = new ReleaseVerdict
        {
            Reasons = [],
            Finding = finding,
            Combination = combination,
            Threshold = threshold,
            RowsLeftOut = request.Table.Rows.Count - table.Rows.Count,
            Table = table,
        };
        var isOfCounts = counts.Count > 0;
        List<string> reasons = [.. agreement is null ? new[] { "No sharing agreement in force that your body has signed covers these sets: choose another, or have one signed." } : [], .. Reasons(request, verdict, isOfCounts)];
        if (reasons.Count == 0 && table.Records.Count > 0 && ReleaseMemory.FiguresThatTell(Figures(verdict), await memory.ReadAsync(connection, cancellation), threshold) is > 0 and var telling)
            reasons.Add($"{Counted(telling, "figure", "figures")} of this release less an earlier one would show fewer than {threshold} records: choose the same months and columns as before, or whole periods apart.");
        return (verdict with { Reasons = reasons }, agreement?.Id);
    }

    static IEnumerable<string> Reasons(ReleaseRequest request, ReleaseVerdict verdict, bool isOfCounts)
    {
        if (string.IsNullOrWhiteSpace(request.Recipients)) yield return "Nobody is named who receives it: say who does.";
        if (verdict.Table.Rows.Count == 0)
        {
            yield return request.Table.Rows.Count == 0 ? "There are no rows to release: widen the months, or choose another set." : "Every row is in a group below the threshold: leave out a column, or band its values.";
            yield break;
        }
        if (!isOfCounts && verdict.RowsLeftOut > 0 && verdict.RowsLeftOut < verdict.Threshold) yield return "Too few rows would be left out for their number to be hidden: band the values of a column, or widen the months.";
        foreach (var remedy in verdict.Finding.Remedies) yield return remedy;
        if (isOfCounts || verdict.Finding.SmallGroups > 0) yield break;
        foreach (var column in ReleaseCut.RareColumns(verdict.Table, verdict.Threshold).Where(c => !verdict.Combination.Contains(c)))
            yield return $"Column \"{column}\" holds values that fewer than {verdict.Threshold} rows share: leave it out, band its values, or count it among the columns of the combination.";
    }

    // The figures that anybody can make of a release: each group, and all of it.
    static IReadOnlyList<long[]> Figures(ReleaseVerdict verdict)
    {
        if (verdict.Table.Records.Count == 0) return [];
        var prints = verdict.Table.Records.Select(ReleaseMemory.Fingerprint).ToArray();
        return [prints, .. ReleaseCut.Groups(verdict.Table, verdict.Combination).Where(g => g.Length < prints.Length).Select(g => g.Select(r => prints[r]).ToArray())];
    }

    async Task RegisterAsync(NpgsqlConnection connection, ReleaseRequest request, ReleaseVerdict verdict, Guid? agreement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            insert into share.bulk_release (partnership_id, id, kind, title, set_number, agreement_id, recipients, columns, combination, filter, threshold, rows_tested, rows_left_out,
              smallest_group, small_groups, groups_of_one, has_passed, remedies, sha256, bytes, released_by, released_by_name, agency_id, released_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            """, connection);
        var (finding, first) = (verdict.Finding, request.Sets.Count == 1 ? (object)(short)request.Sets.First() : DBNull.Value);
        foreach (var value in new[]
        {
            session.Partnership, verdict.RegisterId!.Value, request.Kind, request.Title, first, (object?)agreement ?? DBNull.Value, request.Recipients, request.Table.Columns.ToArray(), verdict.Combination.ToArray(),
            request.Filter, verdict.Threshold, request.Table.Rows.Count, verdict.RowsLeftOut, finding.SmallestGroup, finding.SmallGroups, finding.GroupsOfOne, verdict.HasPassed, verdict.Reasons.ToArray(),
            (object?)verdict.Sha256 ?? DBNull.Value, (object?)verdict.Content?.LongLength ?? DBNull.Value, session.User, session.DisplayName, (object?)session.AgencyId ?? DBNull.Value, clock.GetUtcNow().UtcDateTime,
        })
            command.Parameters.Add(new() { Value = value });
        command.Parameters[4].NpgsqlDbType = NpgsqlDbType.Smallint;
        command.Parameters[5].NpgsqlDbType = command.Parameters[22].NpgsqlDbType = NpgsqlDbType.Uuid;
        command.Parameters[18].NpgsqlDbType = NpgsqlDbType.Text;
        command.Parameters[19].NpgsqlDbType = NpgsqlDbType.Bigint;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static string Counted(int count, string one, string several) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
