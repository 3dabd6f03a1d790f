using Microsoft.AspNetCore.Http;

namespace Concordat.Understand.Explore.Similar;

/// <summary>What a form sent: a file, or rows that somebody typed.</summary>
internal static class SimilarUpload
{
    const int MostBytes = 2 * 1024 * 1024;

    /// <summary>The form with its file, which stays in memory.</summary>
    public const int LargestRequest = 8 * MostBytes;

    public const string Refusal = "Choose a CSV of at most 2 MB, or write the rows. Save a workbook as CSV first";

    /// <summary>The text; null where there is none, it is too long, or it is no text.</summary>
    public static async Task<string?> TextAsync(IFormFile? file, string? typed, CancellationToken cancellation)
    {
        if (file is null or { Length: 0 }) return string.IsNullOrWhiteSpace(typed) || typed.Length > MostBytes ? null : typed;
        if (file.Length > MostBytes) return null;
        using var reader = new StreamReader(file.OpenReadStream());
        var text = await reader.ReadToEndAsync(cancellation);
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }

    public static string Faulty(IReadOnlyList<RowFault> faults) => $"{faults.Count:N0} {(faults.Count == 1 ? "row needs" : "rows need")} mending; nothing was stored";
}
