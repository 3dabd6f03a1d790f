using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Disclosures.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Review.Assurance.Rights;

/// <summary>Finds what is held of a person in every table, file and disclosure of the partnership, and changes it there.</summary>
internal sealed class SubjectSearch(RightsDesk desk, Connections connections, IDisclosedPersons disclosed)
{
    public const string Mark = "[erased]";

    /// <summary>Everything found. The search is logged as one reading with counts by place, each disclosure found as a reading of its own.</summary>
    public async Task<IReadOnlyList<Find>> FindAsync(RightsRequest request, RequestPerson person, CancellationToken cancellation)
    {
        var found = await LookAsync(person.Words, cancellation);
        await desk.LogAsync(AuditAction.Read, request, new { reason = "search", channel = "page", found = found.Count, places = string.Join(", ", found.GroupBy(f => f.Place).Select(g => $"{g.Key} {g.Count()}")) }, cancellation);
        foreach (var disclosure in found.Where(f => f.Place == Find.Disclosure))
            await desk.ReadDisclosureAsync(disclosure.Key, cancellation);
        return found;
    }

    /// <summary>Looks without a mark in the log, for the check after an erasure.</summary>
    public async Task<IReadOnlyList<Find>> LookAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var found = new List<Find>();
        if (words.Count == 0) return found;
        foreach (var d in await disclosed.FindAsync(words, cancellation))
            found.Add(new(Find.Disclosure, "", d.Id.ToString(), [.. d.Facts.Select(f => (f.Term, f.Text))])
            {
                Title = $"Disclosure {d.Reference}, {(d.IsAbout ? "about the person" : "which mentions the person")}{(d.IsRestricted ? ", restricted" : "")}{(d.HasFile ? ", with a file" : "")}",
            });
        await using var connection = await connections.OpenAsync(cancellation);
        await using (var command = Command(connection, "select place, column_name, row_key, content from rights.find($1) order by 1, 2, 3", words))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
            {
                var (place, column) = (reader.GetString(0), reader.GetString(1));
                found.Add(new(place, column, reader.GetString(2), [(AuditWords.Name(column), reader.GetString(3))]) { Title = Find.Words(place, column) });
            }
        await using (var command = Command(connection, "select file_id, name from rights.find_in_files($1) order by name", words))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
                found.Add(new(Find.File, "", reader.GetGuid(0).ToString(), [("file as sent", reader.GetString(1))]) { Title = "A file as it was sent" });
        return found;
    }

    /// <summary>Takes the person's words out of what was chosen, and proves it: the same search before and after.</summary>
    public async Task<(int Before, int After)> EraseAsync(RightsRequest request, RequestPerson person, IReadOnlyList<Find> chosen, CancellationToken cancellation)
    {
        var before = await LookAsync(person.Words, cancellation);
        foreach (var find in chosen.Where(f => f.CanChange))
            if (find.Place == Find.Disclosure) await disclosed.EraseAsync(Guid.Parse(find.Key), person.Words, cancellation);
            else if (find.Place == Find.File) await ScalarAsync("select rights.erase_file($1)", cancellation, Guid.Parse(find.Key));
            else await ReplaceAsync(find, [.. person.Words], Mark, cancellation);
        await ProveAsync(request, person, "erase", AuditAction.Erase, before, chosen, cancellation);
        var after = await LookAsync(person.Words, cancellation);
        return (before.Count, after.Count);
    }

    /// <summary>Puts other words in place of wrong ones in what was chosen.</summary>
    public async Task<int> CorrectAsync(RightsRequest request, IReadOnlyList<Find> chosen, string from, string to, CancellationToken cancellation)
    {
        foreach (var find in chosen.Where(f => f.CanChange && f.Place != Find.File))
            if (find.Place == Find.Disclosure) await disclosed.CorrectAsync(Guid.Parse(find.Key), from, to, cancellation);
            else await ReplaceAsync(find, [from], to, cancellation);
        foreach (var place in chosen.Where(f => f.CanChange && f.Place != Find.File).GroupBy(f => f.Place))
        {
            desk.Prove(request, "correct", place.Key, place.Count(), place.Count());
            await desk.LogAsync(AuditAction.Alter, request, new { act = "correct", place = place.Key, changed = place.Count() }, cancellation);
        }
        await desk.Db.SaveChangesAsync(cancellation);
        return chosen.Count(f => f.CanChange && f.Place != Find.File);
    }

    /// <summary>Restricts the disclosures among what was chosen, or lifts that.</summary>
    public async Task<int> RestrictAsync(RightsRequest request, IReadOnlyList<Find> chosen, bool restricted, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var find in chosen.Where(f => f.Place == Find.Disclosure))
            if (await disclosed.RestrictAsync(Guid.Parse(find.Key), restricted, cancellation)) changed++;
        if (changed == 0) return 0;
        desk.Prove(request, restricted ? "restrict" : "release", Find.Disclosure, changed, changed);
        await desk.Db.SaveChangesAsync(cancellation);
        await desk.LogAsync(AuditAction.Alter, request, new { act = restricted ? "restrict" : "release", place = Find.Disclosure, changed }, cancellation);
        return changed;
    }

    async Task ProveAsync(RightsRequest request, RequestPerson person, string act, string action, IReadOnlyList<Find> before, IReadOnlyList<Find> chosen, CancellationToken cancellation)
    {
        var after = await LookAsync(person.Words, cancellation);
        foreach (var place in chosen.Where(f => f.CanChange).Select(f => f.Place).Distinct())
        {
            var (was, stays) = (before.Count(f => f.Place == place), after.Count(f => f.Place == place));
            desk.Prove(request, act, place, was, stays);
            await desk.LogAsync(action, request, new { act, place, before = was, after = stays }, cancellation);
        }
        await desk.Db.SaveChangesAsync(cancellation);
    }

    Task ReplaceAsync(Find find, string[] words, string replacement, CancellationToken cancellation) =>
        ScalarAsync("select rights.replace_words($1, $2, $3::jsonb, $4, $5)", cancellation, find.Place, find.Column, find.Key, words, replacement);

    async Task ScalarAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteScalarAsync(cancellation);
    }

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<string> words)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        command.Parameters.Add(new() { Value = words.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return command;
    }
}
