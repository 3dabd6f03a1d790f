using System.Security.Cryptography;
using System.Text;
using Concordat.Platform.Audit;

namespace Concordat.Review.Assurance.Rights;

/// <summary>One place where something is held of a person.</summary>
/// <param name="Place">Table, such as "decide.item"; "share.disclosure" and "platform.stored_file" are searched by their own means.</param>
/// <param name="Column">The column, or nothing for a whole record.</param>
/// <param name="Key">The record's key as JSON.</param>
/// <param name="Facts">What stands there: term and text.</param>
internal sealed record Find(string Place, string Column, string Key, IReadOnlyList<(string Term, string Text)> Facts)
{
    public const string Disclosure = "share.disclosure", File = "platform.stored_file", Account = "platform.user", MemberTable = "partnership.member";

    /// <summary>What a form sends for it: tells nothing of the content.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Place}|{Column}|{Key}")))[..24];

    /// <summary>False for what is changed elsewhere: a member's own name and account.</summary>
    public bool CanChange => Place is not (Account or MemberTable);

    /// <summary>"Meetings, item: sentence".</summary>
    public string Title { get; init; } = "";

    public static string Words(string place, string column)
    {
        var parts = place.Split('.');
        var stage = parts[0] switch { "decide" => "Meetings", "act" => "Problems and actions", "understand" => "Assessments", "share" => "Share", "partnership" => "The partnership", "platform" => "Accounts and jobs", _ => "Assurance" };
        return column.Length == 0 ? $"{stage}, {AuditWords.Name(parts[^1])}" : $"{stage}, {AuditWords.Name(parts[^1])}: {AuditWords.Name(column)}";
    }
}
