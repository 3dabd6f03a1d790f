using Concordat.Partnership.Calendar;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>The three kinds of file that data.police.uk gives.</summary>
public enum PoliceUkKind
{
    Street,
    Outcomes,
    StopAndSearch,
}

/// <summary>One file as it was sent: a name the sender knows, and its bytes, which may be opened more than once.</summary>
/// <param name="Name">Shown in messages; never used as a path.</param>
/// <param name="Open">Opens the bytes from the start; the stream can seek where the file is a ZIP.</param>
public sealed record PoliceUkInput(string Name, Func<Stream> Open);

/// <summary>One CSV of police.uk, found among the files sent and looked at, its rows not yet read.</summary>
public sealed class PoliceUkFile
{
    internal PoliceUkFile(string name, PoliceUkName parts, PoliceUkKind kind, FileLook look, StreetHeader? header, Func<Stream> open) =>
        (Name, Month, Force, Kind, Sha256, Bytes, UnbalancedQuotes, Header, Open) =
        (name, parts.Month, parts.Force, kind, look.Sha256, look.Bytes, look.UnbalancedQuotes, header, open);

    /// <summary>File name, after the name of its ZIP where it lay in one.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the unpacked bytes, lower-case hexadecimal: the same month packed or not is the same file.</summary>
    public string Sha256 { get; }

    public PoliceUkKind Kind { get; }

    /// <summary>Month in the file's name; null where the name has none.</summary>
    public Month? Month { get; }

    /// <summary>Force in the file's name ("south-yorkshire"); null where the name has none.</summary>
    public string? Force { get; }

    /// <summary>Unpacked size.</summary>
    public long Bytes { get; }

    internal Func<Stream> Open { get; }
    internal StreetHeader? Header { get; }
    internal bool UnbalancedQuotes { get; }
}
