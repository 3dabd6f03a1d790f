using Microsoft.AspNetCore.Authorization;

namespace Concordat.Platform.Access;

/// <summary>Who may do what, by name. A page names one of these in its <c>[Authorize(Policy = …)]</c>.</summary>
public static class Policies
{
    /// <summary>Any member with a working role: reads what the partnership has issued.</summary>
    public const string ReadPartnership = "read the partnership";

    /// <summary>Reads incidents, analysis and drafts.</summary>
    public const string ReadEvidence = "read evidence";

    /// <summary>Uploads, checks and accepts returns; keeps places and boundaries.</summary>
    public const string KeepRecords = "keep records";

    /// <summary>Sends a body's returns: its own people, or the data manager for it.</summary>
    public const string SendReturns = "send returns";

    /// <summary>The data manager's part: accepts returns, sends them back, chases them.</summary>
    public const string DecideReturns = "decide returns";

    /// <summary>Reads the analysts' team in figures that name nobody; its register is for whoever keeps records.</summary>
    public const string ReadTeamTotals = "read team totals";

    /// <summary>Writes assessments.</summary>
    public const string WriteAssessments = "write assessments";

    /// <summary>Approves an assessment written by somebody else.</summary>
    public const string ApproveAssessments = "approve assessments";

    /// <summary>Opens, runs and closes meetings, and records decisions.</summary>
    public const string RunMeetings = "run meetings";

    /// <summary>Reads the disclosures that name the person; information governance reads them all.</summary>
    public const string ReachDisclosures = "reach disclosures";

    /// <summary>Asks for disclosures of personal data, receives them, and decides on those asked of their own body.</summary>
    public const string AskForDisclosures = "ask for disclosures";

    /// <summary>Looks up places: whoever reads evidence, or a partner's system whose key allows it.</summary>
    public const string LookUpPlaces = "look up places";

    /// <summary>A partner's system whose key may send returns.</summary>
    public const string SendByKey = "send by key";

    /// <summary>A partner's system whose key may read what became of its returns.</summary>
    public const string ReadByKey = "read by key";

    /// <summary>Nominates people and works with those whose need-to-know list names the person.</summary>
    public const string WorkWithPeople = "work with people";

    /// <summary>Reads the audit log.</summary>
    public const string ReadAudit = "read the audit";

    /// <summary>Answers requests of people about their own data, reviews what is kept, and words the confidentiality terms.</summary>
    public const string ServeRights = "serve rights";

    /// <summary>Keeps accounts and settings.</summary>
    public const string Administer = "administer";

    static readonly string[] EvidenceReaders = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];

    internal static void Configure(AuthorizationOptions options)
    {
        Allow(options, ReadPartnership, Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.Executive, Role.InformationGovernance);
        Allow(options, ReadEvidence, EvidenceReaders);
        Allow(options, KeepRecords, Role.Analyst, Role.Coordinator);
        Allow(options, SendReturns, Role.Practitioner, Role.Coordinator);
        Allow(options, DecideReturns, Role.Coordinator);
        Allow(options, ReadTeamTotals, Role.Analyst, Role.Coordinator, Role.Executive);
        Allow(options, WriteAssessments, Role.Analyst);
        Allow(options, ApproveAssessments, Role.Chair, Role.Coordinator);
        Allow(options, RunMeetings, Role.Chair, Role.Coordinator);
        Allow(options, ReachDisclosures, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance);
        Allow(options, AskForDisclosures, Role.Coordinator, Role.Chair, Role.Practitioner);
        options.AddPolicy(LookUpPlaces, p => p.RequireAssertion(c => c.User.HasClaim(KeyScope.Claim, KeyScope.LookUpPlaces)
            || EvidenceReaders.Any(c.User.IsInRole)));
        options.AddPolicy(SendByKey, p => p.RequireClaim(KeyScope.Claim, KeyScope.SendReturns));
        options.AddPolicy(ReadByKey, p => p.RequireClaim(KeyScope.Claim, KeyScope.ReadReturns));
        Allow(options, WorkWithPeople, Role.Coordinator, Role.Chair, Role.Practitioner);
        Allow(options, ReadAudit, Role.InformationGovernance);
        Allow(options, ServeRights, Role.InformationGovernance);
        Allow(options, Administer, Role.Administrator);
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }

    static void Allow(AuthorizationOptions options, string policy, params string[] roles) =>
        options.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireRole(roles));
}
