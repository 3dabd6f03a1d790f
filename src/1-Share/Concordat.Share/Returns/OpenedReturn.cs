using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.Places;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>The street files of a return, ready to read, without those that were accepted before.</summary>
sealed class OpenedReturn : IDisposable
{
    readonly WorkingFiles _working;
    readonly PoliceUkSource _source;
    readonly List<string> _notices;
    readonly HashSet<int> _held;

    OpenedReturn(StudyArea area, AreaPlacer placer, WorkingFiles working, PoliceUkSource source, IReadOnlyList<PoliceUkFile> files, List<string> notices, HashSet<int> held) =>
        (Area, Placer, _working, _source, Files, _notices, _held) = (area, placer, working, source, files, notices, held);

    public StudyArea Area { get; }
    public AreaPlacer Placer { get; }
    public IReadOnlyList<PoliceUkFile> Files { get; }
    public IReadOnlyList<string> Notices => _notices;

    public static async Task<OpenedReturn> OpenAsync(
        NpgsqlConnection connection, Guid partnershipId, StudyArea area, AreaPlacer placer, WorkingFiles working, CancellationToken cancellation)
    {
        PoliceUkSource? source = null;
        try
        {
            source = PoliceUkSource.Open(working.Inputs, cancellation: cancellation);
            var street = source.Street.ToArray();
            if (street.Length == 0)
                throw new FileProblemException(source.Files.Count > 0 ? source.Files[0].Name : working.Inputs[0].Name, "there is no street file among them",
                    "Tick \"Include crime data\" on data.police.uk and send the street files it gives");
            List<string> notices = [.. area.Notices, .. source.Notices, .. PoliceUkLoad.LeftOut(source)];
            var known = await KnownAsync(connection, partnershipId, area.Name, [.. street.Select(f => f.Sha256)], cancellation);
            foreach (var file in street.Where(f => known.ContainsKey(f.Sha256)))
                notices.Add($"{file.Name} was accepted on {known[file.Sha256]:d MMMM yyyy}; it was not read again.");
            return new OpenedReturn(area, placer, working, source, [.. street.Where(f => !known.ContainsKey(f.Sha256))], notices, await HeldAsync(connection, partnershipId, cancellation));
        }
        catch
        {
            source?.Dispose();
            working.Dispose();
            throw;
        }
    }

    /// <summary>Months missing between the first and the last, of those held and those read together.</summary>
    public IEnumerable<string> Gaps(IReadOnlyCollection<int> read)
    {
        if (read.Count == 0) yield break;
        var all = _held.Concat(read).ToHashSet();
        Month[] missing = [.. Enumerable.Range(all.Min(), all.Max() - all.Min() + 1).Where(m => !all.Contains(m)).Select(m => new Month(m))];
        if (missing.Length > 0)
            yield return $"{(missing.Length == 1 ? "The month" : "The months")} {MonthSpans.InWords(missing)} {(missing.Length == 1 ? "is" : "are")} missing between the first and the last held; missing is not zero.";
    }

    static async Task<Dictionary<string, DateTime>> KnownAsync(NpgsqlConnection connection, Guid partnershipId, string areaName, string[] hashes, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select f.sha256, max(r.decided_at) from share.return_file f
            join share.return r on r.partnership_id = f.partnership_id and r.id = f.return_id
            where f.partnership_id = $1 and f.kind = 'street' and f.sha256 = any($2) and r.state = 'accepted' and r.area_name = $3 group by f.sha256
            """, partnershipId, hashes, areaName);
        var known = new Dictionary<string, DateTime>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) known[reader.GetString(0)] = reader.GetDateTime(1);
        return known;
    }

    static async Task<HashSet<int>> HeldAsync(NpgsqlConnection connection, Guid partnershipId, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select distinct unnest(months) from share.return where partnership_id = $1 and state = 'accepted'
            """, partnershipId);
        var months = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) months.Add(reader.GetInt32(0));
        return months;
    }

    public void Dispose()
    {
        _source.Dispose();
        _working.Dispose();
    }
}
