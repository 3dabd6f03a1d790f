using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>A server with a small town of four years, and the few steps that many tests share. Each year of assessment is one test's own.</summary>
public sealed class StrategicServer : IAsyncLifetime
{
    public ConcordatServer Site { get; } = new();

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        var town = new SmallTown();
        for (var i = 0; i < 46; i++)
        {
            var month = new Concordat.Partnership.Calendar.Month(2023, 1).AddMonths(i).ToString();
            town.With(10 + i % 3, "burglary", month, 2_350, 2_350, "On or near Station Road").With(14 + i % 4 + (i >= 34 ? 8 : 0), "violence-and-sexual-offences", month, 5_850, 5_850, "On or near Boat Steps")
                .With(6 + i % 2, "vehicle-crime", month, 7_350, 7_350, "On or near Mill Lane").With(3, "bicycle-theft", month, 1_350, 8_350, "On or near College Road");
        }
        await TownInDatabase.PutAsync(Site, town, "2026-10");
    }

    public Task DisposeAsync() => Site.DisposeAsync();

    /// <summary>The fields of a commission that is right, with what a test wants otherwise.</summary>
    public async Task<List<(string Name, string Value)>> CommissionAsync(int year, params (string Name, string Value)[] otherwise)
    {
        var owner = await Site.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = 'Cora Coordinator'", Site.Testshire);
        List<(string Name, string Value)> all =
        [
            ("Year", $"{year}"), ("To", "2026-10"), ("Years", "3"), ("Structure", "crime-type"), ("Standing", "alone"), ("SteeringGroup", "Community safety board"), ("Owner", $"{owner}"), ("Residents", "50,000"),
            .. Day("ReviewOn", 1, 11, 2199), .. Day("FirstDraftOn", 5, 1, 2026), .. Day("MeetingOn", 20, 1, 2026), .. Day("FinalDraftOn", 1, 3, 2199),
        ];
        var names = otherwise.Select(o => o.Name).ToHashSet();
        return [.. all.Where(f => !names.Contains(f.Name)), .. otherwise];
    }

    static (string, string)[] Day(string name, int day, int month, int year) => [($"{name}.Day", $"{day}"), ($"{name}.Month", $"{month}"), ($"{name}.Year", $"{year}")];

    /// <summary>Commissions the assessment of a year, waits for its figures, and returns its page.</summary>
    public async Task<string> DraftAsync(Visitor analyst, int year, params (string Name, string Value)[] otherwise)
    {
        var answer = await analyst.SendFormAsync("/understand/strategic/new", await CommissionAsync(year, otherwise));
        Assert.True(answer.Location is not null, answer.Words);
        var page = answer.Location!.OriginalString;
        await WaitAsync(analyst, page);
        return page;
    }

    /// <summary>Reads the page until no job is under way.</summary>
    public static async Task WaitAsync(Visitor visitor, string page)
    {
        for (var i = 0; i < 5_000; i++)
        {
            var answer = await visitor.GetAsync(page);
            if (answer.Document.QuerySelector(".c-progress") is null) return;
        }
        Assert.Fail("The figures were not made.");
    }

    /// <summary>Adds a line to a register.</summary>
    public static async Task<Answer> AddAsync(Visitor visitor, string page, string register, params (string Name, string Value)[] fields) =>
        await visitor.PostAsync($"{page}/registers/{register}", fields);

    /// <summary>Adds a line that must be right.</summary>
    public static async Task AddedAsync(Visitor visitor, string page, string register, params (string Name, string Value)[] fields)
    {
        var answer = await AddAsync(visitor, page, register, fields);
        Assert.True(answer.Location is not null, answer.Words);
    }

    /// <summary>Fills everything that approval asks for.</summary>
    public static async Task FillAsync(Visitor analyst, string page)
    {
        await AddedAsync(analyst, page, "last-year", ("item", "Racks at the station"), ("outcome", "done"));
        await AddedAsync(analyst, page, "consultation", ("kind", "public meeting"), ("method", "Public meeting"), ("who", "Residents of three wards"), ("on", "3/2/2026"), ("said", "Lighting comes first."), ("done", "Lighting is an option of every issue."));
        await AddedAsync(analyst, page, "gaps", ("strength", "Bodies meet each month"), ("weakness", "Returns come late"), ("gap", "Nobody sees injuries"), ("action", "Ask the hospital"), ("owner", "Manager"), ("by", "1/9/2026"));
        await AddedAsync(analyst, page, "validations", ("who", "University statistician"), ("on", "2026-02-05"), ("verdict", "holds with care"), ("words", "Chance is allowed for, change is not."));
        foreach (var theme in (string[])["violence-and-sexual-offences", "burglary", "vehicle-crime", "bicycle-theft"])
            await AddedAsync(analyst, page, "causes", ("theme", theme), ("cause", "Dark streets"), ("evidence", "Hours of the records"), ("alternatives", "Recording; nothing changed there"), ("confidence", "medium"));
    }

    public async Task<string> StatusAsync(string page) => (string)(await Site.OwnerScalarAsync("select status from understand.strategic_assessment where id = $1", Guid.Parse(page.Split('/')[^1])))!;
}
