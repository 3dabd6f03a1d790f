using System.Text;
using System.Text.RegularExpressions;
using Concordat.Platform.Access;
using Concordat.Platform.Files;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>A person of whom something stands in every part of the partnership's records, closed ones too, and the requests that this person makes.</summary>
internal static partial class Planted
{
    public const string Name = Case.Subject, Third = "Mr Barnaby Crouch";

    /// <summary>Tables in which the person was planted beside the disclosure, with the words that stand there.</summary>
    public static readonly string[] Places =
        ["decide.item", "decide.attendance", "act.problem", "act.intervention", "act.progress", "understand.finding", "share.reminder", "share.place_question", "share.return_fault"];

    public static async Task PlantAsync(this ConcordatServer server)
    {
        var (me, agency) = (await Case.MemberAsync(server, "Cora Coordinator"), await server.AgencyAsync("council"));
        async Task Put(string table, string columns, string values, params object[] more) => await server.PastGuardsAsync(
            $"insert into {table} (partnership_id, {columns}) values ($1, {values})", [server.Testshire, me, agency, .. more]);
        var (meeting, item, problem, action) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await Put("decide.meeting", "id, group_name, held_on, chair_id, state, opened_at, closed_at, actions_reported", "$4, 'Planted ' || $4, '2026-01-08', $2, 'closed', now(), now(), '[]'", meeting);
        await Put("decide.item", "id, meeting_id, position, origin, title, sentence, raised_by_id", $"$4, $5, 1, 'member', 'A tenancy at risk', '{Name} and {Third} argue at night.', $2", item, meeting);
        await Put("decide.attendance", "meeting_id, user_id, agency_id, presence, deputy_name", $"$4, $2, $3, 'deputy', '{Name.ToUpperInvariant()}'", meeting);
        await Put("act.problem", "id, number, title, sentence, meeting_id, item_id, adopted_on, owner_id, evidence", $"$4, 901, 'Millrace Lane', 'Visits to Featherstone, Quillon.', $5, $6, '2026-01-08', $2, '{{\"note\": \"{Name}\"}}'", problem, meeting, item);
        await Put("act.intervention", "id, meeting_id, item_title, what, kind, agency_id, person_id, agreed_on, due_on, state", $"$4, $5, 'A tenancy', 'Fit an alarm for {Name}', 'prevention', $3, $2, '2026-01-08', '2026-02-08', 'to do'", action, meeting);
        await Put("act.progress", "id, intervention_id, state, note, at, by_id", $"gen_random_uuid(), $4, 'to do', 'Rang {Name} on 07700 900123', now(), $2", action);
        await Put("understand.finding", "id, assessment_id, position, section, title, sentence, facts, evidence, is_proposed, is_own_words, edited_by_id, edited_by_name, edited_at",
            $"gen_random_uuid(), gen_random_uuid(), 1, 'places', 'A door', 'Two fires at one door.', array['The tenant is {Name}', 'No others'], '{{}}', true, false, $2, 'Cora', now()");
        await Put("share.reminder", "id, agency_id, set_number, period_first, words, sent_at, sent_by, sent_by_name", $"gen_random_uuid(), $3, 8, 24300, 'Please resend the row about {Name}', now(), $2, 'Cora'");
        await Put("share.place_question", "id, agency_id, supplier, words, words_key, rows_waiting, candidates, asked_at", $"gen_random_uuid(), $3, 'Council', 'outside {Name}''s door', 'outside door', 1, '[]', now()");
        await Put("share.return_fault", "return_id, number, file, row_number, code, what_we_read, remedy", $"gen_random_uuid(), 1, 'rows.csv', 2, 'D1', '{Name}', 'Write a date'");
    }

    /// <summary>A file whose bytes hold the name across the joint of two pieces.</summary>
    public static async Task<Guid> StoreFileAsync(this ConcordatServer server)
    {
        await using var scope = await server.ScopeAsAsync(Role.Coordinator);
        var filler = new byte[(1 << 20) - 8];
        Array.Fill(filler, (byte)'x');
        using var content = new MemoryStream([.. filler, .. Encoding.UTF8.GetBytes($"row;{Name};end")]);
        return (await scope.ServiceProvider.GetRequiredService<FileStore>().SaveAsync("rows.csv", content, CancellationToken.None)).Id;
    }

    /// <summary>Records a request through the page and returns its address.</summary>
    public static async Task<string> AsksAsync(this ConcordatServer server, string kind, string name = Name)
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var recorded = await governance.PostAsync("/review/rights/new",
            ("Kind", kind), ("ReceivedOn", "2026-11-02"), ("IdentityCheckedOn", "2026-11-03"), ("Name", name), ("Address", "14 Millrace Lane"), ("PersonReference", "HA-77123"));
        return recorded.Location is { } url ? url.OriginalString : throw new InvalidOperationException(recorded.Words);
    }

    /// <summary>Every table in which a word stands, sought by other means than the program's own: each row as text, each bytea as bytes.</summary>
    public static async Task<IReadOnlyList<string>> TablesWithAsync(this ConcordatServer server, string word)
    {
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        var tables = new List<(string Name, string Bytes)>();
        await using (var list = new NpgsqlCommand("""
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname),
              coalesce((select string_agg(format(' or position(convert_to($2, ''UTF8'') in coalesce(t.%I, ''''::bytea)) > 0', a.attname), '') from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and a.attnum > 0), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
            """, connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add((reader.GetString(0), reader.GetString(1)));
        var found = new List<string>();
        foreach (var (name, bytes) in tables)
        {
            await using var look = new NpgsqlCommand($"select count(*) from {name} t where t::text ilike '%' || $1 || '%'{bytes}", connection);
            look.Parameters.Add(new() { Value = word });
            look.Parameters.Add(new() { Value = word });
            if ((long)(await look.ExecuteScalarAsync())! > 0) found.Add(name);
        }
        return found;
    }

    /// <summary>The words of a document, white space folded.</summary>
    public static string WordsOf(byte[] docx)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return string.Join(' ', Tags().Replace(reader.ReadToEnd().Replace("</w:p>", " ", StringComparison.Ordinal), "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
