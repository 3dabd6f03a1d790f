using System.Globalization;

namespace Concordat.Bench.Meetings;

/// <summary>A borough's meetings as rows: closed ones with their items, attendance, actions, problems and reports, and one that is open.</summary>
static class MeetingYears
{
    /// <summary>Actions a meeting agreed: 5,000 in 120 meetings.</summary>
    const int ActionsAMeeting = 42;

    /// <summary>Statements that fill a database with a number of monthly meetings up to last month, the older actions all finished, and an open meeting today with items to decide.</summary>
    /// <param name="meetings">Closed meetings, one a month.</param>
    /// <param name="itemsToDecide">Items of the open meeting.</param>
    public static string Sql(int meetings, int itemsToDecide) => string.Create(CultureInfo.InvariantCulture, $"""
        set session_replication_role = replica;
        create temporary table p as select (select id from partnership.partnership) as id, array(select user_id from partnership.member order by display_name) as people,
          array(select id from partnership.agency order by key) as bodies;
        insert into decide.meeting (partnership_id, id, group_name, held_on, chair_id, state, opened_at, closed_at, actions_reported, minutes_approved_at, minutes_approved_by)
          select p.id, gen_random_uuid(), 'Joint Action Group', current_date - 30 * n, people[1], 'closed', now(), now(), '[]', now(), people[1] from p, generate_series(1, {meetings}) n;
        insert into decide.item (partnership_id, id, meeting_id, position, origin, title, sentence, decision, owner_id, reason, decided_by_id, decided_at)
          select m.partnership_id, gen_random_uuid(), m.id, i, case i when 0 then 'standing' else 'assessment' end, 'Item ' || i, 'What the records show of this place since last month.',
            case when i = 0 then 'noted' when i <= 2 then 'adopt' else 'do not adopt' end, case when i in (1, 2) then people[1 + i] end, case when i > 2 then 'Too small for this group' end, people[1], now()
          from decide.meeting m, p, generate_series(0, 6) i;
        insert into decide.attendance (partnership_id, meeting_id, user_id, agency_id, presence)
          select m.partnership_id, m.id, b.user_id, b.agency_id, 'here' from decide.meeting m join partnership.member b on b.partnership_id = m.partnership_id where b.display_name <= 'Person 2';
        insert into act.problem (partnership_id, id, number, title, sentence, meeting_id, item_id, adopted_on, owner_id)
          select i.partnership_id, gen_random_uuid(), row_number() over (order by m.held_on, i.position), i.title, i.sentence, m.id, i.id, m.held_on, i.owner_id
          from decide.item i join decide.meeting m on m.id = i.meeting_id where i.decision = 'adopt';
        insert into act.hand_over (partnership_id, id, problem_id, owner_id, from_on, recorded_by_id, recorded_at)
          select partnership_id, gen_random_uuid(), id, owner_id, adopted_on, owner_id, now() from act.problem;
        insert into decide.action (partnership_id, id, meeting_id, item_id, what, kind, agency_id, person_id, agreed_on, due_on)
          select q.partnership_id, gen_random_uuid(), q.meeting_id, q.item_id, 'Work ' || n, (array['enforcement', 'prevention', 'diversion'])[1 + n % 3], b.agency_id, b.user_id, q.adopted_on, q.adopted_on + 20
          from act.problem q, p, generate_series(1, {ActionsAMeeting / 2}) n join lateral (select * from partnership.member b, p where b.user_id = p.people[1 + n % 50]) b on true;
        insert into act.intervention (partnership_id, id, meeting_id, item_title, problem_id, what, kind, agency_id, person_id, agreed_on, due_on, state, finished_on)
          select a.partnership_id, a.id, a.meeting_id, 'Item', q.id, a.what, a.kind, a.agency_id, a.person_id, a.agreed_on, a.due_on,
            case when a.agreed_on < current_date - 60 then 'done' else 'to do' end, case when a.agreed_on < current_date - 60 then a.agreed_on + 15 end
          from decide.action a join act.problem q on q.item_id = a.item_id;
        insert into act.progress (partnership_id, id, intervention_id, state, note, at, by_id)
          select i.partnership_id, gen_random_uuid(), i.id, i.state, 'Reported', now() - n * interval '1 day', i.person_id from act.intervention i, generate_series(1, 2) n;
        insert into decide.meeting (partnership_id, id, group_name, held_on, chair_id, state, opened_at) select p.id, gen_random_uuid(), 'Joint Action Group', current_date, people[1], 'open', now() from p;
        insert into decide.item (partnership_id, id, meeting_id, position, origin, title, sentence)
          select m.partnership_id, gen_random_uuid(), m.id, i, case i when 0 then 'standing' else 'assessment' end, 'Item ' || i, 'What the records show of this place since last month.'
          from decide.meeting m, generate_series(0, {itemsToDecide}) i where m.state = 'open';
        set session_replication_role = origin;
        analyze;
        """);
}
