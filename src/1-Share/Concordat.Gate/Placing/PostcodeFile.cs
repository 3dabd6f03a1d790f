using System.Globalization;
using Concordat.Partnership.Areas;
using CsvHelper;

namespace Concordat.Gate.Placing;

/// <summary>A row of a postcode file that could not be taken.</summary>
/// <param name="Row">Row as a spreadsheet shows it.</param>
/// <param name="Column">The published heading: PC, PQ, EA or NO; null when it is the whole row.</param>
public sealed record PostcodeFault(int Row, string? Column, string Message, string Remedy);

/// <summary>Reads Code-Point Open as Ordnance Survey publishes it: a CSV an area, without headings, postcodes padded to seven characters.</summary>
/// <remarks>Columns: postcode, positional quality, easting, northing; the six of administrative codes are passed over. A heading row, where somebody added one, is too.</remarks>
public static class PostcodeFile
{
    /// <summary>The postcodes of one file, in its order.</summary>
    /// <param name="faults">Receives what could not be taken; the rest of the file is read on.</param>
    public static IEnumerable<PostcodePoint> Read(Stream content, Action<PostcodeFault> faults)
    {
        using var csv = CsvReader.Create(content, CsvReaderOptions.Default with
        {
            HasHeader = false,
            SkipEmptyLines = false, // so that rows are numbered as a spreadsheet shows them
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = 1 << 16,
            MalformedData = CsvMalformedDataHandling.Recover,
        }, leaveOpen: true);
        for (var number = 1; csv.Read(); number++)
        {
            if (csv.FieldCount == 0 || csv.FieldCount == 1 && csv.GetSpan(0).IsEmpty) continue;
            string[] row = [.. Enumerable.Range(0, Math.Min(csv.FieldCount, 4)).Select(i => csv.GetString(i).Trim())];
            if (number == 1 && row[0] is "PC" or "Postcode") continue;
            if (Take(row, number, faults) is { } point) yield return point;
        }
    }

    static PostcodePoint? Take(string[] row, int number, Action<PostcodeFault> faults)
    {
        if (row.Length < 4)
        {
            faults(new(number, null, "has fewer than four columns", "Use the CSV files of Code-Point Open as published"));
            return null;
        }
        if (!Postcode.TryRead(row[0], out var postcode) || !postcode.IsUnit || postcode.Mended)
        {
            faults(new(number, "PC", "is not a full postcode", "Write it as KT1 1AA"));
            return null;
        }
        if (!byte.TryParse(row[1], NumberStyles.None, CultureInfo.InvariantCulture, out var quality) || quality is < 10 or > 90)
        {
            faults(new(number, "PQ", "is not a positional quality from 10 to 90", "Use the file as published"));
            return null;
        }
        if (quality == 90) return new(postcode.ToString(), quality, 0, 0);
        if (!int.TryParse(row[2], NumberStyles.None, CultureInfo.InvariantCulture, out var easting) || easting == 0 || easting >= NationalGrid.MaximumEastingMetres)
        {
            faults(new(number, "EA", "is not an easting between 1 and 699999 metres", "Use the file as published"));
            return null;
        }
        if (!int.TryParse(row[3], NumberStyles.None, CultureInfo.InvariantCulture, out var northing) || northing == 0 || northing >= NationalGrid.MaximumNorthingMetres)
        {
            faults(new(number, "NO", "is not a northing between 1 and 1299999 metres", "Use the file as published"));
            return null;
        }
        return new(postcode.ToString(), quality, easting, northing);
    }
}
