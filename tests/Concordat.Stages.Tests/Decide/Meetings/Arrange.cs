using Concordat.Decide.Meetings;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>Meetings in the state a test needs, made through the program's own services and pages.</summary>
internal static class Arrange
{
    /// <summary>An issued assessment that proposes a hot spot, a theme-wide rise and something smaller.</summary>
    public static IssuedAssessment APaper(Month month) => new(Guid.NewGuid(), month, $"Tactical assessment, {month.LongName}", month.LastDay.AddDays(5), "/understand/tactical/1",
    [
        new(Guid.NewGuid(), "Quayside car parks", "New hot spot: 23 vehicle crimes, most at Boat Steps.", "Safer vehicles", "vehicle-crime", 23, 9, "4 to 11", Signal.Rise,
            new(0, 0, 250, [new(2000, 1200), new(2001, 1200)]), "Boat Steps", "/share/incidents?theme=vehicle-crime"),
        new(Guid.NewGuid(), "Home burglary", "Burglary rose to 41.", "Home burglary", "burglary", 41, 22, "12 to 36", Signal.Rise, null, null, "/share/incidents?theme=burglary"),
        new(Guid.NewGuid(), "Old Market, Friday nights", "Reports of anti-social behaviour stay high.", null, null, 12, null, null, Signal.NotEnoughData, null, null, "/understand/tactical/1"),
    ]);

    public static DateOnly Today(this ConcordatServer server) => London.Today(server.Services.GetRequiredService<TimeProvider>());

    public static async Task<Guid> MemberAsync(this ConcordatServer server, string name) =>
        (Guid)(await server.OwnerScalarAsync("select user_id from partnership.member where display_name = $1", name))!;

    public static async Task<Guid> PlanAsync(this ConcordatServer server, DateOnly heldOn, IssuedAssessment? paper = null)
    {
        await using var scope = await server.ScopeAsAsync(Role.Chair);
        var (meeting, _) = await scope.ServiceProvider.GetRequiredService<MeetingPlanner>()
            .PlanAsync(heldOn, scope.ServiceProvider.GetRequiredService<Session>().User, paper, CancellationToken.None);
        return meeting!.Id;
    }

    public static async Task<Guid> OpenAsync(this ConcordatServer server, DateOnly heldOn, IssuedAssessment? paper = null)
    {
        var id = await server.PlanAsync(heldOn, paper);
        using var chair = await server.SignedInAsync(Role.Chair);
        await chair.SendFormAsync($"/decide/meetings/{id}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{id}/last-time", [], "last-time");
        return id;
    }

    public static async Task<Guid> ItemAsync(this ConcordatServer server, Guid meeting, int position) =>
        (Guid)(await server.OwnerScalarAsync("select id from decide.item where meeting_id = $1 and position = $2", meeting, position))!;

    public static Task<Answer> AdoptAsync(this Visitor chair, Guid meeting, Guid item, Guid owner) =>
        chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}", [("Decide.Choice", "adopt"), ("Decide.Owner", owner.ToString())], "handler=Decide");

    public static Task<Answer> RefuseAsync(this Visitor chair, Guid meeting, Guid item, string because) =>
        chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}", [("Decide.Choice", "do not adopt"), ("Decide.Reason", because)], "handler=Decide");

    public static Task<Answer> DeferAsync(this Visitor chair, Guid meeting, Guid item, DateOnly until) =>
        chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}", [("Decide.Choice", "defer"), ("Decide.Until", Text(until)), ("Decide.CarriedBecause", "The owner was away.")], "handler=Decide");

    public static Task<Answer> AddActionAsync(this Visitor chair, Guid meeting, Guid item, string line) =>
        chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}", [("Add.Line", line)], "handler=Action");

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A closed meeting: the first item adopted by the council's co-ordinator with an action for the fire service, the others not.</summary>
    public static async Task<Guid> HoldAsync(this ConcordatServer server, DateOnly heldOn, IssuedAssessment paper, DateOnly due, string action = "Check the hydrants")
    {
        var meeting = await server.OpenAsync(heldOn, paper);
        using var chair = await server.SignedInAsync(Role.Chair);
        var first = await server.ItemAsync(meeting, 1);
        await chair.AdoptAsync(meeting, first, await server.MemberAsync("Cora Coordinator"));
        await chair.AddActionAsync(meeting, first, $"{action} prevention Pat Practitioner {Text(due)}");
        for (var position = 2; position <= paper.Items.Count; position++)
            await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, position), "Nothing more can be done now");
        var closed = await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        if (closed.Status != System.Net.HttpStatusCode.Redirect) throw new InvalidOperationException($"The meeting did not close: {closed.Words}");
        return meeting;
    }
}
