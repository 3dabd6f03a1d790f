using System.Text;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Stages.Tests.Share.Returns;

namespace Concordat.Stages.Tests.Review;

/// <summary>One real thing of each kind that the stage Share keeps, made through its own pages, for the walk over every door.</summary>
static class SharedObjects
{
    /// <summary>Doors that end or take away what the next person is to be asked about, with what puts it back.</summary>
    static readonly Dictionary<string, string> Back = new()
    {
        ["/share/advice/{id:guid},POST:Close"] = "update share.advice_question set closed_at = null",
        ["/share/guidance/edit/{id:guid?},POST:Remove"] = "update share.guidance set removed_at = null",
        ["/share/look-up/registers/{id:guid},POST:Close"] = "update share.partner_register set closed_at = null, key = coalesce(key, '\\x00')",
        ["/share/places/gazetteer/{id:guid},POST:Retire"] = "update share.place set valid_to = null",
        ["/share/workspaces/{id:guid},POST:Allow"] = "update share.workspace set decided_on = null, decided_by_id = null",
        ["/share/workspaces/{id:guid},POST:End"] = "update share.workspace set decided_on = coalesce(decided_on, current_date), decided_by_id = coalesce(decided_by_id, (select m.user_id from partnership.member m where m.partnership_id = workspace.partnership_id and m.display_name = 'Chas Chair')), ended_on = null, ended_because = null",
    };

    public static Task PutBackAsync(ConcordatServer server, Door door) => Back.TryGetValue(door.Key, out var sql) ? server.PastGuardsAsync(sql) : Task.CompletedTask;

    /// <summary>Identifiers by the beginning of their addresses.</summary>
    public static async Task<Dictionary<string, string>> MakeAsync(ConcordatServer server)
    {
        var (practitioner, coordinator, governance) = (await Case.SeatAsync(server, Role.Practitioner), await Case.SeatAsync(server, Role.Coordinator), await Case.SeatAsync(server, Role.InformationGovernance));
        var (pat, ingrid) = ($"{await Case.MemberAsync(server, "Pat Practitioner")}", $"{await Case.MemberAsync(server, "Ingrid Governance")}");
        static string Id(Answer made) => made.Location?.OriginalString.Split('/')[^1] ?? throw new InvalidOperationException(made.Words);
        async Task<string> One(string sql) => $"{await server.OwnerScalarAsync(sql, server.Testshire)}";
        await governance.PostAsync("/share/guidance/edit", ("Title", "Sharing in an emergency"), ("Publisher", "The regulator"), ("Summary", "Share what is needed to save a life"), ("CheckMonths", "6"));
        await server.PastGuardsAsync("""
            insert into share.place (partnership_id, id, kind, name, shape, easting, northing, half_width_metres, valid_from, source, added_by, added_by_name, added_at)
            values ($1, gen_random_uuid(), 'car park', 'Boat Steps Car Park', 'POINT (500000 150000)', 500000, 150000, 20, '2020-01-01', 'invented', $1, 'Cora', now())
            """, server.Testshire);
        await server.PastGuardsAsync("insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Walked wards', 'invented', '2020-01-01')", server.Testshire);
        return new()
        {
            ["/share/workspaces/"] = Id(await practitioner.PostAsync("/share/workspaces/new", ("Title", "Burglary by the mill"), ("For", $"priority:{await One("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'")}"),
                ("Why", "The same few homes are hit again and again"), ("LawfulBasis", "gdpr-6-1-e"), ("Condition", "schedule1-10"), ("Dpia", "DPIA 2026/7"), ("EndsOn", $"{server.Today().AddDays(60):yyyy-MM-dd}"))),
            ["/share/sources/"] = Id(await coordinator.PostAsync("/share/sources/new", ("Key", "set:9"), ("Owner", pat))),
            ["/share/open-sources/"] = Id(await (await Case.SeatAsync(server, Role.Analyst)).SendFilesAsync("/share/open-sources/new", "Upload", [("page.txt", "Councillor Maria Kowalczyk spoke"u8.ToArray())], ("Kind", "news"), ("Title", "The underpass is lit again"),
                ("Address", "https://news.example/underpass"), ("SeenOn.Day", "3"), ("SeenOn.Month", "1"), ("SeenOn.Year", "2026"), ("SourceGrade", "2"), ("InformationGrade", "C"), ("Names", "keep"))),
            ["/share/obstacles/"] = Id(await coordinator.PostAsync("/share/obstacles/new", ("Cause", "reluctance"), ("What", "The probation file never came"), ("Owner", pat))),
            ["/share/advice/"] = Id(await practitioner.PostAsync("/share/advice/new", ("Title", "May wardens see tenancy starts?"), ("Words", "We fit alarms"), ("Lead", ingrid))),
            ["/share/guidance/edit/"] = await One("select id from share.guidance where partnership_id = $1"),
            ["/share/look-up/registers/"] = Id(await (await Case.SeatAsync(server, Case.Decider)).PostAsync("/share/look-up/registers", ("Name", "Open cases"), ("Kind", "person"))),
            ["/share/returns/received/"] = await ReturnAsync(server),
            ["/share/places/gazetteer/"] = await One("select id from share.place where partnership_id = $1"),
            ["/share/places/"] = await One("select id from partnership.area_layer where partnership_id = $1 and name = 'Walked wards'"),
        };
    }

    // A draft of the council's, with a row to mend.
    static async Task<string> ReturnAsync(ConcordatServer server)
    {
        await Agreed.SetAsync(server);
        using var council = Partner.With(server, await Partner.MakeKeyAsync(server, "council"));
        var sent = await council.SendAsync("/api/returns", Encoding.UTF8.GetBytes("Reference,Category,Date,Time,Easting,Northing\r\nR1,Noise,05/01/2026,14:05,500000,150000\r\nR2,Noise,31/02/2026,14:05,500000,150000\r\n"), "asb.csv", ("set", "8"), ("quarter", "2026-Q1"));
        return sent.Status == 201 ? sent.Id.ToString() : throw new InvalidOperationException(sent.Text);
    }
}
