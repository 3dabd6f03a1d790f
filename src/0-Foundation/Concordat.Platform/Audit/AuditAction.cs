namespace Concordat.Platform.Audit;

/// <summary>What was done, in the words of section 62 of the Data Protection Act 2018, and the acts of signing in and being refused.</summary>
public static class AuditAction
{
    public const string Collect = "collect";
    public const string Alter = "alter";
    public const string Read = "read";
    public const string Disclose = "disclose";
    public const string Combine = "combine";
    public const string Erase = "erase";
    public const string SignIn = "sign-in";
    public const string SignOut = "sign-out";
    public const string Refuse = "refuse";
}
