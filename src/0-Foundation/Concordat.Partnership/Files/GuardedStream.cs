namespace Concordat.Partnership.Files;

/// <summary>Unpacked bytes of a packed file, counted as they come: stops a file that unpacks to far more than its size could mean.</summary>
/// <remarks>Counts what is really read, so a lying size in a ZIP's directory does not help.</remarks>
/// <param name="inner">The unpacked bytes; closed with this stream.</param>
/// <param name="name">Name of the file for messages.</param>
/// <param name="packedBytes">Packed bytes these come from, as far as they are known by now.</param>
/// <param name="limits">How much it may be.</param>
public sealed class GuardedStream(Stream inner, string name, Func<long> packedBytes, UnpackLimits limits) : OnwardStream(inner)
{
    long _read;

    /// <summary>For a packed file whose size is known.</summary>
    public GuardedStream(Stream inner, string name, long packedBytes, UnpackLimits limits) : this(inner, name, () => packedBytes, limits) { }

    public override int Read(Span<byte> buffer) => Counted(Inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await Inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    int Counted(int bytes)
    {
        _read += bytes;
        if (_read > limits.TotalBytes)
            throw new FileProblemException(name, $"it unpacks to more than {limits.TotalBytes >> 20:N0} MB", "Send fewer months at once", code: "F-06");
        if (_read > limits.RatioFromBytes && _read > packedBytes() * limits.Ratio)
            throw new FileProblemException(name, $"it unpacks to more than {limits.Ratio:N0} times its size, which no file of records does", "Download it again from its source; do not open it", code: "F-06");
        return bytes;
    }
}

/// <summary>How much a packed file may unpack to.</summary>
public sealed record UnpackLimits
{
    /// <summary>All files of one import together, in bytes.</summary>
    public long TotalBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked bytes to packed bytes; files of records pack by about 10, seldom by 30.</summary>
    public double Ratio { get; init; } = 200;

    /// <summary>The ratio is judged from this many unpacked bytes on: very small files pack by anything.</summary>
    public long RatioFromBytes { get; init; } = 4 << 20;

    /// <summary>Entries in one ZIP.</summary>
    public int Entries { get; init; } = 20_000;
}
