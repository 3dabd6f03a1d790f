using System.IO.Compression;
using Concordat.Gate.Reading.Packed;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>An XLSX workbook. Sheets are read as they come; styles and the list of texts are read when first needed.</summary>
sealed class Workbook
{
    const long LargestPart = 16 << 20;
    readonly Package _package;
    readonly HoldBudget _budget;
    readonly List<(string Name, bool IsHidden, string Part)> _sheets = [];
    string? _stylesPart, _textsPart;

    Workbook(Package package, HoldBudget budget, ReadingLimits limits) => (_package, _budget, Limits) = (package, budget, limits);

    public string File => _package.File;
    public ReadingLimits Limits { get; }

    /// <summary>True where days are counted from 1904, as older Macs did.</summary>
    public bool Is1904 { get; private set; }

    public CellStyles Styles => field ??= CellStyles.Read(_package, _stylesPart);

    public SharedTexts Texts => field ??= _textsPart is { } part && _package.Has(part) ? SharedTexts.Read(_package, part, _budget, Limits) : new SharedTexts();

    public PartReader Open(string part) => _package.Open(part);

    /// <summary>The sheets asked for that hold something.</summary>
    /// <exception cref="FileProblemException">There is none, or the workbook cannot be read.</exception>
    public static List<SourceTable> Tables(ZipArchive zip, long packedBytes, string file, ReadingOptions options, HoldBudget budget, List<string> notices)
    {
        var package = new Package(zip, file, packedBytes, options.Limits);
        var workbook = new Workbook(package, budget, options.Limits);
        workbook.ReadSheets();
        if (package.HasMacros) notices.Add($"{file} holds macros. They were not run; its cells were read as last saved.");
        return workbook.Tables(options, notices);
    }

    void ReadSheets()
    {
        var part = _package.Relations("").Values.FirstOrDefault(r => r.Type == "officeDocument").Target ?? "xl/workbook.xml";
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) throw Refusal.Kind(File, "a binary Excel workbook (XLSB)");
        var relations = _package.Relations(part);
        _stylesPart = relations.Values.FirstOrDefault(r => r.Type == "styles").Target;
        _textsPart = relations.Values.FirstOrDefault(r => r.Type == "sharedStrings").Target;
        using var xml = _package.Open(part, LargestPart);
        var isWorkbook = false;
        while (xml.Read())
        {
            if (!xml.IsStart) continue;
            if (xml.Name == "workbook") isWorkbook = true;
            else if (!isWorkbook) throw Refusal.Kind(File, "an Office document without sheets");
            else if (xml.Name == "workbookPr") Is1904 = xml.Attribute("date1904") is "1" or "true";
            else if (xml.Name == "sheet") AddSheet(xml, relations);
        }
    }

    void AddSheet(PartReader xml, Dictionary<string, (string Type, string Target)> relations)
    {
        // Charts have sheets of their own, with nothing to read.
        if (xml.AttributeOfAnyNamespace("id") is not { } id || !relations.TryGetValue(id, out var target) || target.Type != "worksheet") return;
        if (_sheets.Count >= Limits.Tables) throw Refusal.TooManyTables(File, Limits.Tables);
        _sheets.Add((xml.Attribute("name") ?? "", xml.Attribute("state") is "hidden" or "veryHidden", target.Target));
    }

    List<SourceTable> Tables(ReadingOptions options, List<string> notices)
    {
        var choice = new SheetChoice(notices);
        foreach (var (name, isHidden, part) in _sheets)
        {
            if (options.Sheet is { } asked ? !string.Equals(name.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase) : isHidden)
            {
                if (options.Sheet is null) notices.Add($"The sheet \"{FileName.Inner(name)}\" is hidden and was left out.");
                continue;
            }
            var sheet = new WorkbookSheet(this, name, part);
            choice.Add(sheet, () => sheet.Open(options.HeaderRow));
        }
        return choice.Tables(File, options.Sheet, _sheets.Select(s => s.Name));
    }
}
