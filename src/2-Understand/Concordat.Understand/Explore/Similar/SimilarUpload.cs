using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Concordat.Understand.Explore.Similar;

/// <summary>What a form sent, here and for tables of severity: a file of any kind that partners send, or rows that somebody typed.</summary>
/// <param name="Content">The rows; in memory.</param>
/// <param name="Name">Name of the file, for messages.</param>
/// <param name="HeaderRow">Which row the headings are; null where the reader finds it.</param>
/// <param name="HasOwnHeadings">False where headings were put above what was typed: its rows count from 1.</param>
internal sealed partial record SimilarUpload(Stream Content, string Name, int? HeaderRow, bool HasOwnHeadings)
{
    const int MostBytes = 2 * 1024 * 1024;

    /// <summary>The form with its file, which stays in memory.</summary>
    public const int LargestRequest = 8 * MostBytes;

    public const string Refusal = "Choose a file of at most 2 MB, or write the rows";

    /// <summary>The file, or what was typed; null where there is neither, or too much.</summary>
    /// <param name="headings">Headings of typed rows that begin with an area code.</param>
    public static SimilarUpload? Of(IFormFile? file, string? typed, string headings)
    {
        if (file is { Length: > 0 }) return file.Length > MostBytes ? null : new(file.OpenReadStream(), file.FileName, null, true);
        return string.IsNullOrWhiteSpace(typed) || typed.Length > MostBytes ? null : Typed(typed, headings);
    }

    /// <summary>Typed rows; they may leave the headings out where they begin with an area code.</summary>
    public static SimilarUpload Typed(string text, string headings)
    {
        var rows = text.Trim('\uFEFF', ' ', '\r', '\n', '\t');
        var isBare = AreaCode().IsMatch(rows.Split([',', '\n', '\r'], 2)[0].Trim().Trim('"'));
        return new(new MemoryStream(Encoding.UTF8.GetBytes(isBare ? headings + "\n" + rows : rows)), "what you wrote", 1, !isBare);
    }

    public static string Faulty(IReadOnlyList<RowFault> faults) => $"{faults.Count:N0} {(faults.Count == 1 ? "row needs" : "rows need")} mending; nothing was stored";

    /// <summary>The nine characters of the Office for National Statistics.</summary>
    [GeneratedRegex("^[A-Z][0-9]{8}$")]
    internal static partial Regex AreaCode();
}
