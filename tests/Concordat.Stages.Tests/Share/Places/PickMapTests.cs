using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Places;

/// <summary>The ground on which a place is picked.</summary>
public sealed class PickMapTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    // As many roads as are drawn and one more, all before the boundary and the wards by their numbers.
    [Fact]
    public async Task TheBoundaryAndEveryWard_AreDrawn_HoweverManyRoadsThereAre()
    {
        await server.PastGuardsAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from)
              select $1, gen_random_uuid(), k, 'Ground of ' || k, 'invented', '2020-01-01' from unnest(array['road', 'boundary', 'ward']) k returning id, kind)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 700000 + n, id, '', 'Road ' || n, format('LINESTRING (%s 100000, %s 100500)', 400000 + n, 400000 + n) from l, generate_series(1, 5001) n where kind = 'road'
            union all select $1, 800000, id, '', 'All of it', 'POLYGON ((390000 90000, 420000 90000, 420000 120000, 390000 120000, 390000 90000))' from l where kind = 'boundary'
            union all select $1, 800000 + n, id, '', 'Ward ' || n, format('POLYGON ((%1$s 100000, %2$s 100000, %2$s 101000, %1$s 101000, %1$s 100000))', 390000 + n * 1000, 390500 + n * 1000) from l, generate_series(1, 8) n where kind = 'ward'
            """, server.Testshire);
        using var sender = await server.SignedInAsync(Role.Practitioner);

        var map = JsonDocument.Parse((await sender.GetAsync("/share/places/pick.json")).Text).RootElement;

        var drawn = map.GetProperty("base").EnumerateArray().GroupBy(p => p.GetProperty("kind").GetString()!).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal((5000, 1, 8), (drawn["road"], drawn["boundary"], drawn["ward"]));
        Assert.Equal([390000.0, 90000, 420000, 120000], map.GetProperty("extent").EnumerateArray().Select(x => x.GetDouble()));
    }
}
