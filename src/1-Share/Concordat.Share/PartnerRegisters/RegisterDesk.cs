using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Agreements;
using Concordat.Share.Disclosures;
using Concordat.Share.Returns;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Concordat.Share.PartnerRegisters;

/// <summary>Opens, lists and closes registers, and asks them; the rules of asking are the database's.</summary>
internal sealed class RegisterDesk(
    ConcordatDb db, Connections connections, AuditLog audit, RegisterHash hash, DisclosureAgreements agreements, AgreementReader agreementReader, MemberDirectory directory, Session session, TimeProvider clock)
{
    /// <summary>Questions that one person may put in an hour, and one body in a day.</summary>
    public const int AnHour = 20, ADay = 100;

    /// <summary>Days after which a list is too old to be answered from.</summary>
    public const int FreshDays = 31;

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public bool MayAsk => DisclosureDesk.Workers.Any(session.Has);

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    public Task<List<PartnerRegister>> RegistersAsync(CancellationToken cancellation) => db.Set<PartnerRegister>().AsNoTracking().OrderBy(r => r.Name).ToListAsync(cancellation);

    public Task<PartnerRegister?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<PartnerRegister>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation);

    public bool IsHolder(PartnerRegister register) => MayAsk && register.AgencyId == session.AgencyId;

    public Task<IReadOnlyList<AgreementPurpose>> PurposesAsync(CancellationToken cancellation) => agreements.InForceAsync(Today, cancellation);

    /// <summary>What a form states as agreement and purpose, in force or not; null where it is no purpose that any agreement can have, so that no other words reach the log.</summary>
    public async Task<AgreementPurpose?> StatedAsync(string? value, CancellationToken cancellation) =>
        value?.Split('|') is [var id, var words] && Guid.TryParse(id, out var agreement) && (await agreementReader.PurposesAsync(cancellation)).Any(p => p.Name == words) ? new(agreement, "", words) : null;

    public async Task<PartnerRegister> OpenAsync(string name, string kind, CancellationToken cancellation)
    {
        var register = new PartnerRegister(session.Partnership, Guid.CreateVersion7(), session.AgencyId!.Value, name.Trim(), kind, hash.NewKey(), session.User, clock.GetUtcNow().UtcDateTime);
        db.Add(register);
        await db.SaveChangesAsync(cancellation);
        return register;
    }

    /// <summary>Puts a new list in place of the old one; returns how many different entries it has.</summary>
    public async Task<int> ListAsync(PartnerRegister register, IReadOnlyList<string> forms, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = ReturnStore.LongCommand(connection, "select share.put_register($1, $2)", register.Id);
        command.Parameters.Add(new() { Value = hash.Of(register.Key!, forms).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        var entries = (int)(await command.ExecuteScalarAsync(cancellation))!;
        await audit.RecordAsync(connection, AuditAction.Alter, "register", register.Id.ToString(), new { entries }, cancellation);
        await transaction.CommitAsync(cancellation);
        return entries;
    }

    public async Task CloseAsync(PartnerRegister register, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.LongScalarAsync(connection, "select share.close_register($1)", cancellation, register.Id);
        await audit.RecordAsync(connection, AuditAction.Erase, "register", register.Id.ToString(), new { entries = register.Entries }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Asks about one person or address. Neither the words nor their hash are kept.</summary>
    /// <returns>yes, no or refused, and why it was refused.</returns>
    public async Task<(string Answer, string? Refusal)> AskAsync(PartnerRegister register, string form, AgreementPurpose purpose, string reason, CancellationToken cancellation)
    {
        var question = register.Key is null ? new byte[32] : hash.Of(register.Key, [form])[0];
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        string answer;
        string? refusal;
        await using (var command = ReturnStore.Command(connection, "select answer, refusal from share.ask_register($1, $2, $3, $4, $5, $6, $7, $8)",
            register.Id, question, purpose.AgreementId, purpose.Purpose, reason.Trim(), AnHour, ADay, FreshDays))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            (answer, refusal) = (reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }
        await audit.RecordAsync(connection, answer == "refused" ? AuditAction.Refuse : AuditAction.Read, "register", register.Id.ToString(), new { answer, refusal, channel = "look-up" }, cancellation);
        await transaction.CommitAsync(cancellation);
        return (answer, refusal);
    }

    /// <summary>Why a question was refused, with what helps.</summary>
    public static string Words(string? refusal) => refusal switch
    {
        "own" => "It is your own body's register: look there.",
        "closed" => "The register is closed. Ask the body for a disclosure instead.",
        "reason" => "No reason was given. Say why you need to know.",
        "agreement" => "No sharing agreement for this purpose is in force that both bodies have signed. Choose another purpose, or have one signed.",
        "stale" => $"The list is more than {FreshDays} days old. Ask the body to bring it up to date.",
        "limit" => $"At most {AnHour} questions a person in an hour, and {ADay} a body in a day. Wait, or ask for a disclosure.",
        _ => "",
    };
}
