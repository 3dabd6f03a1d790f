namespace Concordat.Testing;

/// <summary>Spoils files in the ways that transfers, faulty programs and ill will do. The same seed spoils the same way.</summary>
internal static class FileMutations
{
    /// <summary>A spoilt copy.</summary>
    public static byte[] Spoil(byte[] whole, Random random)
    {
        var bytes = (byte[])whole.Clone();
        for (var change = random.Next(1, 8); change > 0 && bytes.Length > 0; change--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(7) switch
            {
                0 => bytes[..at],
                1 => [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + random.Next(1, 64))], .. bytes[at..]],
                2 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 64))..]],
                3 => [.. bytes[..at], (byte)"\"',;\n\r\t<>&{}[]:\0\u00FF"[random.Next(16)], .. bytes[at..]],
                _ => With(bytes, at, (byte)random.Next(256)),
            };
        }
        return bytes;
    }

    static byte[] With(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }
}
