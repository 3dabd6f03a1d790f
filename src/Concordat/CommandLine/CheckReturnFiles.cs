using System.Text;
using System.Text.Json;
using Concordat.Gate.Checks;
using Concordat.Gate.Sets;

namespace Concordat.CommandLine;

/// <summary>Writes report.json and kept.csv under temporary names first, so that a folder never holds half of a file.</summary>
internal sealed class CheckReturnFiles : IDisposable
{
    readonly string? _folder;
    readonly string? _temporary;
    readonly KeptCsv? _csv;

    /// <param name="folder">Null writes the report alone, to the terminal.</param>
    public CheckReturnFiles(string? folder, SetDefinition set)
    {
        _folder = folder;
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        _temporary = Path.Combine(folder, $"kept.csv.{Guid.NewGuid():N}.tmp");
        _csv = new KeptCsv(new StreamWriter(_temporary, append: false, new UTF8Encoding(false)), set);
    }

    public void Add(KeptRow row) => _csv?.Add(row);

    public void Finish(GateReport report, IReadOnlyList<RowFault> faults, TextWriter output)
    {
        var json = GateReportJson.Write(report, isIndented: true, json =>
        {
            WriteFaults(json, faults);
            WriteRecognised(json, report);
        });
        if (_folder is null)
        {
            output.WriteLine(Encoding.UTF8.GetString(json));
            return;
        }
        _csv!.Dispose();
        File.Move(_temporary!, Path.Combine(_folder, "kept.csv"), overwrite: true);
        var temporary = Path.Combine(_folder, $"report.json.{Guid.NewGuid():N}.tmp");
        File.WriteAllBytes(temporary, json);
        File.Move(temporary, Path.Combine(_folder, "report.json"), overwrite: true);
        output.WriteLine($"{report.Read:N0} rows read: {report.Kept:N0} kept, {report.SetAside:N0} set aside. Wrote report.json and kept.csv to {_folder}");
    }

    public void Dispose()
    {
        _csv?.Dispose();
        if (_temporary is not null) File.Delete(_temporary);
    }

    static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<RowFault> faults)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteNumber("row", fault.Row);
            json.WriteString("column", fault.Column);
            json.WriteString("code", fault.Code);
            json.WriteString("message", $"{fault.Message}. {fault.Remedy}.");
            json.WriteString("remedy", fault.Remedy);
            json.WriteBoolean("set_aside", fault.SetsAside);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteRecognised(Utf8JsonWriter json, GateReport report)
    {
        json.WriteStartArray("recognised");
        foreach (var (choice, heading) in report.Choices.Zip(report.Columns.Keys))
        {
            json.WriteStartObject();
            json.WriteString("column", heading);
            json.WriteString("field", choice.Field?.Key);
            json.WriteString("how_surely", CheckReturnCommand.Sure(choice.Sureness));
            json.WriteString("why", choice.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
