using Concordat.Hosting;
using Concordat.Platform.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Bench;

/// <summary>A partnership of one analyst, to measure in.</summary>
static class BenchPartnership
{
    const string Password = "a password for a benchmark";

    public static async Task ActAsync(IServiceProvider services, string agency = "police")
    {
        var partnership = await services.GetRequiredService<PartnershipSetUp>().CreateAsync(
            new NewPartnership("Bench", "OFFICIAL", false, new(2020, 1, 1), [new(agency, "Body", "Body", "responsible authority")],
                [new("Ana", "ana@bench.example", "Analyst", agency, agency == "police" ? [Role.Analyst] : [Role.Analyst, Role.Coordinator])], []), Password, CancellationToken.None);
        var users = services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Concordat.Platform.SignIn.ConcordatUser>>();
        var user = (await users.FindByEmailAsync("ana@bench.example"))!;
        var session = services.GetRequiredService<Session>();
        session.ActAsUser(user.Id);
        session.ActAs((await services.GetRequiredService<IMembershipSource>().FindAsync(user.Id, CancellationToken.None))!, agency == "police" ? $"benchmark in {partnership}" : "partnership work");
    }
}
