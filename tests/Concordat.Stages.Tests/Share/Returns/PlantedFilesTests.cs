using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>T-02 in every kind of file: what is personal stands in every column of 5,000 rows, in headings, in the names of sheets and entries, and is nowhere afterwards.</summary>
public sealed class PlantedFilesTests(ConcordatServer server) : SendingCase(server)
{
    const int Rows = 5_000;
    static readonly string[] Headings = ["Reference", "Category", "Date", "Time", "Easting", "Northing", "Grid reference", "Postcode", "Location", "Notes", "Reported by", "Date of birth", "NHS number", "Telephone"];

    [Theory]
    [InlineData("csv", "Quillbourne", "900463")]
    [InlineData("xlsx", "Quillbrook", "900464")]
    [InlineData("xls", "Quillford", "900465")]
    [InlineData("geojson", "Quillmead", "900466")]
    [InlineData("zip", "Quillstone", "900467")]
    public async Task WhatIsPersonal_InEveryColumnAndInHeadings_IsNowhereAfterwards(string kind, string surname, string number)
    {
        var (quarter, first) = NextQuarter();
        string[] planted = [$"Gareth {surname}", $"07700 {number}", "401 023 2137", "KT1 2ZQ", $"{surname.ToLowerInvariant()}@nowhere.example", "born 15/02/1961"];
        string[] wanted = [surname, number, "023 2137", "0232137", "KT1 2ZQ", "KT12ZQ", "15/02/1961", "1961-02-15"];
        var logged = new CapturedLog();
        Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(logged);
        var council = await Server.SignedInAsync(Council);
        var file = File(kind, [.. Headings, planted[0], planted[1]], PlantedRows(planted, first), planted[0]);
        // Another file's map of the same set would ask for the columns of its own.
        await Server.OwnerScalarAsync("delete from share.return_map");

        var draft = await SendAsync(council, quarter, file, name: $"asb {planted[0]} {planted[1]}.{kind}");
        var id = IdOf(draft);
        var faults = await council.GetAsync($"/share/returns/received/{id}/faults");
        var mend = await council.GetAsync($"/share/returns/received/{id}/faults.csv");
        var broken = await SendAsync(council, quarter, kind == "csv" ? [.. file[..^100], 0] : file[..^2000], name: $"broken {planted[0]}.{kind}");
        await SubmitAndAcceptAsync(id);
        // The headings of the map that was remembered are not those of this file, nor is what they are now to be told.
        var changed = await SendAsync(council, quarter, File(kind, [.. Headings.Select(h => h == "Category" ? $"{planted[0]}'s category" : h), planted[0], planted[1]], PlantedRows(planted, first), planted[0]), name: $"changed.{kind}");

        Assert.Equal(Rows, await Server.OwnerScalarAsync("select rows_read from share.return where id = $1", id));
        Assert.InRange((int)(await Server.OwnerScalarAsync("select records from share.return where id = $1", id))!, Rows * 3 / 5, Rows);
        Assert.Null(broken.Location);
        Assert.Contains("M-02", changed.Words, StringComparison.Ordinal);
        await Server.OwnerScalarAsync("checkpoint");
        var folder = (string)(await Server.OwnerScalarAsync("select current_setting('data_directory')"))!;
        foreach (var one in wanted)
        {
            foreach (var said in (string[])[draft.Text, faults.Text, mend.Text, broken.Text, changed.Text, logged.Text]) Assert.DoesNotContain(one, said, StringComparison.OrdinalIgnoreCase);
            Assert.Equal((one, ""), (one, await Planted.TablesWithAsync(Server, one)));
            Assert.Equal((one, ""), (one, string.Join(' ', Planted.FilesWith(folder, one))));
            Assert.Empty(Planted.FilesWith(Path.GetTempPath(), one, "*.tmp"));
        }
    }

    // Each column in turn holds each planted thing; words about places hold several.
    static List<string[]> PlantedRows(string[] planted, DateOnly first)
    {
        var rows = new List<string[]>(Rows);
        for (var i = 0; i < Rows; i++)
        {
            string[] cells = [$"R{i}", "Noise", $"{first.AddDays(i % 80):dd/MM/yyyy}", "14:05", $"{500000 + i}", $"{150000 + i}", "", "KT1", "by the boat steps", "loud", "", "", "", "", "x", "y"];
            cells[i % Headings.Length] = planted[i / Headings.Length % planted.Length];
            if (i % 3 == 0) cells[8] += $", rang {planted[1]}, {planted[0]} of {planted[3]}";
            rows.Add(cells);
        }
        return rows;
    }

    static byte[] File(string kind, string[] headings, List<string[]> rows, string name) => kind switch
    {
        "csv" => Csv(headings, rows),
        "xlsx" => Xlsx(headings, rows, name),
        "xls" => OldWorkbookBytes.Of(name, headings, rows),
        "geojson" => GeoJson(headings, rows),
        _ => Zip($"{name}.csv", Csv(headings, rows)),
    };

    static byte[] Csv(string[] headings, List<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(headings)) text.Append(CultureInfo.InvariantCulture, $"\"{string.Join("\",\"", row)}\"\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static byte[] Xlsx(string[] headings, List<string[]> rows, string sheet)
    {
        using var file = new MemoryStream();
        XlsxWriter.Write(new()
        {
            Title = sheet,
            Author = sheet,
            Marking = "OFFICIAL",
            Date = new(2026, 1, 1),
            Sheets = [new(sheet, [.. headings.Select(h => new TableColumn(h))], rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => Cell.Of(c))]))],
        }, file);
        return file.ToArray();
    }

    static byte[] GeoJson(string[] headings, List<string[]> rows) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "FeatureCollection",
        features = rows.Select(r => new { type = "Feature", properties = headings.Zip(r).ToDictionary(p => p.First, p => p.Second), geometry = new { type = "Point", coordinates = new[] { -0.57, 51.24 } } }),
    });

    static byte[] Zip(string entry, byte[] content)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var into = zip.CreateEntry(entry).Open();
            into.Write(content);
        }
        return file.ToArray();
    }
}
