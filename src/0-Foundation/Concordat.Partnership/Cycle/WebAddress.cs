namespace Concordat.Partnership.Cycle;

/// <summary>Addresses that people write beside evidence: a page of this site or of the web, never a script.</summary>
internal static class WebAddress
{
    public const string Refusal = "Enter a page of this site that starts with /, or an address that starts with https://";

    /// <summary>The address without white space around; null for none.</summary>
    public static string? Of(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>True for none, and for one that can stand in a link.</summary>
    public static bool IsUsable(string? typed) => Of(typed) is not { } address
        || (address.Length > 1 && address[0] == '/' && address[1] is not ('/' or '\\') && !address.Any(char.IsControl))
        || (address.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0);
}
