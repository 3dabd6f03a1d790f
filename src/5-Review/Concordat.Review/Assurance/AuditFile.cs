using System.Globalization;
using Concordat.Platform.Audit;
using CsvHelper;

namespace Concordat.Review.Assurance;

/// <summary>A stretch of the audit chain as a CSV file that can be checked again on another machine.</summary>
/// <remarks>Words that a spreadsheet would run as a formula, and words that start with an apostrophe, get an apostrophe in front; reading takes it off again,
/// so that the hashes still fit.</remarks>
public static class AuditFile
{
    static readonly string[] Columns =
        ["partnership_id", "entry", "at_utc", "user_id", "agency_id", "purpose", "action", "subject", "subject_id", "detail", "previous_hash", "hash", "who", "agency"];

    /// <summary>Writes the entries with the names of people and agencies beside them, which are not part of the hash.</summary>
    /// <param name="entries">A stretch without gaps, in the order of the chain.</param>
    /// <param name="nameOf">Name of the person of an entry.</param>
    /// <param name="agencyOf">Name of the agency of an entry.</param>
    /// <param name="writer">Receives the text.</param>
    public static async Task WriteAsync(IAsyncEnumerable<AuditEntry> entries, Func<AuditEntry, string> nameOf, Func<AuditEntry, string> agencyOf, TextWriter writer)
    {
        await writer.WriteAsync(string.Join(',', Columns) + "\r\n");
        await foreach (var e in entries)
        {
            string[] fields =
            [
                e.PartnershipId.ToString(), e.Sequence.ToString(CultureInfo.InvariantCulture), e.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                $"{e.UserId}", $"{e.AgencyId}", e.Purpose, e.Action, e.Subject, e.SubjectId, e.Detail, Convert.ToHexStringLower(e.PreviousHash), Convert.ToHexStringLower(e.Hash), nameOf(e), agencyOf(e),
            ];
            await writer.WriteAsync(string.Join(',', fields.Select(f => Quote(Guard(f)))) + "\r\n");
        }
    }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="FormatException">It is not an export of the audit; the message names the line.</exception>
    public static IEnumerable<AuditEntry> Read(Stream content)
    {
        using var csv = CsvReader.Create(content, CsvReaderOptions.Default with { HasHeader = false, AllowLineBreaksInQuotes = true }, leaveOpen: true);
        if (!csv.Read() || csv.FieldCount != Columns.Length || !Enumerable.Range(0, Columns.Length).All(i => csv.GetString(i).TrimStart('\ufeff') == Columns[i]))
            throw new FormatException("Line 1 does not name the columns of an audit export. Export the log again from the audit page.");
        for (var line = 2; csv.Read(); line++) yield return One(csv, line);
    }

    static AuditEntry One(CsvReader csv, int line)
    {
        try
        {
            return new()
            {
                PartnershipId = Guid.Parse(Field(csv, 0)),
                Sequence = long.Parse(Field(csv, 1), CultureInfo.InvariantCulture),
                At = DateTime.ParseExact(Field(csv, 2), "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                UserId = Id(Field(csv, 3)),
                AgencyId = Id(Field(csv, 4)),
                Purpose = Field(csv, 5),
                Action = Field(csv, 6),
                Subject = Field(csv, 7),
                SubjectId = Field(csv, 8),
                Detail = Field(csv, 9),
                PreviousHash = Convert.FromHexString(Field(csv, 10)),
                Hash = Convert.FromHexString(Field(csv, 11)),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException($"Row {line} is not an entry of the audit. Export the log again from the audit page.", e);
        }
    }

    static Guid? Id(string text) => text.Length == 0 ? null : Guid.Parse(text);

    static string Field(CsvReader csv, int column)
    {
        var field = csv.GetString(column);
        return field.StartsWith('\'') ? field[1..] : field;
    }

    static string Guard(string field) => field.Length > 0 && field[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'' ? "'" + field : field;

    static string Quote(string field) => field.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;
}
