using Concordat.Platform.Access;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Who reads an assessment before it is issued.</summary>
internal static class Drafts
{
    public static bool MayReadDrafts(this Session session) => session.Has(Role.Analyst) || session.Has(Role.Coordinator) || session.Has(Role.Chair)
        || session.Has(Role.Practitioner) || session.Has(Role.InformationGovernance);
}
