namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>One row set aside, in words its sender can act on.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Row">Row as a spreadsheet shows it; the header is 1.</param>
/// <param name="Column">Column heading; null where the whole row is meant.</param>
/// <param name="Code">Reason, one of <see cref="FaultReason.All"/>.</param>
/// <param name="Read">What was read, at most 60 characters (police.uk is public; other suppliers' values are never repeated).</param>
/// <param name="Remedy">What to do about this row.</param>
public sealed record RowFault(string File, int Row, string? Column, string Code, string Read, string Remedy);

/// <summary>A reason to set rows aside.</summary>
/// <param name="Code">Short and stable: F form of the row, D date, C code, P place.</param>
/// <param name="Title">What is wrong, for a list of reasons.</param>
/// <param name="Remedy">What to do about all rows with this reason.</param>
public sealed record FaultReason(string Code, string Title, string Remedy)
{
    public static readonly FaultReason FieldCount = new("F-01", "The row has too many or too few columns",
        "Look for a comma or a quotation mark inside a value; send the file as police.uk gave it.");
    public static readonly FaultReason ControlCharacter = new("F-02", "A value holds characters that are not text",
        "The file was damaged on its way; download it again.");
    public static readonly FaultReason NotAMonth = new("D-01", "The month cannot be read", "Write it as 2024-03.");
    public static readonly FaultReason OtherMonth = new("D-02", "The month is not the month of the file",
        "Send the row in the file of its own month.");
    public static readonly FaultReason AbsurdMonth = new("D-03", "The month is before police.uk began or in the future",
        "police.uk begins with 2010-12; check the year.");
    public static readonly FaultReason CrimeType = new("C-01", "The crime type is not on the list", "Use the crime types of police.uk.");
    public static readonly FaultReason HalfPosition = new("P-01", "Only one of the two coordinates is there",
        "Give both, or leave both blank where the place is not known.");
    public static readonly FaultReason NotANumber = new("P-02", "A coordinate is not a number", "Write degrees as -0.123456, with a point and nothing else.");
    public static readonly FaultReason Swapped = new("P-03", "Longitude and latitude are swapped", "Put the latitude (49 to 61) in the latitude column.");
    public static readonly FaultReason MetresForDegrees = new("P-04", "Metres stand where degrees belong",
        "Convert eastings and northings to longitude and latitude, or send the file as police.uk gave it.");
    public static readonly FaultReason DegreesForMetres = new("P-05", "Degrees stand where metres belong",
        "This layout has Easting and Northing in metres; send the file as police.uk gave it.");
    public static readonly FaultReason NotInBritain = new("P-06", "The place is not in Great Britain", "Check the coordinates.");
    public static readonly FaultReason OutsideArea = new("P-07", "The place is outside the area",
        "Nothing to do if the coordinates are right: the record belongs to a neighbour.");

    public static IReadOnlyList<FaultReason> All { get; } =
        [FieldCount, ControlCharacter, NotAMonth, OtherMonth, AbsurdMonth, CrimeType, HalfPosition, NotANumber, Swapped, MetresForDegrees, DegreesForMetres, NotInBritain, OutsideArea];

    /// <summary>The reason with this code; null when there is none.</summary>
    public static FaultReason? Find(string code) => All.FirstOrDefault(r => r.Code == code);
}
