using Concordat.Decide.Meetings;
using Concordat.Documents.Model;
using Concordat.Hosting;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>A partnership of fifty co-ordinators, each signed in, with an open meeting of as many items: who can record may all record at once.</summary>
internal sealed class FiftyPeople : IDisposable
{
    public const int Count = 50;

    FiftyPeople(IReadOnlyList<Visitor> visitors, Guid meeting, IReadOnlyList<Guid> items) => (Visitors, Meeting, Items) = (visitors, meeting, items);

    /// <summary>One session each; person n is "Person n Fifty".</summary>
    public IReadOnlyList<Visitor> Visitors { get; }

    public Guid Meeting { get; }

    /// <summary>The items to decide, without the standing one, in their order.</summary>
    public IReadOnlyList<Guid> Items { get; }

    public string AddressOf(Guid item) => $"/decide/meetings/{Meeting}?item={item}";

    public static async Task<FiftyPeople> GatherAsync(ConcordatServer server, string name)
    {
        await using (var scope = server.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(new($"{name} Partnership", "OFFICIAL", IsDemonstration: false, new(2020, 1, 1),
                [new("council", "The Council", "Council", "responsible authority")],
                [.. Enumerable.Range(1, Count).Select(n => new NewMember($"Person {n} Fifty", EmailOf(name, n), "Officer", "council", [Role.Coordinator, Role.Chair]))],
                [new("Safer vehicles", "vehicle-crime")])
            { HasAcceptedTerms = true }, ConcordatServer.Password, CancellationToken.None);
        var visitors = new List<Visitor>();
        for (var n = 1; n <= Count; n++) visitors.Add(await server.SignedInAsync(EmailOf(name, n)));
        var meeting = await PlanAsync(server, EmailOf(name, 1));
        await visitors[0].SendFormAsync($"/decide/meetings/{meeting}", [], "handler=Open");
        await visitors[0].SendFormAsync($"/decide/meetings/{meeting}/last-time", [], "last-time");
        var items = new List<Guid>();
        for (var position = 1; position <= Count; position++) items.Add(await server.ItemAsync(meeting, position));
        return new(visitors, meeting, items);
    }

    static async Task<Guid> PlanAsync(ConcordatServer server, string email)
    {
        await using var scope = await server.ScopeAsAsync(email);
        var today = London.Today(server.Services.GetRequiredService<TimeProvider>());
        var paper = new IssuedAssessment(Guid.NewGuid(), new Month(2026, 10), "Tactical assessment", today.AddDays(-3), "/understand/tactical/1",
            [.. Enumerable.Range(1, Count).Select(n => new ProposedItem(Guid.NewGuid(), $"Item {n}", $"Finding {n}.", null, null, n, null, null, Signal.NotEnoughData, null, null, "/understand/tactical/1"))]);
        var (meeting, _) = await scope.ServiceProvider.GetRequiredService<MeetingPlanner>()
            .PlanAsync(today, scope.ServiceProvider.GetRequiredService<Session>().User, paper, CancellationToken.None);
        return meeting!.Id;
    }

    static string EmailOf(string name, int n) => $"person{n}@{name.ToLowerInvariant()}.example";

    public void Dispose()
    {
        foreach (var visitor in Visitors) visitor.Dispose();
    }
}
