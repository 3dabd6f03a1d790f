using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Explore.Detections;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>The share of crimes with a detection by year, force and ward; what is young, unknown or no crime is told apart.</summary>
public sealed class DetectionsTests(TacticalServer server) : IClassFixture<TacticalServer>, IAsyncLifetime
{
    const string Page = "/understand/explore/detections?theme=robbery";

    [Fact]
    public async Task Years_CountDetections_AndYoungOnesBearAStar()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync(Page);

        // 40 of 120 in 2024 and 24 of 120 in 2025; Wilson's ranges by hand.
        Says(page, "2024121204033.325.542.212560");
        Says(page, "2025*121202420.013.828.00");
        Says(page, "No trend can be told");
        Says(page, "Anti-social behaviour has no outcome and is left out");
        Says(page, "Oldtown Ward1204033.325.542.2");
    }

    [Fact]
    public void Trend_IsToldOfRipeYears()
    {
        var (ripe, before) = (new DetectionYear(2024, 12, 40, 0, 80, 0, 0, false), new DetectionYear(2023, 12, 80, 0, 40, 0, 0, false));

        Assert.Equal("The share was 66.7% in 2023 and 33.3% in 2024: over the 2 whole years it falls more than chance alone would make it (Cochran-Armitage, z = -5.2).", new DetectionRecord("All", [before, ripe]).Trend(30));
        Assert.StartsWith("No trend can be told", new DetectionRecord("All", [before, ripe with { Open = 20 }]).Trend(30), StringComparison.Ordinal);
        Assert.StartsWith("No trend can be told", new DetectionRecord("All", [before, ripe with { Months = 11 }]).Trend(30), StringComparison.Ordinal);
        Assert.Null(ripe.Share(121));
    }

    [Fact]
    public void Words_AreKnownOnce_AndWhatIsNotOnTheListIsNotKnown()
    {
        Assert.Equal(OutcomeWords.All.Count, OutcomeWords.All.DistinctBy(w => w.Word).Count());
        Assert.Equal(Detection.Open, OutcomeWords.Of(null));
        Assert.Equal(Detection.Unknown, OutcomeWords.Of("Something new"));
        Assert.Equal(Detection.Primary, OutcomeWords.Of("Awaiting court outcome"));
        Assert.Equal(Detection.Secondary, OutcomeWords.Of("Suspect charged as part of another case"));
        Assert.Equal(Detection.None, OutcomeWords.Of("Unable to prosecute suspect"));
    }

    [Fact]
    public async Task Csv_HoldsForcesAndWards_AndIsAudited()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var csv = await analyst.GetAsync(Page + "&handler=Download");

        Assert.Contains("Force,Testshire Police,2024,12,120,40,12,56,0,12,33.33", csv.Text, StringComparison.Ordinal);
        Assert.Contains("Ward,Oldtown Ward,2025,12,120,24,", csv.Text, StringComparison.Ordinal);
        Assert.True((long)(await server.Site.OwnerScalarAsync("select count(*) from audit.entry where action = 'disclose' and subject = 'detections'"))! > 0);
    }

    [Fact]
    public async Task NothingHeld_IsSaid_AndAntiSocialBehaviourHasNone()
    {
        var page = await (await server.Site.AsAsync(Role.Analyst)).GetAsync("/understand/explore/detections?theme=anti-social-behaviour");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Says(page, "No outcomes to count");
    }

    // 2024: ten crimes a month, of which in twelve months 40 primary, 12 secondary, 56 closed, 12 unknown; 2025: 24 primary and the rest closed.
    public async Task InitializeAsync()
    {
        if (await server.Site.OwnerScalarAsync("select 1 from share.return where title = 'Old years'") is not null) return;
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Wards', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 91, l.id, 'W91', 'Oldtown Ward', 'POLYGON ((400000 300000, 400100 300000, 400100 300100, 400000 300100, 400000 300000))' from l
            """, server.Site.Testshire);
        var id = Guid.CreateVersion7();
        await server.Site.OwnerScalarAsync("""
            insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version)
            select $1, $2, 'police-uk', 'Old years', 'accepted', $1, 'test', array_agg(m), now(), 1 from generate_series(2024 * 12, 2025 * 12 + 11) m
            """, server.Site.Testshire, id);
        await server.Site.OwnerScalarAsync("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision,
              easting, northing, place_method, area_ids, outcome, content, is_open)
            select $1, gen_random_uuid(), 1, $2, 1, n, 'Testshire Police', 2, 'robbery', 2024 * 12 + n / 10, 'month', 400050, 300050, 'snapped point', '{91}',
              case when n < 120 then case when n < 30 then 'Offender given a caution' when n < 40 then 'Local resolution' when n < 52 then 'Suspect charged as part of another case'
                when n < 108 then 'Investigation complete; no suspect identified' else 'Status update unavailable' end
                else case when n < 144 then 'Awaiting court outcome' else 'Unable to prosecute suspect' end end, gen_random_uuid(), true
            from generate_series(0, 239) n
            """, server.Site.Testshire, id);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static void Says(Testing.Answer page, string words) =>
        Assert.Contains(words.Replace(" ", "", StringComparison.Ordinal), page.Words.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
