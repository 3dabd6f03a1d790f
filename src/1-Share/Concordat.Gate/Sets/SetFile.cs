using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Concordat.Gate.Mapping;
using Concordat.Partnership.Themes;

namespace Concordat.Gate.Sets;

/// <summary>Reads the JSON of a set and refuses what would make it ambiguous.</summary>
static class SetFile
{
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly Lazy<JsonElement> Blocks = new(ReadBlocks);
    static readonly string[] SetKeys =
        ["key", "number", "name", "supplier", "level", "period", "place", "small_numbers", "theme", "notes", "required", "any_of", "fields", "kinds", "collapse"];
    static readonly string[] FieldKeys = ["use", "key", "label", "meaning", "type", "feeds", "group", "headings", "codes", "rule", "most"];
    static readonly string[] CodeKeys = ["code", "label", "group", "theme", "synonyms", "from", "to"];

    public static SetDefinition Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Set(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new SetFileException($"The file of a set is no JSON: line {wrong.LineNumber + 1}, character {wrong.BytePositionInLine + 1}.", wrong);
        }
    }

    static SetDefinition Set(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new SetFileException("The file of a set must be one JSON object.");
        var key = Text(root, "key", "The set");
        var where = $"Set {key}";
        Known(root, SetKeys, where);
        string[] required = [.. Texts(root, "required", where)];
        var fields = Fields(root, required, where);
        var keys = fields.Select(f => f.Key).ToList();
        foreach (var name in required.Where(r => !keys.Contains(r))) throw new SetFileException($"{where} requires \"{name}\", which is none of its fields.");
        string[] anyOf = [.. Texts(root, "any_of", where)];
        foreach (var name in anyOf.Where(r => !keys.Contains(r))) throw new SetFileException($"{where}, any_of: \"{name}\" is none of its fields.");
        foreach (var field in fields.Where(f => f.Feeds is { } fed && fed != "place" && fed != "kind" && !keys.Contains(fed)))
            throw new SetFileException($"{where}, field {field.Key} feeds \"{field.Feeds}\", which is none of its fields.");
        return new SetDefinition
        {
            Key = key,
            Number = root.TryGetProperty("number", out var number) ? Number(number, 1, 12, $"{where}, number") : null,
            Name = Text(root, "name", where),
            Supplier = OneOf(root, "supplier", ["police", "fire", "council", "health"], where),
            Level = OneOf(root, "level", ["record", "count"], where) == "record" ? SetLevel.Record : SetLevel.Count,
            Period = OneOf(root, "period", ["quarter", "any"], where),
            Place = OneOf(root, "place", ["point", "outward postcode", "none"], where) switch
            {
                "point" => PlaceKept.Point,
                "none" => PlaceKept.None,
                _ => PlaceKept.OutwardPostcode,
            },
            ControlsSmallNumbers = OneOf(root, "small_numbers", ["controlled", "open"], where) == "controlled",
            ThemeKey = Theme(root, where),
            Notes = [.. Texts(root, "notes", where)],
            Fields = fields,
            AnyOf = anyOf,
            Kinds = root.TryGetProperty("kinds", out var kinds) ? Kinds(kinds, fields, where) : null,
            Collapse = root.TryGetProperty("collapse", out var collapse) ? Collapse(collapse, fields, where) : null,
        };
    }

    static List<SetField> Fields(JsonElement root, string[] required, string where)
    {
        if (!root.TryGetProperty("fields", out var list) || list.ValueKind != JsonValueKind.Array) throw new SetFileException($"{where} has no list of fields.");
        var fields = new List<SetField>();
        foreach (var element in list.EnumerateArray()) fields.AddRange(OneOrBlock(element, required, where));
        if (fields.Count == 0) throw new SetFileException($"{where} has no fields.");
        foreach (var twice in fields.GroupBy(f => f.Key).Where(g => g.Count() > 1)) throw new SetFileException($"{where} has the field \"{twice.Key}\" twice.");
        return fields;
    }

    static IEnumerable<SetField> OneOrBlock(JsonElement element, string[] required, string where)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new SetFileException($"{where}: a field must be a JSON object.");
        if (!element.TryGetProperty("use", out var use)) return [Field(element, required, where)];
        Known(element, ["use"], where);
        if (use.ValueKind != JsonValueKind.String || !Blocks.Value.TryGetProperty(use.GetString()!, out var block))
            throw new SetFileException($"{where} uses \"{use}\", and the blocks are {string.Join(", ", Blocks.Value.EnumerateObject().Select(b => b.Name))}.");
        return block.EnumerateArray().Select(e => Field(e, required, where));
    }

    static SetField Field(JsonElement element, string[] required, string set)
    {
        var key = Text(element, "key", set);
        var where = $"{set}, field {key}";
        Known(element, FieldKeys, where);
        if (key.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '_'))) throw new SetFileException($"{where}: a key has lower-case letters, figures and underscores.");
        var typeName = Text(element, "type", where);
        if (!Enum.TryParse<FieldType>(typeName.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var type) || char.IsDigit(typeName[0]))
            throw new SetFileException($"{where} is of type \"{typeName}\"; the types are {string.Join(", ", Enum.GetNames<FieldType>())}.");
        var codes = Codes(element, where);
        if (type == FieldType.Code != codes.Count > 0) throw new SetFileException($"{where}: a field of type code has codes, and no other has.");
        var (rule, amount) = Rule(element, where);
        var headings = Texts(element, "headings", where).ToList();
        headings.AddRange([Text(element, "label", where), key.Replace('_', ' ')]);
        return new(key, Text(element, "label", where), Text(element, "meaning", where), type, required.Contains(key), Optional(element, "feeds", where),
            Optional(element, "group", where), headings, codes, rule, amount)
        {
            Most = element.TryGetProperty("most", out var most) ? Number(most, 1, int.MaxValue, $"{where}, most") : 10_000_000,
        };
    }

    static (DepersonalisingRule, int) Rule(JsonElement element, string where)
    {
        if (!element.TryGetProperty("rule", out var rule)) return (DepersonalisingRule.Keep, 0);
        if (rule.ValueKind == JsonValueKind.String)
            return rule.GetString() switch
            {
                "keep" => (DepersonalisingRule.Keep, 0),
                "drop" => (DepersonalisingRule.Drop, 0),
                _ => throw new SetFileException($"{where}: a rule is \"keep\", \"drop\", or one of truncate, band and shift with its number: {{\"truncate\": 4}}."),
            };
        if (rule.ValueKind == JsonValueKind.Object && rule.EnumerateObject().ToList() is [var only]
            && only.Name switch { "truncate" => DepersonalisingRule.Truncate, "band" => DepersonalisingRule.Band, "shift" => DepersonalisingRule.Shift, _ => (DepersonalisingRule?)null } is { } kind)
            return (kind, Number(only.Value, 1, 366, $"{where}, rule"));
        throw new SetFileException($"{where}: a rule is \"keep\", \"drop\", or one of truncate, band and shift with its number: {{\"truncate\": 4}}.");
    }

    static List<SetCode> Codes(JsonElement element, string where)
    {
        var codes = new List<SetCode>();
        if (!element.TryGetProperty("codes", out var list)) return codes;
        if (list.ValueKind != JsonValueKind.Array) throw new SetFileException($"{where}: codes must be a list.");
        foreach (var item in list.EnumerateArray())
        {
            Known(item, CodeKeys, where);
            var code = Text(item, "code", where);
            codes.Add(new(code, Text(item, "label", where), Optional(item, "group", where), Theme(item, $"{where}, code {code}"),
                [.. Texts(item, "synonyms", where)], Day(item, "from", where), Day(item, "to", where)));
        }
        foreach (var twice in codes.GroupBy(c => c.Code).Where(g => g.Count() > 1)) throw new SetFileException($"{where} has the code \"{twice.Key}\" twice.");
        var meant = new Dictionary<string, string>();
        foreach (var code in codes)
            foreach (var name in code.Synonyms.Append(code.Code).Append(code.Label).Select(Words.Plain).Distinct())
                if (!meant.TryAdd(name, code.Code) && meant[name] != code.Code)
                    throw new SetFileException($"{where}: \"{name}\" would mean both {meant[name]} and {code.Code}.");
        return codes;
    }

    static KindRules Kinds(JsonElement element, List<SetField> fields, string where)
    {
        where += ", kinds";
        Known(element, ["field", "otherwise", "rules"], where);
        var target = Optional(element, "field", where);
        if (target is not null) Codes(fields, target, where);
        if (!element.TryGetProperty("rules", out var list) || list.ValueKind != JsonValueKind.Array) throw new SetFileException($"{where} has no rules.");
        var rules = new List<KindRule>();
        foreach (var item in list.EnumerateArray())
        {
            Known(item, ["code", "when"], where);
            var code = Optional(item, "code", where);
            if (target is not null && (code is null || Codes(fields, target, where).All(c => c.Code != code)))
                throw new SetFileException($"{where}: \"{code}\" is no code of {target}.");
            var when = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var condition in item.GetProperty("when").EnumerateObject())
            {
                var known = Codes(fields, condition.Name, where);
                when[condition.Name] = [.. Texts(item.GetProperty("when"), condition.Name, where)];
                foreach (var wrong in when[condition.Name].Where(c => known.All(k => k.Code != c)))
                    throw new SetFileException($"{where}: \"{wrong}\" is no code of {condition.Name}.");
            }
            rules.Add(new(code, when));
        }
        return new(target, rules, Text(element, "otherwise", where));
    }

    static IReadOnlyList<SetCode> Codes(List<SetField> fields, string key, string where) =>
        fields.Find(f => f.Key == key)?.Codes is { Count: > 0 } codes ? codes : throw new SetFileException($"{where}: \"{key}\" is no field with codes.");

    static CollapseRule Collapse(JsonElement element, List<SetField> fields, string where)
    {
        where += ", collapse";
        Known(element, ["by", "severity", "age", "adult_from", "adults", "children"], where);
        foreach (var name in (string[])["by", "severity", "age"])
            if (fields.TrueForAll(f => f.Key != Text(element, name, where))) throw new SetFileException($"{where}: {name} is none of the fields.");
        return new(Text(element, "by", where), Text(element, "severity", where), Text(element, "age", where),
            Number(element.GetProperty("adult_from"), 0, 120, where), Counts("adults"), Counts("children"));

        Dictionary<string, string> Counts(string name) => element.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p =>
            fields.Find(f => f.Key == p.Value.GetString() && f.Type == FieldType.Count)?.Key ?? throw new SetFileException($"{where}: {p.Value} is no count of the set."));
    }

    static string? Theme(JsonElement element, string where) =>
        Optional(element, "theme", where) is not { } key ? null
        : ThemeList.Find(key) is not null ? key
        : throw new SetFileException($"{where}: there is no theme \"{key}\".");

    static DateOnly? Day(JsonElement element, string name, string where) =>
        Optional(element, name, where) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new SetFileException($"{where}: {name} must be a day such as 2011-04-01.");

    static void Known(JsonElement element, string[] keys, string where)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new SetFileException($"{where}: an object is wanted.");
        foreach (var property in element.EnumerateObject().Where(p => !keys.Contains(p.Name)))
            throw new SetFileException($"{where} has \"{property.Name}\", which is not understood. Known are {string.Join(", ", keys)}.");
    }

    static string OneOf(JsonElement element, string name, string[] values, string where) =>
        Text(element, name, where) is var text && values.Contains(text) ? text
        : throw new SetFileException($"{where}: {name} is \"{text}\" and must be one of {string.Join(", ", values)}.");

    static string Text(JsonElement element, string name, string where) =>
        Optional(element, name, where) ?? throw new SetFileException($"{where} has no \"{name}\".");

    static string? Optional(JsonElement element, string name, string where) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length > 0 ? value.GetString()!.Trim()
        : throw new SetFileException($"{where}: \"{name}\" must be text.");

    static IEnumerable<string> Texts(JsonElement element, string name, string where)
    {
        if (!element.TryGetProperty(name, out var list)) yield break;
        if (list.ValueKind != JsonValueKind.Array) throw new SetFileException($"{where}: \"{name}\" must be a list of texts.");
        foreach (var item in list.EnumerateArray())
            yield return item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new SetFileException($"{where}: \"{name}\" must be a list of texts.");
    }

    static int Number(JsonElement value, int least, int most, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw new SetFileException($"{where} must be a whole number from {least} to {most}.");

    static JsonElement ReadBlocks()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Concordat.Gate.Sets.blocks.json")!;
        using var document = JsonDocument.Parse(stream, Lenient);
        return document.RootElement.Clone();
    }
}
