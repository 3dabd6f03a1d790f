namespace Concordat.Gate.Sets;

/// <summary>The file of a set does not describe one; the message says where and why.</summary>
public sealed class SetFileException : Exception
{
    public SetFileException(string message) : base(message) { }

    public SetFileException(string message, Exception inner) : base(message, inner) { }
}
