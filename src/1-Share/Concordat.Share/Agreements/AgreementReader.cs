using Concordat.Partnership.Agencies;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Share.Agreements;

/// <summary>What a version is on a day, as the database judges it.</summary>
/// <param name="Reason">The rest of a sentence that begins with the agreement's title; null when it simply holds.</param>
/// <param name="Missing">Responsible authorities whose signature is missing.</param>
internal sealed record VersionStanding(Guid AgreementId, int Number, AgreementState State, string? Reason, DateOnly? ReviewDue, IReadOnlyList<Guid> Missing);

/// <summary>One version with everything it says.</summary>
internal sealed record VersionRecord(
    AgreementVersion Version, VersionStanding Standing, IReadOnlyList<AgreementClause> Clauses, IReadOnlyList<Guid> Parties, IReadOnlyList<AgreedSet> Sets, IReadOnlyList<Signature> Signatures);

/// <summary>An agreement with all its versions, the first first.</summary>
internal sealed record AgreementRecord(Agreement Agreement, IReadOnlyList<VersionRecord> Versions, IReadOnlyList<AgreementReview> Reviews)
{
    /// <summary>The version that speaks for the agreement: the one that holds, else the latest that was not discarded.</summary>
    public VersionRecord Head =>
        Versions.LastOrDefault(v => v.Standing.State is AgreementState.InForce or AgreementState.ReviewOverdue or AgreementState.ReviewLapsed)
        ?? Versions.LastOrDefault(v => v.Standing.State != AgreementState.Discarded) ?? Versions[^1];

    /// <summary>The version that is being written or waits for approval; null when there is none.</summary>
    public VersionRecord? Open => Versions.SingleOrDefault(v => v.Standing.State is AgreementState.Draft or AgreementState.ForApproval);

    public VersionRecord? Find(int number) => Versions.SingleOrDefault(v => v.Version.Number == number);
}

/// <summary>A body with its standing on a day.</summary>
internal sealed record Body(Agency Agency, string? Standing);

/// <summary>A purpose of sharing.</summary>
internal sealed record SharingPurpose(string Key, string Name, string PlainWords);

/// <summary>Reads agreements with their states on a day.</summary>
internal sealed class AgreementReader(ConcordatDb db, Connections connections, Session session)
{
    /// <summary>Every agreement, by title.</summary>
    public async Task<IReadOnlyList<AgreementRecord>> AllAsync(DateOnly day, CancellationToken cancellation)
    {
        var standings = (await StandingsAsync(day, cancellation)).ToDictionary(s => (s.AgreementId, s.Number));
        var agreements = await db.Set<Agreement>().OrderBy(a => a.Title).ThenBy(a => a.Id).ToListAsync(cancellation);
        var versions = await db.Set<AgreementVersion>().OrderBy(v => v.Number).ToListAsync(cancellation);
        var clauses = (await db.Set<AgreementClause>().OrderBy(c => c.Position).ToListAsync(cancellation)).ToLookup(c => (c.AgreementId, c.VersionNumber));
        var parties = (await db.Set<AgreementParty>().ToListAsync(cancellation)).ToLookup(p => (p.AgreementId, p.VersionNumber), p => p.AgencyId);
        var sets = (await db.Set<AgreedSet>().OrderBy(s => s.SetNumber).ToListAsync(cancellation)).ToLookup(s => (s.AgreementId, s.VersionNumber));
        var signatures = (await db.Set<Signature>().OrderBy(s => s.SignedAt).ToListAsync(cancellation)).ToLookup(s => (s.AgreementId, s.VersionNumber));
        var reviews = (await db.Set<AgreementReview>().OrderBy(r => r.ReviewedOn).ToListAsync(cancellation)).ToLookup(r => r.AgreementId);
        return [.. agreements.Select(a => new AgreementRecord(a,
            [.. versions.Where(v => v.AgreementId == a.Id).Select(v => (v, (a.Id, v.Number)))
                .Select(x => new VersionRecord(x.v, standings[x.Item2], [.. clauses[x.Item2]], [.. parties[x.Item2]], [.. sets[x.Item2]], [.. signatures[x.Item2]]))],
            [.. reviews[a.Id]]))];
    }

    /// <summary>Null when there is none in reach.</summary>
    public async Task<AgreementRecord?> FindAsync(Guid id, DateOnly day, CancellationToken cancellation) =>
        (await AllAsync(day, cancellation)).FirstOrDefault(a => a.Agreement.Id == id);

    /// <summary>The state of every version on a day.</summary>
    public async Task<IReadOnlyList<VersionStanding>> StandingsAsync(DateOnly day, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, """
            select v.agreement_id, v.number, share.version_state(v, $2), share.version_reason(v, $2), share.review_due(v, $2),
              array(select u.agency_id from share.unsigned_bodies(v.partnership_id, v.agreement_id, v.number, greatest($2, v.starts_on)) u)
            from share.agreement_version v where v.partnership_id = $1 order by v.agreement_id, v.number
            """, session.Partnership, day);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var standings = new List<VersionStanding>();
        while (await reader.ReadAsync(cancellation))
            standings.Add(new(reader.GetGuid(0), reader.GetInt32(1), AgreementStates.Read(reader.GetString(2)), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4), reader.GetFieldValue<Guid[]>(5)));
        return standings;
    }

    /// <summary>Every body that is or was of the partnership, by name, with its standing on a day: null when it does not belong to it then.</summary>
    public async Task<IReadOnlyList<Body>> BodiesAsync(DateOnly day, CancellationToken cancellation)
    {
        var agencies = await db.Set<Agency>().AsNoTracking().OrderBy(a => a.Name).ToListAsync(cancellation);
        var standings = await AgencyStandings.OnAsync(connections, session, day, cancellation);
        return [.. agencies.Select(a => new Body(a, standings.GetValueOrDefault(a.Id)))];
    }

    public async Task<IReadOnlyList<SharingPurpose>> PurposesAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, "select key, name, plain_words from share.purpose order by position");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var purposes = new List<SharingPurpose>();
        while (await reader.ReadAsync(cancellation)) purposes.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return purposes;
    }

    /// <summary>The national starting template: its number and clauses.</summary>
    public async Task<(int Number, IReadOnlyList<TemplateClause> Clauses)> TemplateAsync(int? number, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, """
            select c.template_number, c.key, c.position, c.heading, c.text from share.template_clause c
            where c.template_number = coalesce($1, (select max(number) from share.agreement_template)) order by c.position
            """);
        command.Parameters.Add(new() { Value = (object?)number ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var clauses = new List<TemplateClause>();
        var found = 0;
        while (await reader.ReadAsync(cancellation))
        {
            found = reader.GetInt32(0);
            clauses.Add(new(reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4)));
        }
        return (found, clauses);
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>A clause of the national starting template.</summary>
internal sealed record TemplateClause(string Key, int Position, string Heading, string Text);
