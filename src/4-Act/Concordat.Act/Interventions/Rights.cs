using Concordat.Platform.Access;

namespace Concordat.Act.Interventions;

/// <summary>Who may report on an action. The database holds to the same rule (act.may_report).</summary>
internal static class Rights
{
    public static bool MayReportOn(this Session session, Intervention intervention) =>
        session.MayRun() || intervention.PersonId == session.UserId
        || (intervention.AgencyId == session.AgencyId && (session.Has(Role.Practitioner) || session.Has(Role.Analyst)));

    /// <summary>Chairs and co-ordinators answer for all agencies' actions together.</summary>
    public static bool MayRun(this Session session) => session.Has(Role.Chair) || session.Has(Role.Coordinator);
}
