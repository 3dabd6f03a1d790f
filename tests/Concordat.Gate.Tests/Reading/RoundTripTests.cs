using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Gate.Reading;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Whatever is written as a table reads back the same: from fixed seeds, so that a failure comes again.</summary>
public sealed class RoundTripTests
{
    static readonly string[] Words =
    [
        "Noise", "A, B", "semi;colon", "tab\there", "bar|red", "say \"no\"", "two\nlines", "two\r\nlines", "café – £5", "العربية", "👩‍👧", "", "", "1,234.50", "03/10/2026", "'tis", "x = y", "5\" nail",
    ];

    static readonly string[] Risky = ["=1+1", "+44 20", "-2", "@here", "\tx", "\rx", "\nx", "'=already", "''+twice", "＝full", "=HYPERLINK(\"http://x\",\"y\")", "plain", "'tis", "a=b", "-", "'"];

    [Fact]
    public void Csv_AnyTableWrittenAnyWay_ReadsBackEqual()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (delimiter, end) = (",;\t|"[random.Next(4)], random.Next(2) == 0 ? "\n" : "\r\n");
            Encoding encoding = random.Next(5) switch { 0 => new UTF8Encoding(true), 1 => new UTF8Encoding(false), 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => Encoding.GetEncoding(1252) };
            var columns = random.Next(2, 9);
            string[] headings = [.. Enumerable.Range(0, columns).Select(i => $"Heading {(char)('A' + i)}{(random.Next(4) == 0 ? $" {delimiter} \"x\"" : "")}")];
            var rows = Enumerable.Range(0, random.Next(4, 80)).Select(r => Enumerable.Range(0, columns).Select(c => c == 0 ? $"R{r}" : Word(random, encoding)).ToArray()).ToList();
            var text = string.Concat(rows.Prepend(headings).Select(r => string.Join(delimiter, r.Select(c => Quoted(c, delimiter, random))) + end));
            byte[] content = [.. random.Next(2) == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

            var read = Files.One(content);

            Assert.True(headings.SequenceEqual(read.Headings), $"seed {seed}");
            Assert.Equal(rows.Count, read.Rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.True(rows[i].SequenceEqual(read.Rows[i].Cells), $"seed {seed}, row {i}: {string.Join('~', rows[i])} and {string.Join('~', read.Rows[i].Cells)}");
                Assert.Equal(i + 2, read.Rows[i].Number);
            }
        }
    }

    [Fact]
    public void Exports_OfRiskyWords_AreNeutralisedAndReadBackEqual()
    {
        TableColumn[] columns = [new("Reference"), new("Words")];
        IReadOnlyList<Cell>[] rows = [.. Risky.Select((w, i) => (IReadOnlyList<Cell>)[$"R{i}", w])];
        using var csv = new StringWriter();
        CsvTableWriter.Write(columns, rows, csv);
        using var xlsx = new MemoryStream();
        XlsxWriter.Write(new Workbook { Title = "T", Author = "A", Marking = "OFFICIAL", Date = new(2026, 11, 21), Sheets = [new("Data", columns, rows)] }, xlsx);

        foreach (var line in Files.One(Files.Text(csv.ToString().Replace("'", "", StringComparison.Ordinal))).Rows) Assert.NotNull(line.Cells);
        Assert.DoesNotMatch("(^|,)\"?[=+\\-@\t\r\n＝]", csv.ToString().Replace("\r\n", "¶", StringComparison.Ordinal));
        Assert.Equal(Risky, Files.One(Files.Text(csv.ToString())).Rows.Select(r => r.Cells[1]));
        Assert.Equal(Risky, Files.One(xlsx.ToArray()).Rows.Select(r => r.Cells[1]));
    }

    [Fact]
    public void Workbook_OfOurOwnWriter_ReadsBackEqual()
    {
        TableColumn[] columns = [new("Reference"), new("Day"), new("Moment"), new("Amount"), new("Share"), new("Words")];
        IReadOnlyList<Cell>[] rows = [.. Enumerable.Range(0, 500).Select(i => (IReadOnlyList<Cell>)
            [$"R{i}", Cell.Of(new DateOnly(2026, 1, 1).AddDays(i)), Cell.LocalTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(i * 37)), Cell.Of(i * 1.25), Cell.Of(530_000_180_000d + i), $"_x000D_ {Words[i % Words.Length]}"])];
        using var xlsx = new MemoryStream();
        XlsxWriter.Write(new Workbook { Title = "T", Author = "A", Marking = "OFFICIAL", Date = new(2026, 11, 21), Sheets = [new("Data", columns, rows)] }, xlsx);

        var read = Files.One(xlsx.ToArray());

        for (var i = 0; i < 500; i++)
        {
            var moment = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(i * 37);
            Assert.Equal([
                $"R{i}", new DateOnly(2026, 1, 1).AddDays(i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                (i * 1.25).ToString(System.Globalization.CultureInfo.InvariantCulture), (530_000_180_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"_x000D_ {Words[i % Words.Length]}".Trim()], read.Rows[i].Cells);
        }
    }

    static string Word(Random random, Encoding encoding)
    {
        var word = Words[random.Next(Words.Length)];
        return encoding.CodePage == 1252 && word.Any(c => c > 0xFF && c != (char)0x2013) ? "Noise" : word;
    }

    static string Quoted(string cell, char delimiter, Random random) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.AsSpan().ContainsAny("\"\r\n") || random.Next(5) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
