using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.Places;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>Takes the street files of a return into the records, month by month; a later download updates what is held, and duplicates nothing.</summary>
/// <remarks>Runs in the caller's transaction. With no writer it only counts: the same reading and matching, so that what a person accepts is what is then done.</remarks>
sealed class PoliceUkImport(NpgsqlConnection connection, Guid partnershipId, StudyArea area, IncidentWriter? writer, Month latestMonth)
{
    readonly HeldMonths _held = new(connection, partnershipId);
    readonly PoliceUkReader _reader = new() { LatestMonth = latestMonth };

    public ImportCounts Counts { get; } = new();

    /// <summary>Reads and checks the rows of one file; touches neither the database nor the counts, so that it may run while the file before is written.</summary>
    /// <exception cref="Concordat.Partnership.Files.FileProblemException">The file cannot be read to its end.</exception>
    public FileRows Read(PoliceUkFile file, CancellationToken cancellation)
    {
        var rows = new FileRows(file.Name, area);
        rows.Read = _reader.Read(file, rows, cancellation);
        return rows;
    }

    /// <summary>Matches the rows of one file with what is held, and writes them where there is a writer.</summary>
    public async Task TakeAsync(FileRows rows, int fileNumber, CancellationToken cancellation)
    {
        if (rows.Read == 0) Counts.Notices.Add($"{rows.File} holds no rows; its month is taken as missing.");
        Counts.Read += rows.Read;
        Counts.Ready += rows.Kept.Count - rows.Unlocated;
        Counts.Unlocated += rows.Unlocated;
        Counts.Elsewhere += rows.Elsewhere;
        Counts.SetAside += rows.Faults.Count - rows.Elsewhere;
        var changes = new List<IncidentChange>();
        var withdrawn = new List<Guid>();
        var overwrites = false;
        foreach (var month in rows.Kept.Select((row, index) => (row, index)).GroupBy(r => (r.row.ReportedBy, r.row.Month.Number), r => r.index))
        {
            Counts.Months.Add(month.Key.Number);
            overwrites |= _held.IsTouched(month.Key);
            await MatchAsync(month.Key, [.. month], rows.Kept, changes, withdrawn, cancellation);
        }
        if (writer is not null) await writer.WriteAsync(rows.Kept, changes, withdrawn, fileNumber, overwrites, cancellation);
    }

    async Task MatchAsync((string Supplier, int Month) key, int[] indices, List<StreetRow> rows, List<IncidentChange> changes, List<Guid> withdrawn, CancellationToken cancellation)
    {
        var held = await _held.FindAsync(key, cancellation);
        RowIdentity[] received = [.. indices.Select(i => new RowIdentity(Fingerprint.Of(rows[i].CrimeId), rows[i].Content))];
        if (held.Count > 0 && IsEarlier(indices, rows, held))
        {
            Counts.Unchanged += indices.Length;
            Counts.Notices.Add($"{key.Supplier}, {new Month(key.Month)}: this is an earlier download than the one held (more outcomes are open). Nothing was changed.");
            _held.Replace(key, held);
            return;
        }
        var match = DownloadMatch.Of([.. held.Select(h => h.Identity)], received);
        Counts.Unchanged += match.Unchanged;
        Counts.Updated += match.Updated;
        Counts.Inserted += match.Inserted;
        var now = new List<HeldIncident>(indices.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            var row = rows[indices[i]];
            var partner = match.Partner[i];
            var isSame = partner >= 0 && held[partner].Identity == received[i];
            var id = partner >= 0 ? held[partner].Id : Guid.CreateVersion7();
            if (!isSame) changes.Add(new(id, indices[i], Replaces: partner >= 0));
            now.Add(new(id, received[i], row.IsOpen));
        }
        if (match.IsPartOfMonth)
        {
            now.AddRange(match.Withdrawn.Select(w => held[w]));
            Counts.Notices.Add($"{key.Supplier}, {new Month(key.Month)}: the file lacks {match.Withdrawn.Count:N0} of the {held.Count:N0} records held, so it was taken as a part of the month and nothing was withdrawn.");
        }
        else
        {
            Counts.Withdrawn += match.Withdrawn.Count;
            withdrawn.AddRange(match.Withdrawn.Select(w => held[w].Id));
        }
        _held.Replace(key, now);
    }

    // Nothing in a file says when it was downloaded, but fewer of its outcomes are open the later that was.
    static bool IsEarlier(int[] indices, List<StreetRow> rows, List<HeldIncident> held) =>
        (double)indices.Count(i => rows[i].IsOpen) / indices.Length > (double)held.Count(h => h.IsOpen) / held.Count;
}

/// <summary>A row that joins the records: new, or in place of one that was held.</summary>
/// <param name="Id">Identity of the incident; the same through all its versions.</param>
/// <param name="Row">Position among the rows kept.</param>
/// <param name="Replaces">True where it closes the version held.</param>
readonly record struct IncidentChange(Guid Id, int Row, bool Replaces);
