using Concordat.Platform.Audit;

namespace Concordat.Decide.Rules;

/// <summary>Keeps what a rule refused, so that the limits of a group can be seen.</summary>
internal static class Refusals
{
    /// <summary>Logs the attempt with the rule's code, and says the rule.</summary>
    /// <param name="audit">The log.</param>
    /// <param name="rule">The rule that refuses.</param>
    /// <param name="subject">Kind of thing, as its table is called.</param>
    /// <param name="id">Its id; "new" for one that was not made.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public static async Task<string> RefuseAsync(this AuditLog audit, Rule rule, string subject, string id, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Refuse, subject, id, new { code = rule.Code }, cancellation);
        return rule.ToString();
    }
}
