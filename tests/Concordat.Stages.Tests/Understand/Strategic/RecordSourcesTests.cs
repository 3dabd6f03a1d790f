using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Share.SmallNumbers;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>A paper's cautions and acknowledgements follow from the records it was made from; here, partners' records alone.</summary>
public sealed class RecordSourcesTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if (await server.Site.OwnerScalarAsync("select count(*) from partnership.area_layer where kind = 'boundary'") is > 0L) return;
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Hiddenshire', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 9, l.id, 'H9', 'Hiddenshire', 'POLYGON ((500000 150000, 502000 150000, 502000 151000, 500000 151000, 500000 150000))' from l
            """, server.Site.Testshire);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task StrategicPaper_OfPartnersRecords_SaysNothingOfPublishedOnes()
    {
        var page = await StrategicAsync();

        var words = (await (await server.Site.AsAsync(Role.Analyst)).GetAsync($"{page}/document")).Words;

        OfPartnersAlone(words, "sets 9 and 12");
    }

    [Fact]
    public async Task TacticalPaper_OfPartnersRecords_SaysNothingOfPublishedOnes()
    {
        string page;
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
        {
            var (assessment, refusal) = await scope.ServiceProvider.GetRequiredService<TacticalDrafting>().StartAsync(new(2026, 8), CancellationToken.None);
            Assert.True(assessment is not null, refusal);
            page = $"/understand/tactical/{assessment!.Id}";
        }

        var words = (await (await server.Site.AsAsync(Role.Analyst)).GetAsync($"{page}/document")).Words;

        OfPartnersAlone(words, "sets 9 and 12");
    }

    static void OfPartnersAlone(string words, string sets)
    {
        Assert.Contains($"Records of {sets} come from partners under their sharing agreements", words, StringComparison.Ordinal);
        Assert.Contains("a point may be the middle of several places", words, StringComparison.Ordinal);
        foreach (var untrue in (string[])["Open Government Licence", "nearby street", "The records give the month alone"]) Assert.DoesNotContain(untrue, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HoursKnown.None, true, "the month alone, so nothing is said", "nearby street", "Open Government Licence")]
    [InlineData(HoursKnown.Some, true, "Some of the records give the hour", "nearby street", "Open Government Licence")]
    [InlineData(HoursKnown.All, false, "The records give the hour", "middle of several places", "set 3 come from partners")]
    public void Sentences_FollowFromWhatWasUsed(HoursKnown hours, bool published, string time, string place, string licence)
    {
        var sources = new RecordSources(published, published ? [] : [3], hours);

        var (cautions, attribution) = (string.Join(' ', sources.Cautions()), string.Join(' ', sources.Attribution()));

        Assert.Contains(time, cautions, StringComparison.Ordinal);
        Assert.Contains(place, cautions, StringComparison.Ordinal);
        Assert.Equal(published, cautions.Contains("police.uk", StringComparison.Ordinal));
        Assert.Contains(licence, attribution, StringComparison.Ordinal);
        Assert.Single(sources.Attribution());
    }

    async Task<string> StrategicAsync()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var desk = scope.ServiceProvider.GetRequiredService<StrategicDesk>();
        var owner = scope.ServiceProvider.GetRequiredService<Session>().User;
        var (assessment, refusal) = await desk.CommissionAsync(new(2026, new Month(2026, 9), 3, StrategicStructure.CrimeType, StrategicAssessment.Alone, "Board", owner, new(2199, 1, 1), null), [], isQueued: false, CancellationToken.None);
        Assert.True(assessment is not null, refusal);
        Assert.Null(await desk.MakeFiguresAsync(assessment!.Id, (_, _) => Task.CompletedTask, CancellationToken.None));
        return assessment.Url;
    }
}
