namespace Concordat.Share.Incidents.Contracts;

/// <summary>A file that took part, for the record of how a figure was made.</summary>
/// <param name="Name">Name as the sender knows it.</param>
/// <param name="Sha256">SHA-256 of the unpacked bytes, lower-case hexadecimal.</param>
public sealed record SourceFile(string Name, string Sha256);
