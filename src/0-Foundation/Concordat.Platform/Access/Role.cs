namespace Concordat.Platform.Access;

/// <summary>The roles a member can hold in a partnership. A member may hold several; rights are the union.</summary>
public static class Role
{
    /// <summary>Writes assessments; uploads and accepts records.</summary>
    public const string Analyst = "analyst";

    /// <summary>Runs the partnership's business: returns, meetings, actions, members.</summary>
    public const string Coordinator = "co-ordinator";

    /// <summary>Chairs the Joint Action Group: approves assessments, records decisions.</summary>
    public const string Chair = "chair";

    /// <summary>Works for one agency and carries out its actions.</summary>
    public const string Practitioner = "practitioner";

    /// <summary>Sits on the executive: reads everything issued.</summary>
    public const string Executive = "executive";

    /// <summary>Checks lawfulness: reads the audit, the agreements and what was shared.</summary>
    public const string InformationGovernance = "information governance";

    /// <summary>Settings and accounts only; no case content.</summary>
    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } =
        [Analyst, Coordinator, Chair, Practitioner, Executive, InformationGovernance, Administrator];
}
