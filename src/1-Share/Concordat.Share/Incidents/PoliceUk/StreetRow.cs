using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>One good row of a street file.</summary>
public readonly struct StreetRow
{
    /// <summary>Row as a spreadsheet shows it; the header is 1.</summary>
    public required int Row { get; init; }

    /// <summary>The supplier's reference; null for anti-social behaviour, which has none. Not unique: it repeats in some forces.</summary>
    public required string? CrimeId { get; init; }

    public required Month Month { get; init; }

    /// <summary>The force ("Surrey Police").</summary>
    public required string ReportedBy { get; init; }

    /// <summary>Metres on the British National Grid; NaN where the row has no place.</summary>
    public required double Easting { get; init; }

    /// <summary>Metres on the British National Grid; NaN where the row has no place.</summary>
    public required double Northing { get; init; }

    /// <summary>Place name as supplied; null where it says there is no location.</summary>
    public required string? PlaceName { get; init; }

    public required string? LsoaCode { get; init; }

    /// <summary>Position in <see cref="ThemeList.All"/>.</summary>
    public required byte Theme { get; init; }

    public required string? Outcome { get; init; }

    /// <summary>Fingerprint of all that the row says but its reference; two rows that say the same have the same.</summary>
    public required UInt128 Content { get; init; }

    public bool IsLocated => !double.IsNaN(Easting);

    /// <summary>True where the outcome may still change.</summary>
    public bool IsOpen => Outcomes.IsOpen(Outcome, CrimeId is not null);
}

/// <summary>What police.uk's outcomes say of the age of a download.</summary>
static class Outcomes
{
    /// <summary>True where the outcome of a crime may still change; anti-social behaviour has none.</summary>
    public static bool IsOpen(string? outcome, bool isCrime) =>
        outcome is "Under investigation" or "Awaiting court outcome" || outcome is null && isCrime;
}

/// <summary>Receives the rows of a street file in order: each row once, good or faulty.</summary>
public interface IStreetRowSink
{
    void Row(in StreetRow row);
    void Fault(RowFault fault);
}
