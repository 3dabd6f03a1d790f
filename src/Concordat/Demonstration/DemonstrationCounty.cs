using Concordat.Decide.Tiers;
using Concordat.Hosting;
using Concordat.Platform.Access;
using Concordat.Platform.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Demonstration;

/// <summary>The county beside the borough: small, with priorities of its own. The borough is its district, and one of the borough's priorities waits for its group.</summary>
internal sealed class DemonstrationCounty(IServiceProvider services, DemonstrationClock clock)
{
    public const string Name = "Bourne Valley County Strategy Group";
    const string Manager = "oke.tarrant", Officer = "sela.whitmoor";
    static readonly DateOnly Refresh = new(2027, 4, 1), Assessment = new(2027, 2, 1), Cycle = new(2026, 4, 1);

    public static DemonstrationAccount Account { get; } = new("Sela Whitmoor", $"{Officer}@riverbourne.example", "co-ordinator and executive", Name);

    static NewPartnership County { get; } = new(Name, "OFFICIAL", IsDemonstration: true, new(2023, 11, 1),
        [new("county", "Bourne Valley County Council", "County", "responsible authority", "council")],
        [new(Account.Name, Account.Email, "County community safety officer", "county", [Role.Coordinator, Role.Executive])],
        [new("Vehicle crime along the valley line", "vehicle-crime"), new("Violence in the evening", "violence-and-sexual-offences")])
    { HasAcceptedTerms = true };

    /// <summary>Sets the county up and joins the borough to it; what is there already stays.</summary>
    public async Task PlayAsync(CancellationToken cancellation)
    {
        clock.SetTo(2026, 10, 20, 15);
        await using (var scope = services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<ConcordatUser>>();
            if (await users.FindByEmailAsync(Account.Email) is null) await scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(County, DemonstrationLoader.Password, cancellation);
        }
        var borough = await As(Manager, s => Task.FromResult(s.Session.Partnership));
        var county = await As(Officer, async s =>
        {
            if (!await s.Db.Set<AreaTier>().AnyAsync(cancellation))
                await SetAsync(s, AreaTier.County, null, [(await s.Get<TierDesk>().NeighboursAsync(cancellation)).Single(n => n.Id == borough)], cancellation);
            return s.Session.Partnership;
        });
        await As(Manager, async s =>
        {
            if (await s.Db.Set<AreaTier>().AnyAsync(cancellation)) return false;
            await SetAsync(s, AreaTier.District, county, [], cancellation);
            var desk = s.Get<TierDesk>();
            if ((await desk.PrioritiesAsync(cancellation)).FirstOrDefault() is { } first)
                await desk.ProposeAsync(first, "What is taken here is sold along the valley line, beyond the borough. The borough asks for one operation with its neighbours.", cancellation);
            return true;
        });
    }

    static async Task SetAsync(DemonstrationMonth.Scope s, string tier, Guid? county, Decide.Tasking.Borders.Neighbour[] districts, CancellationToken cancellation)
    {
        if (await s.Get<TierDesk>().SetAsync(tier, county, districts, new(Refresh, Assessment, Cycle), cancellation) is { } refusal) throw new InvalidOperationException(refusal);
    }

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
