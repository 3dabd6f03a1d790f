using System.IO.Compression;
using Concordat.Gate.Reading.Packed;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>The parts of a workbook's package by name, and which part names which.</summary>
sealed class Package
{
    const long LargestRelations = 4 << 20;
    readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    readonly ReadingLimits _limits;
    readonly long _packed;

    public Package(ZipArchive zip, string file, long packedBytes, ReadingLimits limits)
    {
        (File, _packed, _limits) = (file, packedBytes, limits);
        foreach (var entry in zip.Entries) _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public string File { get; }

    public bool Has(string part) => _parts.ContainsKey(part);

    public bool HasMacros => _parts.Keys.Any(p => p.EndsWith("/vbaProject.bin", StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a part under guard.</summary>
    /// <exception cref="FileProblemException">It is not there.</exception>
    public PartReader Open(string part, long mostBytes = long.MaxValue)
    {
        if (!_parts.TryGetValue(part, out var entry)) throw Refusal.Damaged(File);
        if (entry.IsEncrypted) throw Refusal.Password(File);
        var bytes = new GuardedStream(new WholeEntry(entry, File), File, Math.Min(entry.CompressedLength, _packed), _limits.Unpacking);
        return new(bytes, File, _limits.CellCharacters, mostBytes);
    }

    /// <summary>Relations of a part: id to (last word of the type, full name of the target).</summary>
    public Dictionary<string, (string Type, string Target)> Relations(string part)
    {
        var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
        var name = $"{folder}_rels/{part[folder.Length..]}.rels";
        var relations = new Dictionary<string, (string, string)>();
        if (!Has(name)) return relations;
        using var xml = Open(name, LargestRelations);
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Name != "Relationship" || xml.Attribute("TargetMode") == "External") continue;
            if (xml.Attribute("Id") is not { } id || xml.Attribute("Type") is not { } type || xml.Attribute("Target") is not { } target) continue;
            relations[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
        }
        return relations;
    }

    // A target only ever looks a name up among the package's parts: ".." leads nowhere else.
    static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target.TrimStart('/');
        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step is not ("." or ".." or "")) path.Add(step);
        }
        return string.Join('/', path);
    }
}
