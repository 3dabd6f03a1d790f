using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>Rows of all the street files of all the months read.</summary>
/// <param name="Read">Data rows in the files.</param>
/// <param name="InArea">Placed inside the area, after later downloads have replaced earlier ones.</param>
/// <param name="Unlocated">Kept and counted, without a place.</param>
/// <param name="Rejected">Set aside for a fault.</param>
/// <param name="Updated">Rows that a later download of the same month changed.</param>
/// <param name="Unchanged">Rows that a later download of the same month repeats.</param>
/// <param name="Withdrawn">Rows that a later download of the same month no longer holds.</param>
/// <param name="Elsewhere">Placed outside the area.</param>
public sealed record PoliceUkCounts(int Read, int InArea, int Unlocated, int Rejected, int Updated, int Unchanged, int Withdrawn, int Elsewhere);

/// <summary>Police.uk files in memory, as an analysis wants them.</summary>
public sealed record PoliceUkLoadResult
{
    /// <summary>Incidents placed inside the area, in order of file and row.</summary>
    public required IncidentColumns Incidents { get; init; }

    /// <summary>Incidents without a place, which no area can claim.</summary>
    public required IncidentColumns Unplaced { get; init; }

    /// <summary>Months for which rows were read. A month between that is not here is missing, not zero.</summary>
    public required MonthsHeld Months { get; init; }

    public required PoliceUkCounts Counts { get; init; }

    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The first faults in detail, at most <see cref="PoliceUkLoad.FaultsKept"/>; <see cref="PoliceUkCounts.Rejected"/> counts them all.</summary>
    public required IReadOnlyList<RowFault> Faults { get; init; }

    /// <summary>All faults, by reason code.</summary>
    public required IReadOnlyDictionary<string, int> FaultCounts { get; init; }

    /// <summary>What the reader of the results should know: missing months, files sent twice or left out, later downloads.</summary>
    public required IReadOnlyList<string> Notices { get; init; }
}

/// <summary>Reads police.uk files into memory, without a database.</summary>
public static class PoliceUkLoad
{
    /// <summary>Faults kept in detail.</summary>
    public const int FaultsKept = 10_000;

    /// <summary>Reads the street files among these files and folders, and keeps what lies in the area.</summary>
    /// <param name="paths">Folders, CSV, CSV.gz and ZIPs of data.police.uk.</param>
    /// <param name="area">The area; null keeps every placed row.</param>
    /// <param name="latestMonth">Rows of later months are set aside; null takes all.</param>
    /// <param name="progress">Told each file before it is read.</param>
    /// <param name="limits">How much packed files may unpack to.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="FileProblemException">A file cannot be read, no street file is there, or none of the rows lies in the area.</exception>
    public static PoliceUkLoadResult Load(IEnumerable<string> paths, StudyArea? area, Month? latestMonth = null,
        IProgress<string>? progress = null, UnpackLimits? limits = null, CancellationToken cancellation = default)
    {
        using var source = PoliceUkSource.Open(paths, limits, cancellation);
        return Load(source, area, latestMonth, progress, cancellation);
    }

    /// <summary>Reads the street files of an opened source, and keeps what lies in the area.</summary>
    /// <exception cref="FileProblemException">A file cannot be read, no street file is there, or none of the rows lies in the area.</exception>
    public static PoliceUkLoadResult Load(PoliceUkSource source, StudyArea? area, Month? latestMonth = null,
        IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var files = source.Street.ToArray();
        if (files.Length == 0)
            throw new FileProblemException(source.Files.Count > 0 ? source.Files[0].Name : "the files given", "there is no street file among them",
                "Tick \"Include crime data\" on data.police.uk and send the street files it gives");
        var months = new MonthStore();
        var reader = new PoliceUkReader { LatestMonth = latestMonth };
        var read = 0;
        foreach (var file in files)
        {
            progress?.Report(file.Name);
            var rows = reader.Read(file, months.Begin(file), cancellation);
            if (rows == 0) months.Notices.Add($"{file.Name} holds no rows; its month is taken as missing.");
            read += rows;
            months.End();
        }
        return months.Result(area, read, [.. source.Notices, .. LeftOut(source)], [.. files.Select(f => new SourceFile(f.Name, f.Sha256))]);
    }

    internal static IEnumerable<string> LeftOut(PoliceUkSource source)
    {
        var outcomes = source.Files.Count(f => f.Kind == PoliceUkKind.Outcomes);
        var searches = source.Files.Count(f => f.Kind == PoliceUkKind.StopAndSearch);
        if (outcomes > 0) yield return $"{outcomes} outcomes {(outcomes == 1 ? "file was" : "files were")} left out: incidents come from street files, which carry the last outcome.";
        if (searches > 0) yield return $"{searches} stop-and-search {(searches == 1 ? "file was" : "files were")} left out: they hold searches, not incidents.";
    }
}
