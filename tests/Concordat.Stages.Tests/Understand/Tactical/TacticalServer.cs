using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>A server with a small town of six months, and the few steps that many tests share.</summary>
public sealed class TacticalServer : IAsyncLifetime
{
    static readonly SemaphoreSlim One = new(1);

    public ConcordatServer Site { get; } = new();

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        var town = new SmallTown();
        foreach (var month in (string[])["2026-04", "2026-05", "2026-06", "2026-08", "2026-09"])
            town.Scattered(36, "burglary", month).With(12, "vehicle-crime", month, 2_350, 2_350, "On or near Station Road");
        town.Scattered(36, "burglary", "2026-07").With(40, "burglary", "2026-07", 5_850, 5_850, "On or near Boat Steps");
        town.Scattered(36, "burglary", "2026-10").With(42, "burglary", "2026-10", 7_350, 7_350, "On or near Mill Lane").With(3, "vehicle-crime", "2026-10", 2_350, 2_350);
        await TownInDatabase.PutAsync(Site, town, "2026-10");
    }

    public Task DisposeAsync() => Site.DisposeAsync();

    /// <summary>The page of the month's assessment, started now or before.</summary>
    public async Task<string> StartAsync(Visitor analyst, string month)
    {
        await One.WaitAsync();
        try
        {
            var number = Concordat.Partnership.Calendar.Month.Parse(month).Number;
            if (await Site.OwnerScalarAsync("select id from understand.tactical_assessment where month = $1 and partnership_id = $2", number, Site.Testshire) is Guid id) return $"/understand/tactical/{id}";
            var answer = await analyst.SendFormAsync("/understand/tactical", [("Month", month)], "/understand/tactical");
            Assert.True(answer.Location is not null, answer.Words);
            return answer.Location!.OriginalString;
        }
        finally
        {
            One.Release();
        }
    }

    public async Task IssueAsync(string month)
    {
        using var analyst = await Site.SignedInAsync(Role.Analyst);
        using var chair = await Site.SignedInAsync(Role.Chair);
        var page = await StartAsync(analyst, month);
        if ((await analyst.GetAsync(page)).Text.Contains("handler=Send", StringComparison.Ordinal)) await analyst.SendFormAsync(page, [], "handler=Send");
        if ((await chair.GetAsync(page)).Text.Contains("handler=Approve", StringComparison.Ordinal)) await chair.SendFormAsync(page, [], "handler=Approve");
        if ((await analyst.GetAsync(page)).Text.Contains("handler=Issue", StringComparison.Ordinal)) await analyst.SendFormAsync(page, [], "handler=Issue");
    }

    /// <summary>Gives the analyst another role as well, or takes all others away.</summary>
    public Task GiveAnalystRoleAsync(params string[] also) => Site.OwnerScalarAsync(
        "update partnership.member set roles = $2 where partnership_id = $1 and display_name = 'Ana Analyst'", Site.Testshire, (string[])[Role.Analyst, .. also]);

    /// <summary>Posts to a page with the token of one of its forms, whether the page offers that form or not.</summary>
    public static async Task<Answer> PostAsync(Visitor visitor, string page, string query)
    {
        var shown = await visitor.GetAsync(page);
        var form = shown.Document.QuerySelectorAll("form[method=post i]").First(f => f.GetAttribute("action")?.Contains("handler=", StringComparison.Ordinal) == true);
        form.SetAttribute("action", $"{page}?{query}");
        return await visitor.SendFormAsync(shown, page, [], query);
    }
}
