using System.Buffers.Binary;

namespace Concordat.Platform.Files;

/// <summary>A photograph with nothing in its file but the picture.</summary>
/// <param name="MediaType">image/jpeg or image/png.</param>
/// <param name="Width">In dots, the way up it is shown.</param>
/// <param name="Height">In dots, the way up it is shown.</param>
public sealed record CleanPhoto(string MediaType, int Width, int Height, byte[] Bytes);

/// <summary>Takes photographs and logos as they are sent and keeps the picture alone: no position, camera, comment, embedded small picture or anything behind its end.</summary>
/// <remarks>The parts of a file are told by its structure (ITU-T T.81 for JPEG, ISO/IEC 15948 for PNG); the picture itself is copied as it is, never decoded.</remarks>
public static class PhotoCleaner
{
    public const int MostBytes = 5 * 1024 * 1024;
    const long MostDots = 50_000_000;
    const int LongestSide = 20_000;

    const string NotAPhoto = "The picture must be a JPEG or a PNG file", CutShort = "The file is cut short or damaged. Save the picture again and send that";

    /// <summary>The photograph, or in a sentence why it cannot be taken.</summary>
    public static (CleanPhoto? Photo, string? Fault) Clean(ReadOnlySpan<byte> sent)
    {
        if (sent.Length > MostBytes) return (null, "The picture must be 5 MB or smaller. Make it smaller and send it again");
        try
        {
            var photo = sent.StartsWith(Png.Signature) ? Png.Clean(sent) : sent is [0xFF, 0xD8, 0xFF, ..] ? Jpeg.Clean(sent) : null;
            if (photo is null) return (null, NotAPhoto);
            return photo.Width is < 1 or > LongestSide || photo.Height is < 1 or > LongestSide || (long)photo.Width * photo.Height > MostDots
                ? (null, "The picture has too many dots: 50 million are the most. Make it smaller and send it again") : (photo, null);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidDataException)
        {
            return (null, CutShort);
        }
    }

    /// <summary>A PNG file: a signature, then chunks of length, name, content and check.</summary>
    static class Png
    {
        public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

        const int ChunkFrame = 12, HeaderBytes = 13;

        /// <summary>The chunks a picture needs, and those that say how its colours are meant.</summary>
        static readonly string[] Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"];

        public static CleanPhoto Clean(ReadOnlySpan<byte> sent)
        {
            using var clean = new MemoryStream(sent.Length);
            clean.Write(Signature);
            var (width, height, hasPicture, at) = (0, 0, false, Signature.Length);
            while (true)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(sent[at..]);
                if (length < 0) throw new InvalidDataException();
                var chunk = sent.Slice(at, length + ChunkFrame);
                var name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
                if (at == Signature.Length != (name == "IHDR") || (name == "IHDR" && length != HeaderBytes)) throw new InvalidDataException();
                if (name == "IHDR") (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadInt32BigEndian(chunk[12..]));
                hasPicture |= name == "IDAT";
                if (Kept.Contains(name)) clean.Write(chunk);
                at += chunk.Length;
                if (name == "IEND") return hasPicture ? new("image/png", width, height, clean.ToArray()) : throw new InvalidDataException();
            }
        }
    }

    /// <summary>A JPEG file: segments of a marker, a length and content, with the picture's data behind each start of scan.</summary>
    static class Jpeg
    {
        const byte StartOfScan = 0xDA, End = 0xD9, App1 = 0xE1, Adobe = 0xEE;

        public static CleanPhoto Clean(ReadOnlySpan<byte> sent)
        {
            using var picture = new MemoryStream(sent.Length);
            var (width, height, turn, scans, at) = (0, 0, 1, 0, 2);
            while (true)
            {
                while (sent.Slice(at, 2) is [0xFF, 0xFF]) at++;
                if (sent[at..] is not [0xFF, var marker, ..]) throw new InvalidDataException();
                if (marker == End)
                {
                    if (scans == 0 || width == 0) throw new InvalidDataException();
                    return Written(picture, width, height, turn);
                }
                var segment = sent.Slice(at, 2 + BinaryPrimitives.ReadUInt16BigEndian(sent[(at + 2)..]));
                if (segment.Length < 4) throw new InvalidDataException();
                if (IsFrame(marker)) (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
                if (marker == App1 && turn == 1) turn = TurnIn(segment[4..]);
                if (IsKept(marker)) picture.Write(segment);
                at += segment.Length;
                if (marker != StartOfScan) continue;
                scans++;
                var data = sent[at..][..DataLength(sent[at..])];
                picture.Write(data);
                at += data.Length;
            }
        }

        // Of the details of the file only which way up it is stays: without it the picture would lie on its side.
        static CleanPhoto Written(MemoryStream picture, int width, int height, int turn)
        {
            using var clean = new MemoryStream((int)picture.Length + 64);
            clean.Write([0xFF, 0xD8]);
            if (turn is > 1 and <= 8)
                clean.Write([0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0]);
            picture.WriteTo(clean);
            clean.Write([0xFF, End]);
            var isTurned = turn >= 5;
            return new("image/jpeg", isTurned ? height : width, isTurned ? width : height, clean.ToArray());
        }

        static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

        // Tables, frames, scans, restart intervals, and how the colours are coded.
        static bool IsKept(byte marker) => IsFrame(marker) || marker is 0xC4 or 0xCC or 0xDB or 0xDD or StartOfScan or Adobe;

        // Within the data a marker's first byte is followed by 0, or by the number of a restart.
        static int DataLength(ReadOnlySpan<byte> data)
        {
            for (var i = 0; i + 1 < data.Length; i++)
                if (data[i] == 0xFF && data[i + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7))) return i;
            throw new InvalidDataException();
        }

        /// <summary>Which way up the camera held it, 1 to 8 by Exif's own table; 1 where it does not say.</summary>
        static int TurnIn(ReadOnlySpan<byte> details)
        {
            const ushort turnTag = 0x0112;
            if (!details.StartsWith("Exif\0\0"u8) || details.Length < 14) return 1;
            var tiff = details[6..];
            var isLittle = tiff is [(byte)'I', (byte)'I', ..];
            var entries = Number(tiff, 4, 4, isLittle);
            if (entries < 8 || entries + 2 > tiff.Length) return 1;
            var count = Number(tiff, (int)entries, 2, isLittle);
            for (var i = 0; i < count; i++)
            {
                var at = (int)entries + 2 + (i * 12);
                if (at + 12 > tiff.Length) return 1;
                if (Number(tiff, at, 2, isLittle) == turnTag) return (int)Number(tiff, at + 8, 2, isLittle) is var turn and >= 1 and <= 8 ? turn : 1;
            }
            return 1;
        }

        static uint Number(ReadOnlySpan<byte> tiff, int at, int bytes, bool isLittle) => (bytes, isLittle) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(tiff[at..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(tiff[at..]),
        };
    }
}
