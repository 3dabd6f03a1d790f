using System.Runtime.InteropServices;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>Rows in memory by force and month, so that a later download of a month replaces the earlier one.</summary>
sealed class MonthStore : IStreetRowSink
{
    readonly record struct Held(RowIdentity Identity, double Easting, double Northing, int Place, byte Theme, bool IsOpen);

    sealed class Batch(string file)
    {
        public string File { get; } = file;
        public List<Held> Rows { get; } = [];
        public double OpenShare => Rows.Count == 0 ? 0 : (double)Rows.Count(r => r.IsOpen) / Rows.Count;
    }

    readonly Dictionary<(string Force, int Month), Batch> _held = [];
    readonly Dictionary<(string Force, int Month), Batch> _received = [];
    readonly Dictionary<string, int> _places = [];
    readonly List<RowFault> _faults = [];
    readonly Dictionary<string, int> _faultCounts = [];
    int _updated, _unchanged, _withdrawn;
    string _file = "";

    public List<string> Notices { get; } = [];

    public MonthStore Begin(PoliceUkFile file)
    {
        _file = file.Name;
        return this;
    }

    public void Row(in StreetRow row)
    {
        ref var batch = ref CollectionsMarshal.GetValueRefOrAddDefault(_received, (row.ReportedBy, row.Month.Number), out _);
        batch ??= new Batch(_file);
        batch.Rows.Add(new Held(new RowIdentity(Fingerprint.Of(row.CrimeId), row.Content), row.Easting, row.Northing, Place(row.PlaceName), row.Theme, row.IsOpen));
    }

    public void Fault(RowFault fault)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_faultCounts, fault.Code, out _)++;
        if (_faults.Count < PoliceUkLoad.FaultsKept) _faults.Add(fault);
    }

    /// <summary>The file has been read to its end: its months join the others.</summary>
    public void End()
    {
        foreach (var (key, received) in _received)
            _held[key] = _held.TryGetValue(key, out var held) ? Merge(key, held, received) : received;
        _received.Clear();
    }

    // Nothing in a file says when it was downloaded, but fewer of its outcomes are open the later that was.
    Batch Merge((string Force, int Month) key, Batch held, Batch received)
    {
        var (earlier, later) = received.OpenShare <= held.OpenShare ? (held, received) : (received, held);
        var match = DownloadMatch.Of([.. earlier.Rows.Select(r => r.Identity)], [.. later.Rows.Select(r => r.Identity)]);
        _updated += match.Updated;
        _unchanged += match.Unchanged;
        var of = $"{key.Force}, {new Month(key.Month)}";
        if (match.IsPartOfMonth)
        {
            foreach (var row in match.Withdrawn) later.Rows.Add(earlier.Rows[row]);
            Notices.Add($"{of}: {later.File} lacks {match.Withdrawn.Count:N0} of the {earlier.Rows.Count:N0} rows of {earlier.File}. It was taken as part of the month, and nothing was withdrawn.");
        }
        else
        {
            _withdrawn += match.Withdrawn.Count;
            Notices.Add($"{of} came twice. {later.File} is the later download (fewer outcomes are open): {match.Updated:N0} rows updated, {match.Unchanged:N0} unchanged, {match.Inserted:N0} new, {match.Withdrawn.Count:N0} withdrawn.");
        }
        return later;
    }

    int Place(string? name)
    {
        if (name is null) return -1;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, name, out var known);
        if (!known) place = _places.Count - 1;
        return place;
    }

    public PoliceUkLoadResult Result(StudyArea? area, int read, IReadOnlyList<string> notices, IReadOnlyList<SourceFile> files)
    {
        Columns inside = new(), unplaced = new();
        var elsewhere = 0;
        foreach (var (key, batch) in _held.OrderBy(h => h.Key.Month).ThenBy(h => h.Key.Force, StringComparer.Ordinal))
            foreach (var row in CollectionsMarshal.AsSpan(batch.Rows))
            {
                if (double.IsNaN(row.Easting)) unplaced.Add(key.Month, row);
                else if (area is null || area.Contains(row.Easting, row.Northing)) inside.Add(key.Month, row);
                else elsewhere++;
            }
        if (inside.Count == 0 && elsewhere > 0)
            throw new FileProblemException(area!.Name, $"none of the {elsewhere:N0} placed rows lies in the area: {Whereabouts(area)}", "Check that the boundary and the files are of the same place");
        var months = _held.Keys.Select(k => k.Month).Distinct().Order().Select(m => new Month(m)).ToArray();
        string[] places = [.. _places.Keys];
        return new PoliceUkLoadResult
        {
            Incidents = inside.Finish(places),
            Unplaced = unplaced.Finish(places),
            Months = new MonthsHeld(months),
            Counts = new PoliceUkCounts(read, inside.Count, unplaced.Count, _faultCounts.Values.Sum(), _updated, _unchanged, _withdrawn, elsewhere),
            Files = files,
            Faults = _faults,
            FaultCounts = new SortedDictionary<string, int>(_faultCounts, StringComparer.Ordinal),
            Notices = [.. area?.Notices ?? [], .. notices, .. Notices, .. Gaps()],
        };
    }

    string Whereabouts(StudyArea area)
    {
        var rows = _held.Values.SelectMany(b => b.Rows).Where(r => !double.IsNaN(r.Easting)).ToArray();
        var box = area.Box;
        return $"the area is around easting {(box.MinEasting + box.MaxEasting) / 2:0}, northing {(box.MinNorthing + box.MaxNorthing) / 2:0}, "
            + $"the rows around {rows.Average(r => r.Easting):0}, {rows.Average(r => r.Northing):0}";
    }

    IEnumerable<string> Gaps() =>
        from force in _held.Keys.GroupBy(k => k.Force, k => k.Month).OrderBy(g => g.Key, StringComparer.Ordinal)
        let missing = MissingMonths(force)
        where missing.Count > 0
        select $"{force.Key}: {(missing.Count == 1 ? "the month" : "the months")} {MonthSpans.InWords(missing)} {(missing.Count == 1 ? "is" : "are")} missing between the first and the last; missing is not zero.";

    static List<Month> MissingMonths(IEnumerable<int> held)
    {
        var months = held.ToHashSet();
        return [.. Enumerable.Range(months.Min(), months.Max() - months.Min() + 1).Where(m => !months.Contains(m)).Select(m => new Month(m))];
    }

    sealed class Columns
    {
        readonly List<byte> _theme = [];
        readonly List<int> _month = [], _place = [];
        readonly List<double> _easting = [], _northing = [];

        public int Count => _theme.Count;

        public void Add(int month, in Held row)
        {
            _theme.Add(row.Theme);
            _month.Add(month);
            _place.Add(row.Place);
            _easting.Add(row.Easting);
            _northing.Add(row.Northing);
        }

        public IncidentColumns Finish(string[] places) => new()
        {
            Count = Count,
            Theme = [.. _theme],
            Month = [.. _month],
            Easting = [.. _easting],
            Northing = [.. _northing],
            Place = [.. _place],
            Places = places,
        };
    }
}
