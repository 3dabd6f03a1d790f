using System.Net;
using Concordat.Gate.Placing;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Testing;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Places;

/// <summary>Words that wait for a person: asked once, decided once, remembered, and never changed.</summary>
public sealed class PlaceQueueTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    async Task<Guid> AgencyAsync(string key) => (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = $2", server.Testshire, key))!;

    async Task<Guid> AddPlaceAsync(string name, string kind, int easting, int northing)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        return await scope.ServiceProvider.GetRequiredService<GazetteerStore>().AddAsync(new(kind, name, PlaceShape.Point(easting, northing), [], "Test"), CancellationToken.None);
    }

    async Task AskAsync(string agency, Guid returnId, params (string Words, int Rows)[] words)
    {
        // A partner's own upload fills the queue too: no keeper of records is needed to ask.
        await using var scope = await server.ScopeAsAsync(Role.Practitioner);
        var finder = await scope.ServiceProvider.GetRequiredService<IPlaceFinderSource>().BuildAsync(null, CancellationToken.None);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<IPlaceQueue>().AddAsync(connection, await AgencyAsync(agency), agency, returnId,
            [.. words.Select(w => new WaitingWords(w.Words, w.Rows, finder.Find(new PlaceWords { Text = w.Words }, null).Candidates))], CancellationToken.None);
        await transaction.CommitAsync();
    }

    async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> read)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        return await read(scope.ServiceProvider);
    }

    [Fact]
    public async Task Decision_ForAllAlike_AnswersEveryReturnOfTheSupplierAndIsRemembered()
    {
        var steps = await AddPlaceAsync("Heron Wharf Steps", "landing place", 500_500, 150_500);
        await AddPlaceAsync("Heron Wharf Car Park", "car park", 500_900, 150_900);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AskAsync("council", first, ("nr the heron wharf", 10), ("12 Heron Wharf", 5), ("lost", 1));
        await AskAsync("council", second, ("Heron Wharf", 3));
        await AskAsync("police", second, ("heron wharf", 2));
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var page = await analyst.GetAsync($"/share/places/choose?return={first}");
        Assert.Contains("“nr the heron wharf”", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 of 2", page.Words, StringComparison.Ordinal);
        Assert.Contains("Use it for 14 more like this one", page.Words, StringComparison.Ordinal);
        Assert.Contains("Heron Wharf Car Park", page.Words, StringComparison.Ordinal);
        var saved = await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", steps.ToString()), ("ForAll", "true")]);

        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        foreach (var returnId in (Guid[])[first, second])
        {
            var answer = Assert.Single(await WithAsync(p => p.GetRequiredService<IPlaceQueue>().AnswersAsync(returnId, CancellationToken.None)));
            Assert.Equal((PlaceFinder.KeyOf("heron wharf"), "Heron Wharf Steps", 500_500.0, false), (answer.WordsKey, answer.Place.Name, answer.Place.Easting!.Value, answer.FirstRowOnly));
        }
        // The police did not write it: their words still wait.
        Assert.Equal((1, 2), await WithAsync(p => p.GetRequiredService<IPlaceQueue>().WaitingAsync(second, CancellationToken.None)));
        Assert.Equal("nr the heron wharf", await server.OwnerScalarAsync("select words from share.place_question where return_id = $1 and state = 'placed'", first));

        var council = await AgencyAsync("council");
        var again = await WithAsync(async p => (await p.GetRequiredService<IPlaceFinderSource>().BuildAsync(council, CancellationToken.None)).Find(new PlaceWords { Text = "4 Heron Wharf" }, null));
        var other = await WithAsync(async p => (await p.GetRequiredService<IPlaceFinderSource>().BuildAsync(null, CancellationToken.None)).Find(new PlaceWords { Text = "4 Heron Wharf" }, null));
        Assert.Equal("Heron Wharf Steps", again.Name);
        Assert.Null(other.Easting);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'place question' and partnership_id = $1 and detail->>'rows' = '18'", server.Testshire));
    }

    [Fact]
    public async Task Decision_ForOneRow_LeavesTheOthersOpenAndIsNotRemembered()
    {
        var place = await AddPlaceAsync("Osprey Yard", "building", 501_500, 151_500);
        await AddPlaceAsync("Osprey Hall", "building", 501_900, 151_900);
        var returnId = Guid.CreateVersion7();
        await AskAsync("fire", returnId, ("osprey", 4));
        using var analyst = await server.SignedInAsync(Role.Analyst);
        var page = await analyst.GetAsync($"/share/places/choose?return={returnId}");

        await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", place.ToString()), ("ForAll", "false")]);

        Assert.Equal((1, 3), await WithAsync(p => p.GetRequiredService<IPlaceQueue>().WaitingAsync(returnId, CancellationToken.None)));
        var answer = Assert.Single(await WithAsync(p => p.GetRequiredService<IPlaceQueue>().AnswersAsync(returnId, CancellationToken.None)));
        Assert.True(answer.FirstRowOnly);
        Assert.Equal("osprey", answer.WordsKey);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.place_memory where words_key = 'osprey'"));
    }

    [Fact]
    public async Task Decision_CannotBePlaced_WantsAReasonAndIsRemembered()
    {
        var returnId = Guid.CreateVersion7();
        await AskAsync("council", returnId, ("various locations", 2));
        using var analyst = await server.SignedInAsync(Role.Analyst);
        var page = await analyst.GetAsync($"/share/places/choose?return={returnId}");

        var nothing = await analyst.SendFormAsync(page, "/share/places/choose", [("ForAll", "true")]);
        Assert.Contains("Choose a place, or say that it cannot be placed", nothing.Words, StringComparison.Ordinal);
        var silent = await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", "cannot"), ("ForAll", "true")]);
        Assert.Contains("Say why it cannot be placed", silent.Words, StringComparison.Ordinal);
        var strange = await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", Guid.NewGuid().ToString()), ("ForAll", "true")]);
        Assert.Contains("Choose a place from the list", strange.Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", "cannot"), ("Reason", "more than one place"), ("ForAll", "true")]);
        var late = await analyst.SendFormAsync(page, "/share/places/choose", [("Choice", "cannot"), ("Reason", "again"), ("ForAll", "true")]);

        Assert.Equal(HttpStatusCode.Redirect, late.Status);
        Assert.Contains("was first", (await analyst.GetAsync($"/share/places/choose?return={returnId}")).Words, StringComparison.Ordinal);
        var answer = Assert.Single(await WithAsync(p => p.GetRequiredService<IPlaceQueue>().AnswersAsync(returnId, CancellationToken.None)));
        Assert.Equal((PlaceFinder.CannotBePlaced, "more than one place"), (answer.Place.Method, answer.Reason));
        var council = await AgencyAsync("council");
        Assert.Equal(PlaceFinder.CannotBePlaced, await WithAsync(async p => (await p.GetRequiredService<IPlaceFinderSource>().BuildAsync(council, CancellationToken.None)).Find(new PlaceWords { Text = "Various locations" }, null).Method));
    }

    [Fact]
    public async Task Question_NeverKeepsAPostcodeAmongItsCandidates()
    {
        var returnId = Guid.CreateVersion7();
        await using (var scope = await server.ScopeAsAsync(Role.Analyst))
        {
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync();
            await scope.ServiceProvider.GetRequiredService<IPlaceQueue>().AddAsync(connection, null, "Council", returnId,
                [new("by the bridge", 1, [new(null, "KT1 1AA", "postcode", 1, 1, 60)])], CancellationToken.None);
            await transaction.CommitAsync();
        }

        Assert.Equal("[]", await server.OwnerScalarAsync("select candidates::text from share.place_question where return_id = $1", returnId));
    }

    [Fact]
    public async Task Question_OfAnotherPartnership_IsNotThere()
    {
        var returnId = Guid.CreateVersion7();
        await AskAsync("council", returnId, ("kestrel corner", 1));
        var id = (Guid)(await server.OwnerScalarAsync("select id from share.place_question where return_id = $1", returnId))!;
        using var elsewhere = await server.SignedInAsync("analyst@elsewhere.example");

        Assert.DoesNotContain("kestrel", (await elsewhere.GetAsync($"/share/places/choose?return={returnId}")).Words, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, id);
    }

    [Fact]
    public async Task Picker_NeitherMatchedNorMarked_IsRefused()
    {
        var place = await AddPlaceAsync("Plover Green", "open space", 502_500, 152_500);
        await using var scope = await server.ScopeAsAsync(Role.Practitioner);
        var picker = scope.ServiceProvider.GetRequiredService<PlacePicker>();
        async Task<(PickedPlace? Picked, PlacePick Pick, string[] Messages)> PickAsync(PlacePick pick)
        {
            var state = new ModelStateDictionary();
            return (await picker.ReadAsync(pick, state, "Place", null, CancellationToken.None), pick, [.. state.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage)]);
        }

        Assert.Equal(["Enter where it happened, or say that it cannot be located"], (await PickAsync(new())).Messages);
        Assert.Equal(["No place matches. Try other words, or say that it cannot be located"], (await PickAsync(new() { Words = "zzyzx" })).Messages);
        var looked = await PickAsync(new() { Words = "plover" });
        Assert.Equal(["Choose the place, or say that it cannot be located"], looked.Messages);
        Assert.Contains(looked.Pick.Candidates, c => c.PlaceId == place);
        Assert.Equal(["Say why it cannot be located"], (await PickAsync(new() { Choice = PlacePick.Cannot })).Messages);
        Assert.Null((await PickAsync(new() { Words = "plover", Choice = Guid.NewGuid().ToString() })).Picked);

        Assert.Equal(("Plover Green", place), (await PickAsync(new() { Words = "plover", Choice = place.ToString() })).Picked is { } chosen ? (chosen.Place.Name, chosen.PlaceId) : default);
        Assert.Equal(512345, (await PickAsync(new() { Words = "TQ 12345 67890", Choice = PlacePick.Point })).Picked!.Place.Easting);
        Assert.Equal("on a train", (await PickAsync(new() { Choice = PlacePick.Cannot, Reason = " on a train " })).Picked!.Reason);
    }
}
