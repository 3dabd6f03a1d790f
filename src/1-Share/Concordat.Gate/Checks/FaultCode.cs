namespace Concordat.Gate.Checks;

/// <summary>Reason codes of the gate, each with what is wrong and how to mend it. The sentences never hold what the cell held.</summary>
/// <param name="Code">Letter of the family and number: "D-01".</param>
/// <param name="Title">For headings: "The date is outside the period".</param>
/// <param name="Message">What is wrong with this cell or row.</param>
/// <param name="Remedy">How to mend it.</param>
/// <param name="SetsAside">False where the row is kept and only told.</param>
public sealed record FaultCode(string Code, string Title, string Message, string Remedy, bool SetsAside = true)
{
    public static FaultCode NotADate { get; } = new("D-01", "The date cannot be read", "It is not a date", "Write it as day, month and year, such as 03/10/2026");
    public static FaultCode InFuture { get; } = new("D-02", "The date is in the future", "The date has not come yet", "Check day, month and year");
    public static FaultCode OutsidePeriod { get; } = new("D-03", "The date is outside the period", "The date is outside the period that this return is for", "Send the row with the period it belongs to");
    public static FaultCode TooEarly { get; } = new("D-04", "The date is too long ago", "The year is too long ago to be right", "Check the year");
    public static FaultCode NotATime { get; } = new("D-05", "The time cannot be read", "It is not a time of day", "Write it as 14:05, from 00:00 to 23:59");
    public static FaultCode NoSuchTime { get; } = new("D-06", "The time did not exist", "The clocks went forward over this time, so it did not exist", "Check the time");
    public static FaultCode EndsBeforeStart { get; } = new("D-07", "The span ends before it starts", "The end of the span is before its start", "Check both dates and times");
    public static FaultCode OffGrid { get; } = new("P-01", "The place is not on the grid", "This is no place on the British National Grid", "Check the easting and northing: six figures each, in metres");
    public static FaultCode OutsideArea { get; } = new("P-02", "The place is outside the area", "The place is outside the partnership's area", "Check the grid reference. If it is right, the record belongs to a neighbour");
    public static FaultCode Swapped { get; } = new("P-03", "Easting and northing are swapped", "The easting and the northing have been swapped", "Put each in its own column");
    public static FaultCode Degrees { get; } = new("P-04", "Degrees where metres are meant", "These are degrees, and metres are meant", "Say in the map that they are longitude and latitude, or send eastings and northings");
    public static FaultCode HalfAPlace { get; } = new("P-05", "Only one half of the place", "One of the two coordinates is missing, so the record has no point", "Give both", SetsAside: false);
    public static FaultCode NotAPostcode { get; } = new("P-06", "The postcode cannot be read", "It is not a postcode", "Give the part before the space, such as KT1");
    public static FaultCode PostcodeLeftOut { get; } = new("P-07", "A postcode was left out", "It is not a postcode, so it was left out", "Check the postcode", SetsAside: false);
    public static FaultCode OutwardOutside { get; } = new("P-08", "The postcode lies outside the area", "No address of this outward postcode lies in the partnership's area", "Check the postcode. If it is right, the record belongs to a neighbour");
    public static FaultCode UnknownCode { get; } = new("C-01", "The code is not on the list", "It is not on the list of this field", "Map your word to one of ours once; it is remembered for you");
    public static FaultCode NotPermitted { get; } = new("C-02", "The code may not be sent in this set", "This code may not be sent in this set", "Leave such rows out");
    public static FaultCode OldCode { get; } = new("C-03", "The code was not in use on that day", "The code was not in use on the day of the record", "Use the list that was in force on that day", SetsAside: false);
    public static FaultCode SentTwice { get; } = new("K-01", "The same record appears twice", "A row above has the same reference. The first was kept", "Nothing to do if they are the same record");
    public static FaultCode RowsDisagree { get; } = new("K-02", "Rows of one record disagree", "Rows with this reference give different dates or places; one of them was kept", "Check the rows of this reference", SetsAside: false);
    public static FaultCode Missing { get; } = new("F-01", "A required field is blank", "It is blank, and this set cannot do without it", "Fill it in");
    public static FaultCode NothingThere { get; } = new("F-02", "None of the counts is filled in", "None of the counts is filled in", "Give at least one of them");
    public static FaultCode AgeUnknown { get; } = new("F-03", "The age is not known", "The age is not known, so the person is in none of the six counts", "Give the age or its band if it is known", SetsAside: false);
    public static FaultCode NotAWholeNumber { get; } = new("N-01", "Not a whole number from 0", "It is not a whole number from 0", "Write figures alone, such as 0 or 12");
    public static FaultCode TooLarge { get; } = new("N-02", "The number is too large", "The number is too large to be right", "Check the number");
    public static FaultCode NotANumber { get; } = new("N-03", "Not a number", "It is not a number with a decimal point", "Write figures with a point, such as 12.5");
    public static FaultCode NotAnAge { get; } = new("N-04", "Not an age", "It is not an age in years", "Write whole years from 0 to 120, such as 14");
    public static FaultCode NotOfThisSet { get; } = new("S-01", "Not of this set", "It does not belong to this set", "Nothing to mend; leave such rows out of the file");
    public static FaultCode ATotal { get; } = new("S-02", "A total, not a record", "The row is a total, not a record", "Nothing to mend; leave totals out of the file");
    public static FaultCode Surplus { get; } = new("R-01", "More cells than headings", "The row has more cells than there are headings", "Put cells that hold the separator in quotation marks");
    public static FaultCode NullCharacter { get; } = new("R-02", "A null character", "The row holds a null character", "Export the file again");

    /// <summary>All codes, in order of letter and number.</summary>
    public static IReadOnlyList<FaultCode> All { get; } =
    [
        UnknownCode, NotPermitted, OldCode, NotADate, InFuture, OutsidePeriod, TooEarly, NotATime, NoSuchTime, EndsBeforeStart, Missing, NothingThere, AgeUnknown,
        SentTwice, RowsDisagree, NotAWholeNumber, TooLarge, NotANumber, NotAnAge, OffGrid, OutsideArea, Swapped, Degrees, HalfAPlace, NotAPostcode, PostcodeLeftOut, OutwardOutside,
        Surplus, NullCharacter, NotOfThisSet, ATotal,
    ];

    /// <summary>The code of this name; null when there is none.</summary>
    public static FaultCode? Find(string code) => All.FirstOrDefault(c => c.Code == code);
}
