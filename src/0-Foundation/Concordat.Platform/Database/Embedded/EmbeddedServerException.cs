namespace Concordat.Platform.Database.Embedded;

/// <summary>The private PostgreSQL server cannot be used. The message says what is wrong, where, and how to mend it.</summary>
public sealed class EmbeddedServerException : Exception
{
    /// <summary>Makes an exception with a message for the administrator.</summary>
    public EmbeddedServerException(string message) : base(message) { }

    /// <summary>Makes an exception with a message for the administrator and the cause.</summary>
    public EmbeddedServerException(string message, Exception cause) : base(message, cause) { }
}
