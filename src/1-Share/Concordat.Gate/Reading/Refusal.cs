using System.Globalization;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading;

/// <summary>Every reason for which a file is not read, each with its code; README.md lists them.</summary>
static class Refusal
{
    public static FileProblemException Empty(string file) =>
        new(file, "the file is empty", "Export it again with its rows", code: "F-01");

    public static FileProblemException Kind(string file, string kind) =>
        new(file, $"this is {kind}, and a table is wanted", "Send it as CSV, as an Excel workbook or as GeoJSON", code: "F-02");

    public static FileProblemException WebPage(string file) =>
        new(file, "this is a web page, whatever its name says", "Open it, save it as an Excel workbook or as CSV, and send that", code: "F-03");

    public static FileProblemException Password(string file, string what = "the workbook") =>
        new(file, $"{what} is protected by a password", "Take the password off and send it again; the way to us is encrypted", code: "F-04");

    public static FileProblemException Damaged(string file, int? row = null) =>
        new(file, "the file is damaged or cut short", "Export it again and send the new file", row, code: "F-05");

    public static FileProblemException PackedTwice(string file) =>
        new(file, "it is packed twice: an archive inside an archive", "Unpack it once and send what is inside", code: "F-07");

    public static FileProblemException TooLarge(string file, long bytes) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"it is larger than {bytes >> 20:N0} MB, which is the most that can be read of a workbook or a packed file"),
            "Send it in parts, or as CSV, which may be larger", code: "F-08");

    public static FileProblemException Columns(string file, long columns, int most, int row) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"it has {columns:N0} columns; at most {most:N0} are read"),
            "Send the columns of the set alone", row, code: "F-09");

    public static FileProblemException Rows(string file, int most) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"it has more than {most:N0} rows"), "Send it in parts, for example month by month", code: "F-10");

    public static FileProblemException LongCell(string file, int most, int row, int column) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"a cell holds more than {most:N0} characters"),
            "Shorten the text, or leave the column out", row, string.Create(CultureInfo.InvariantCulture, $"{column + 1}"), "F-11");

    public static FileProblemException LongText(string file, int most) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"a text in the workbook holds more than {most:N0} characters"), "Shorten the text, or leave the column out", code: "F-11");

    public static FileProblemException Null(string file, int row) =>
        new(file, "the row holds a null character (byte 0), which is no text", "Take it out, or export the file again", row, code: "F-12");

    public static FileProblemException Quote(string file, int row) =>
        new(file, "a quotation mark is opened here and not closed where its cell ends", "Close it, double the quotation marks inside the text, or save the file as an Excel workbook", row, code: "F-13");

    public static FileProblemException NoHeadings(string file) =>
        new(file, "no row of headings was found in its first rows", "Put the name of each column in the row above the records, or say which row holds them", code: "F-14");

    public static FileProblemException NoHeaderRow(string file, int row) =>
        new(file, "the row that should hold the headings is blank or not there", "Say which row holds the headings", row, code: "F-14");

    public static FileProblemException NoSheet(string file, string? sheet, IEnumerable<string> there) =>
        new(file, sheet is null ? "the workbook has no sheet that holds a table" : $"there is no sheet called \"{FileName.Inner(sheet)}\"; its sheets are {string.Join(", ", there.Take(20).Select(t => $"\"{FileName.Inner(t)}\""))}",
            "Say which sheet holds the records, or put them on a sheet that is not hidden", code: "F-15");

    public static FileProblemException Entities(string file) =>
        new(file, "the workbook declares entities of its own, which no spreadsheet program does", "Make the workbook again in a spreadsheet program; do not open this one", code: "F-16");

    public static FileProblemException TooManyTables(string file, int most) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"it holds more than {most:N0} files or sheets"), "Send fewer at once", code: "F-17");

    public static FileProblemException NoTable(string file) =>
        new(file, "there is no table in it", "Put a CSV, an Excel workbook or a GeoJSON file into the ZIP", code: "F-15");

    public static FileProblemException NotGeoJson(string file, string what) =>
        new(file, what, "Export it as GeoJSON: a FeatureCollection with one feature for each record", code: "F-18");

    public static FileProblemException LongRow(string file, int most, int row) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"the row is longer than {most >> 20:N0} MB, or a quotation mark is opened in it and never closed"),
            "Close the quotation mark, or take out what no record needs", row, code: "F-19");

    public static FileProblemException SharedTexts(string file, long bytes) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"the workbook's texts are larger than {bytes >> 20:N0} MB unpacked"), "Send it in parts, or as CSV, which may be larger", code: "F-08");
}
