using System.IO.Compression;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Share.ContextSets;
using Concordat.Share.ContextSets.Contracts;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.ContextSets;

/// <summary>Contextual sets: loaded whole or refused row by row, versioned, shown by area and day, and the newest population as denominator (SH-22).</summary>
public sealed class ContextTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly (string, string)[] Fields = [("Kind", "demography"), ("Source", "Office for National Statistics, invented"), ("Licence", "Open Government Licence v3.0"), ("IsPublished", "true")];

    static async Task<Answer> LoadAsync(Visitor visitor, string name, string csv, params (string, string)[] more) =>
        await visitor.SendFilesAsync("/share/context/load", "Upload", [("figures.csv", Encoding.UTF8.GetBytes(csv))], [.. Fields.Where(f => more.All(m => m.Item1 != f.Item1)), ("Name", name), .. more]);

    [Fact]
    public async Task ATable_IsStoredByAreaAndDay_ShownAndExported_AndTheNextOfItsNameIsItsNextVersion()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);

        var first = await LoadAsync(analyst, "Mid-year people", "area code,area,date,all ages,aged 0 to 15\r\nE05900001,Northfold,2024-06-30,\"1,200\",210\r\nE05900002,Southfold,2024-06-30,900,x\r\n");
        var second = await LoadAsync(analyst, "Mid-year people", "area code,area,date,all ages\r\nE05900001,Northfold,2024-06-30,1250\r\nE05900001,Northfold,2025-06-30,1300\r\n");

        Assert.Equal(HttpStatusCode.Redirect, first.Status);
        Assert.Contains("version 2", (await analyst.GetAsync(second.Location!.OriginalString)).Words, StringComparison.Ordinal);
        var shown = await analyst.GetAsync("/share/context?area=E05900001&on=2024-12-31");
        Assert.Contains("1,250", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("1,300", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("1,200", shown.Words, StringComparison.Ordinal);
        var csv = (await analyst.GetAsync("/share/context.csv?measure=population&area=fold")).Text;
        Assert.Contains("demography,Mid-year people,2,\"Office for National Statistics, invented\",E05900001,Northfold,2025-06-30,population,1300", csv, StringComparison.Ordinal);
        Assert.Contains("E05900002,Southfold,2024-06-30,population,900", csv, StringComparison.Ordinal);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'context' and action = 'collect' and partnership_id = $1 and (detail ->> 'version')::int in (1, 2) and detail ->> 'kind' = 'demography' and subject_id in (select id::text from share.context_load where name = 'Mid-year people')", server.Testshire));

        var withdrawn = await analyst.SendFormAsync(second.Location!.OriginalString, [("Because", "The wrong year was sent")]);
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.Status);
        Assert.Contains("1,200", (await analyst.GetAsync("/share/context?area=E05900001&on=2024-12-31")).Words, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "area code,date,people\r\nE05900001,2024-06-30,12O\r\nE05900002,2024-06-30,5\r\n", "is not a number" },
        { "area code,date,people\r\nE05900001,31/02/2024,12\r\n", "“31/02/2024” is not a date" },
        { "area code,date,people\r\nE05900001,2099-01-01,12\r\n", "“2099-01-01” lies ahead" },
        { "area code,date,people\r\nNowhere,2024-01-01,12\r\n", "is not an area code that is known here" },
        { "area code,date,people\r\n,2024-01-01,12\r\n", "is blank" },
        { "area code,date,population\r\nE05900001,2024-01-01,12.5\r\n", "“12.5” is not a number of people" },
        { "area code,date,population\r\nE05900001,2024-01-01,-3\r\n", "“-3” is not a number of people" },
        { "area code,date,people\r\nE05900001,2024,12\r\nE05900001,2024,13\r\n", "gives a second figure for this area and day" },
        { "ward,date,people\r\nNorthfold,2024-01-01,12\r\n", "there is no column of area codes. Head it “area code”" },
        { "area code,people\r\nE05900001,12\r\n", "there is no column of dates" },
        { "area code,date,note\r\nE05900001,2024-01-01,words\r\n", "it holds no figures" },
        { "area code,date,measure,value\r\nE05900001,2024-01-01,,5\r\n", "is blank" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AFileWithAFault_IsToldRowByRow_AndNothingIsStored(string csv, string message)
    {
        var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await LoadAsync(analyst, "Faulty figures", csv);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.context_load where name = 'Faulty figures'"));
    }

    [Fact]
    public async Task NamesInAFile_AreNeverEchoed_AndNotStored()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await LoadAsync(analyst, "Named figures", "area code,date,Quillon Featherstone 07700 900123\r\nE05900001,2024-01-01,07700 900123\r\n");

        Assert.DoesNotContain("900123", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Featherstone", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.context_load where name = 'Named figures'"));
    }

    [Fact]
    public async Task WhatIsNotPublished_OrWhoMayNotKeepRecords_LoadsNothing()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        var chair = await server.SignedInAsync(Role.Chair);

        var refused = await LoadAsync(analyst, "Unpublished", "area code,date,people\r\nE05900001,2024,12\r\n", ("IsPublished", "false"));
        var barred = await chair.GetAsync("/share/context/load");

        Assert.Contains("Confirm that the figures are published", refused.Words, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, barred.Status);
        // The database says so too.
        await using var scope = await server.ScopeAsAsync(Role.Chair);
        var store = scope.ServiceProvider.GetRequiredService<ContextStore>();
        await Assert.ThrowsAsync<PostgresException>(() => store.AddAsync("health", "By the back door", "S", "L", "f.csv", "0", new([new("E05900001", null, new(2024, 1, 1), "m", 1)], [], 1, 0, []), CancellationToken.None));
    }

    [Fact]
    public async Task AnotherPartnership_SeesNothing()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        var loaded = await LoadAsync(analyst, "Ours alone", "area code,date,people\r\nE05900077,2024,12\r\n");
        var stranger = await server.SignedInAsync("analyst@elsewhere.example");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(loaded.Location!.OriginalString)).Status);
        Assert.DoesNotContain("E05900077", (await stranger.GetAsync("/share/context.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopAndSearch_IsCheckedByTheGate_AndKeptByAreaAndMonth()
    {
        await server.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Context wards', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 970001, id, 'E05970001', 'Contextward', 'POLYGON ((440000 390000, 450000 390000, 450000 400000, 440000 400000, 440000 390000))' from l
            """, server.Testshire);
        var analyst = await server.SignedInAsync(Role.Analyst);
        const string Csv = "Type,Date,Latitude,Longitude,Gender,Age range,Object of search,Outcome\r\n"
            + "Person search,2024-09-03T10:00:00+00:00,53.44,-1.35,Male,18-24,Controlled drugs,A no further action disposal\r\n"
            + "Person search,2024-09-04T10:00:00+00:00,53.44,-1.35,Female,25-34,Controlled drugs,Arrest\r\n"
            + "Person search,not a day,53.44,-1.35,Male,18-24,Controlled drugs,Arrest\r\n";

        var answer = await LoadAsync(analyst, "Stop and search, September", Csv, ("Kind", "stop-and-search"));

        var page = await analyst.GetAsync(answer.Location!.OriginalString);
        Assert.Contains("3 read, 1 set aside, 2 figures or records of 1 areas", page.Words, StringComparison.Ordinal);
        Assert.Contains("stop-and-search,\"Stop and search, September\",1,\"Office for National Statistics, invented\",E05970001,,2024-09-01,stop-and-search,2", (await analyst.GetAsync("/share/context.csv?kind=stop-and-search")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HospitalAdmissions_AreKeptByAuthorityAndPeriod()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        const string Csv = "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator\r\n"
            + "11001,Violent crime - hospital admissions,E08000018,Rotherham,District,Persons,All ages,2018/19 - 20/21,41.5,37.2,46.1,330,795000\r\n";

        var answer = await LoadAsync(analyst, "Admissions for violence", Csv, ("Kind", "hospital-admissions-by-authority"));

        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Words);
        var csv = (await analyst.GetAsync("/share/context.csv?kind=hospital-admissions-by-authority")).Text;
        Assert.Contains("E08000018,Rotherham,2018-04-01", csv, StringComparison.Ordinal);
        Assert.Contains("41.5", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNewestPopulation_IsTheDenominatorOfTheDataPack_AndNeverZeroWhereThereIsNone()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        await LoadAsync(analyst, "Denominators", "area code,date,population\r\nE05970009,2023-06-30,5000\r\nE05970009,2025-06-30,5200\r\n");
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        var populations = scope.ServiceProvider.GetRequiredService<IPopulations>();

        var late = await populations.NewestAsync(["E05970009", "E05970010"], new(2026, 1, 1), CancellationToken.None);
        var early = await populations.NewestAsync(["E05970009"], new(2024, 1, 1), CancellationToken.None);
        var none = await populations.NewestAsync(["E05970009"], new(2022, 1, 1), CancellationToken.None);

        Assert.Equal(5200, Assert.Single(late).Value.Residents);
        Assert.Equal((5000, new DateOnly(2023, 6, 30)), (early["E05970009"].Residents, early["E05970009"].On));
        Assert.Empty(none);
        await server.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'district', 'Context district', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape) select $1, 970009, id, 'E05970009', 'Denominated', 'POLYGON ((100000 100000, 110000 100000, 110000 110000, 100000 110000, 100000 100000))' from l
            """, server.Testshire);
        var pack = await analyst.GetAsync("/share/returns/pack.zip?from=2025-Q3&to=2025-Q3");
        using var zip = new ZipArchive(new MemoryStream(pack.Bytes));
        string Entry(string name) { using var reader = new StreamReader(zip.GetEntry(name)!.Open()); return reader.ReadToEnd(); }
        Assert.Contains("E05970009,Denominated,2025-06-30,5200", Entry("population.csv"), StringComparison.Ordinal);
        Assert.StartsWith("area_kind,area_code,area,theme,theme_name,month,records,residents,per_1000_residents", Entry("crime-and-disorder.csv"), StringComparison.Ordinal);
        Assert.Contains("population.csv: residents of 1 areas", Entry("manifest.txt"), StringComparison.Ordinal);
    }

    // Two small places with a record for each resident: 29 residents are fewer than a rate may rest on, 30 are enough, and the residents themselves are published.
    // T-89.
    [Theory]
    [InlineData(29, "")]
    [InlineData(30, "1000")]
    public async Task ARateOfTheDataPack_IsBlankBelowItsSmallestBase(int residents, string rate)
    {
        var (code, left) = ($"E0597{residents:0000}", 200_000 + residents * 1_000);
        var analyst = await server.SignedInAsync(Role.Analyst);
        await LoadAsync(analyst, $"Small base {residents}", $"area code,date,population\r\n{code},2024-06-30,{residents}\r\n");
        await server.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Small ward ' || $2, 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape) select $1, $4, id, $2, 'Small', format('POLYGON ((%1$s 100000, %2$s 100000, %2$s 100500, %1$s 100500, %1$s 100000))', $3::int, $3::int + 500) from l
            """, server.Testshire, code, left, 980_000 + residents);
        await server.PastGuardsAsync("""
            with r as (insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version) values ($1, gen_random_uuid(), 'police-uk', 'Rates', 'accepted', $1, 'Ana', array[$3::int], now(), 1) returning id),
            v as (update partnership.partnership set data_version = data_version + 1 where id = $1 returning data_version)
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision, easting, northing, place_method, area_ids, content, is_open)
            select $1, gen_random_uuid(), 1, r.id, 1, n, 'Police', 2, 'burglary', $3::int, 'month', $4::int + 100, 100100, 'as published', array[$2::int], gen_random_uuid(), true from r, v, generate_series(1, $5::int) n
            """, server.Testshire, 980_000 + residents, 2024 * 12 + 6, left, residents);

        var pack = await analyst.GetAsync("/share/returns/pack.zip?from=2024-Q3&to=2024-Q3");
        using var zip = new ZipArchive(new MemoryStream(pack.Bytes));
        using var reader = new StreamReader(zip.GetEntry("crime-and-disorder.csv")!.Open());

        Assert.Contains($"ward,{code},Small,burglary,Burglary,2024-07,{residents},{residents},{rate}\r\n", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-06-30", "2024-06-30")]
    [InlineData("30/6/2024", "2024-06-30")]
    [InlineData("2024-06", "2024-06-01")]
    [InlineData("June 2024", "2024-06-01")]
    [InlineData("2024", "2024-01-01")]
    [InlineData("2019/20", "2019-04-01")]
    [InlineData("201920", "2019-09-01")]
    [InlineData("201925", null)]
    [InlineData("31/02/2024", null)]
    [InlineData("soon", null)]
    public void ADay_IsReadAsTheFirstOfItsPeriod(string cell, string? day) =>
        Assert.Equal(day, ContextTable.DayOf(cell)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
