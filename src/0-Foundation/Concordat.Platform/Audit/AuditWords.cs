using System.Text.Json;

namespace Concordat.Platform.Audit;

/// <summary>Audit entries in plain words.</summary>
public static class AuditWords
{
    const int LongestList = 12;

    /// <summary>"collect" as "Collected".</summary>
    public static string Did(string action) => action switch
    {
        AuditAction.Collect => "Collected",
        AuditAction.Alter => "Altered",
        AuditAction.Read => "Read",
        AuditAction.Disclose => "Disclosed",
        AuditAction.Combine => "Combined",
        AuditAction.Erase => "Erased",
        AuditAction.SignIn => "Signed in",
        AuditAction.SignOut => "Signed out",
        AuditAction.Refuse => "Refused",
        _ => action,
    };

    /// <summary>The detail of an entry: "state: draft to asked; due on: 26 Nov". Fields whose content is kept out of the log read "changed".</summary>
    /// <param name="json">A JSON object as <see cref="AuditEntry.Detail"/> holds it.</param>
    public static string Detail(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return Value(document.RootElement);
        var parts = document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToList();
        var words = string.Join("; ", parts.Take(LongestList).Select(p => $"{Name(p.Name)}: {Value(p.Value)}"));
        return parts.Count > LongestList ? $"{words}; and {parts.Count - LongestList} more" : words;
    }

    /// <summary>"subject_id" and "subjectId" as "subject id".</summary>
    public static string Name(string field) =>
        string.Concat(field.Select((c, i) => c == '_' ? " " : char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "nothing",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        // The interceptor writes a change as a pair: before, after.
        JsonValueKind.Array when value.GetArrayLength() == 2 => $"{Value(value[0])} to {Value(value[1])}",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Take(LongestList).Select(Value)),
        _ => value.GetRawText(),
    };
}
