using Concordat.Decide.Strategy;
using Concordat.Partnership.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Riverbourne's control strategy for 2026 to 2027: eight issues, scored in March, of which the executive chose five.</summary>
internal sealed class DemonstrationStrategy(IServiceProvider services, DemonstrationClock clock)
{
    const string Manager = "oke.tarrant", Executive = "callum.thirlbeck";
    static readonly DateOnly From = new(2026, 4, 1), To = new(2027, 3, 31);

    /// <summary>Who scored, in the order of the scores below.</summary>
    static readonly string[] Scorers = ["nell.ashgrove", "verity.lomasney", "joss.calderbeck", "rafe.tollerton", "anwen.pryce-dale"];

    /// <summary>Issues that did not become priorities, with the reason and their scores.</summary>
    static readonly (string Name, string Sentence, string Theme, string Reason, short[] Scores)[] NotChosen =
    [
        ("Shoplifting", "Shop thefts rose in the High Street in the year to February.", "shoplifting", "The business crime partnership runs a scheme of its own; come back to it if the rise goes on.", [5, 6, 4, 2, 3]),
        ("Bicycle theft", "Bicycles are taken from the station and the college.", "bicycle-theft", "New racks were put up in November; their effect is measured first.", [4, 3, 5, 2, 2]),
        ("Malicious false alarms", "Two blocks make most of the false calls to the fire service.", "malicious-false-alarms", "Few calls, and the landlord is dealing with both blocks.", [2, 2, 2, 6, 1]),
    ];

    /// <summary>Scores and lines of the five that became priorities, in their order.</summary>
    static readonly (short[] Scores, int Weight, string Prevention, string Intelligence, string Enforcement, string Question, string Body)[] Chosen =
    [
        ([9, 9, 8, 6, 7], 30, "Light and watch the car parks; tell owners to leave nothing in sight.", "Find out where what is stolen is sold.", "Patrol the car parks on the nights that the figures name.", "Where are the stolen goods sold?", "business"),
        ([8, 8, 7, 6, 9], 25, "Taxi marshals, and training for door staff.", "Match ambulance calls with the hours of the bars.", "Visit late bars together and review licences.", "Which places do patients name as the last they drank in?", "health"),
        ([7, 8, 6, 5, 6], 20, "Locks and lights for homes that were burgled.", "Watch for near repeats within two weeks.", "Bring known burglars before the courts.", "Which tenancies were left with broken locks?", "housing"),
        ([7, 6, 8, 4, 6], 15, "Youth work on Friday nights at the Old Market.", "Ask residents which evenings they stay in.", "Warnings, then orders, for the few who go on.", "Which young people come to notice of more than one body?", "youth-justice"),
        ([6, 5, 5, 9, 4], 10, "Clear rubbish within a day at Weir End.", "Map fires against reports of dumping.", "Prosecute those who dump what burns.", "Which plots were dumped on in the last year?", "council"),
    ];

    public async Task PlayAsync(CancellationToken cancellation)
    {
        if (await As(Manager, s => s.Db.Set<ControlStrategy>().AnyAsync(cancellation))) return;
        clock.SetTo(2026, 2, 23, 10);
        var id = await As(Manager, async s =>
        {
            var (strategy, refusal) = await s.Get<StrategyDesk>().BeginAsync(From, To, null, takesPresent: true, cancellation);
            return strategy?.Id ?? throw new InvalidOperationException(refusal);
        });
        foreach (var issue in NotChosen) await StepAsync(Manager, id, (desk, r) => desk.AddIssueAsync(r, issue.Name, issue.Sentence, issue.Theme, cancellation), cancellation);
        clock.SetTo(2026, 3, 6, 9);
        await StepAsync(Manager, id, (desk, r) => desk.OpenDayAsync(r, cancellation), cancellation);
        await ScoreAsync(id, cancellation);
        await StepAsync("rafe.tollerton", id, (desk, r) => desk.NoteAsync(r, r.Issues.Single(i => i.Name == "Malicious false alarms"), IssueNote.Dissent,
            "Each false call takes a crew away from a real one. It should have been ranked higher.", cancellation), cancellation);
        await StepAsync(Manager, id, (desk, r) => desk.NoteAsync(r, r.Issues.Single(i => i.Name == "Shoplifting"), IssueNote.Discussion,
            "Agreed that the rise is real; the question is whether the partnership adds anything to the scheme that runs.", cancellation), cancellation);
        clock.SetTo(2026, 3, 6, 15);
        await StepAsync(Manager, id, (desk, r) => desk.CloseDayAsync(r, cancellation), cancellation);
        await ChooseAsync(id, cancellation);
        clock.SetTo(2026, 3, 20, 11);
        await StepAsync(Executive, id, (desk, r) => desk.DecideAsync(r, From, "Agreed by the executive on 20 March. Deliberate fires stay last, for the figures are small.", cancellation), cancellation);
    }

    async Task ScoreAsync(Guid id, CancellationToken cancellation)
    {
        for (var scorer = 0; scorer < Scorers.Length; scorer++)
            await StepAsync(Scorers[scorer], id, (desk, r) => desk.ScoreAsync(r, r.Issues.ToDictionary(i => i.Id, i => ScoresOf(i.Name)[scorer]), cancellation), cancellation);
    }

    static short[] ScoresOf(string issue) => Array.Find(NotChosen, i => i.Name == issue) is { Scores: { } scores } ? scores : Chosen[IndexOf(issue)].Scores;

    static int IndexOf(string priority) => DemonstrationPeople.Priorities.Single(p => p.Title == priority).Number - 1;

    async Task ChooseAsync(Guid id, CancellationToken cancellation)
    {
        foreach (var wanted in DemonstrationPeople.Priorities)
            await AsAsync(Manager, id, async (s, desk, record) =>
            {
                var line = Chosen[wanted.Number - 1];
                var owner = await s.Db.Users.Where(u => u.Email == wanted.OwnerEmail).Select(u => u.Id).SingleAsync(cancellation);
                var body = await s.Db.Set<Agency>().Where(a => a.Key == line.Body).Select(a => a.Id).SingleAsync(cancellation);
                return await desk.ChooseAsync(record, record.Issues.Single(i => i.Name == wanted.Title),
                    new(wanted.Title, wanted.Theme, owner, line.Weight, From, new(2026, 10, 1), line.Prevention, line.Intelligence, line.Enforcement),
                    new(line.Question, body, new(2026, 6, 30)), cancellation);
            }, cancellation);
        foreach (var issue in NotChosen)
            await StepAsync(Manager, id, (desk, r) => desk.DoNotChooseAsync(r, r.Issues.Single(i => i.Name == issue.Name), issue.Reason, cancellation), cancellation);
    }

    Task<bool> StepAsync(string who, Guid id, Func<StrategyDesk, StrategyRecord, Task<string?>> act, CancellationToken cancellation) =>
        AsAsync(who, id, (_, desk, record) => act(desk, record), cancellation);

    Task<bool> AsAsync(string who, Guid id, Func<DemonstrationMonth.Scope, StrategyDesk, StrategyRecord, Task<string?>> act, CancellationToken cancellation) => As(who, async s =>
    {
        var record = await s.Get<StrategyRecords>().FindAsync(id, cancellation) ?? throw new InvalidOperationException("The strategy is gone.");
        return await act(s, s.Get<StrategyDesk>(), record) is { } refusal ? throw new InvalidOperationException($"The control strategy cannot go on: {refusal}") : true;
    });

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
