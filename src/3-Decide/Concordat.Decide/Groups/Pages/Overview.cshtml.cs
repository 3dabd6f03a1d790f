using Concordat.Decide.Matters;
using Concordat.Decide.Rules;
using Concordat.Decide.Strategy;
using Concordat.Decide.Tasking.Borders;
using Concordat.Decide.Tasking.Criteria;
using Concordat.Decide.Tiers;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups.Pages;

/// <summary>An attempt that a rule refused.</summary>
internal sealed record RefusedAttempt(DateTime At, Guid? UserId, string Subject, string Code);

/// <summary>What every group did in the last three months, who answers for each priority, what waits, and what was refused.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OverviewModel(ConcordatDb db, GroupOverview overview, Session session, TimeProvider clock) : PageModel
{
    const int MostRefused = 30;

    static readonly Dictionary<string, Rule> Rules = new[]
    {
        RulesOf(StrategyLife.Table), RulesOf(MatterLife.Bid), RulesOf(MatterLife.Blockage), RulesOf(MatterLife.Referral), RulesOf(CriteriaLife.Table), RulesOf(BorderLife.Table), RulesOf(ProposalLife.Table),
        [
            StrategyLife.ExecutiveOnly, StrategyLife.Preparers, MatterLife.NotYours, MatterLife.OwnMatter, MatterLife.NotTheGroup, MatterLife.NotTheExecutive, CriteriaLife.Preparers, CriteriaLife.Recorders, CriteriaLife.NoDecision,
            BorderLife.NotTheGroup, BorderLife.NotTheNeighbour, BorderLife.NotTheSender, ProposalLife.NotTheCounty, ProposalLife.NotTheDistrict, ProposalLife.Preparers,
        ],
    }.SelectMany(r => r).DistinctBy(r => r.Code).ToDictionary(r => r.Code);

    public Overview Overview { get; private set; } = null!;
    public IReadOnlyList<RefusedAttempt> Refused { get; private set; } = [];
    public bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || session.Has(Role.Executive);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Overview = await overview.ReadAsync(London.Today(clock), cancellation);
        if (MayPrepare)
            Refused = await db.Database.SqlQuery<RefusedAttempt>($"""
                select at as "At", user_id as "UserId", subject as "Subject", code as "Code" from decide.refused_attempts({MostRefused})
                """).ToListAsync(cancellation);
    }

    /// <summary>The rule with its sentence; the code alone where a later version of the program no longer has it.</summary>
    public static string RuleOf(string code) => Rules.TryGetValue(code, out var rule) ? rule.ToString() : code;

    public static string NameOf(string subject) => subject switch
    {
        "control_strategy" => "The control strategy",
        "matter" => "A bid, blockage or referral",
        "criteria_version" => "Tasking criteria",
        "border_item" => "An item across the border",
        "tier_proposal" => "A proposal to the county",
        "area_tier" => "How the area is governed",
        _ => "A target",
    };

    static IEnumerable<Rule> RulesOf<TState, TEvent>(Life<TState, TEvent> life) where TState : struct, Enum where TEvent : struct, Enum => life.Table.Select(m => m.Rule).OfType<Rule>();
}
