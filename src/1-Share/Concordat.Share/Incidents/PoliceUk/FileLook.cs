using System.Security.Cryptography;
using Concordat.Partnership.Files;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>What one pass over the unpacked bytes tells before any row is read.</summary>
sealed record FileLook(string Sha256, long Bytes, ContentKind Content, bool UnbalancedQuotes)
{
    public static FileLook At(Stream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[131072];
        var start = Array.Empty<byte>();
        long bytes = 0, quotes = 0;
        int read;
        while ((read = stream.ReadAtLeast(buffer, ContentSniffer.BytesNeeded, throwOnEndOfStream: false)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (bytes == 0) start = buffer[..Math.Min(read, ContentSniffer.BytesNeeded)];
            hash.AppendData(buffer, 0, read);
            quotes += buffer.AsSpan(0, read).Count((byte)'"');
            bytes += read;
        }
        return new FileLook(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes, ContentSniffer.Sniff(start), quotes % 2 != 0);
    }
}
