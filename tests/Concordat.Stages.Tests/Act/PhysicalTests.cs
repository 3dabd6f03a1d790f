using System.Buffers.Binary;
using System.Net;
using System.Text;
using Concordat.Act.Physical;
using Concordat.Platform.Files;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Act;

/// <summary>Designing out crime: the site, the cost, and photographs of which nothing but the picture is kept.</summary>
public sealed class PhysicalTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _days = 500;

    [Fact]
    public async Task Change_HasSiteCostAndPhotographs_AndIsFoundBySearch()
    {
        var action = await ActionAsync();
        var practitioner = await People.AsAsync(server, Role.Practitioner);

        var saved = await SaveAsync(practitioner, action);
        var sent = await PhotoAsync(practitioner, action, Jpeg(turn: 6));
        var page = await practitioner.GetAsync($"/act/physical/{action}");
        var picture = page.Document.QuerySelector("main img")!;
        var photo = await (await People.AsAsync(server, Role.Analyst)).GetAsync(picture.GetAttribute("src")!);

        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Words);
        Assert.Contains("£1,250.50", page.Words, StringComparison.Ordinal);
        Assert.Equal("Two lamps out above the steps", picture.GetAttribute("alt"));
        // Held upright: 3 by 2 turned by a quarter is 2 by 3.
        Assert.Equal(("2", "3"), (picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Equal("image/jpeg", photo.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", photo.Response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", photo.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("secret place", Encoding.Latin1.GetString(photo.Bytes), StringComparison.Ordinal);
        Assert.Contains("Alley behind Quay Street", (await practitioner.GetAsync("/search?q=alley behind")).Words, StringComparison.Ordinal);
        Assert.Contains("Alley behind Quay Street", (await practitioner.GetAsync("/act/physical?Words=quay")).Words, StringComparison.Ordinal);
        Assert.Contains($"/act/physical/{action}", (await practitioner.GetAsync($"/act/actions/{action}")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%Two lamps%' or detail::text like '%Quay Street%'"));
    }

    [Theory]
    [InlineData("Site", "", "Say where the change is made")]
    [InlineData("Site", "Behind the house of Mr John Smith, 07700 900123", "Take it out")]
    [InlineData("Planned", "", "Enter the cost planned")]
    [InlineData("Planned", "-5", "Enter the cost planned")]
    [InlineData("Cost", "a lot", "The cost must be pounds and pence")]
    [InlineData("DoneOn.Year", "2031", "today or in the past")]
    public async Task Change_WithoutAPart_SaysSo_AndKeepsWhatWasTyped(string field, string value, string message)
    {
        var action = await ActionAsync();

        var answer = await SaveAsync(await People.AsAsync(server, Role.Practitioner), action, (field, value));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        if (field != "Cost") Assert.Equal("1300", answer.Document.QuerySelector("input[name=Cost]")!.GetAttribute("value"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.physical_change where intervention_id = $1", action));
    }

    [Theory]
    [InlineData("Alt", "", "Say what the photograph shows")]
    [InlineData("Alt", "Mr John Smith, 07700 900123, at his door", "Take it out")]
    [InlineData("Side", "sideways", "before or after the change")]
    [InlineData("TakenOn.Year", "2031", "Enter the day it was taken")]
    public async Task Photograph_WithoutAPart_SaysSo(string field, string value, string message)
    {
        var action = await ActionAsync();
        var practitioner = await People.AsAsync(server, Role.Practitioner);
        await SaveAsync(practitioner, action);

        var answer = await PhotoAsync(practitioner, action, Png(), (field, value));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.change_photo where intervention_id = $1", action));
    }

    [Fact]
    public async Task File_ThatIsNoPhotograph_IsRefusedByItsContent()
    {
        var action = await ActionAsync();
        var practitioner = await People.AsAsync(server, Role.Practitioner);
        await SaveAsync(practitioner, action);

        Assert.Contains("must be a JPEG or a PNG file", (await PhotoAsync(practitioner, action, "<svg onload=alert(1)>"u8.ToArray())).Words, StringComparison.Ordinal);
        Assert.Contains("cut short or damaged", (await PhotoAsync(practitioner, action, Jpeg()[..^18])).Words, StringComparison.Ordinal);
        Assert.Contains("5 MB or smaller", (await PhotoAsync(practitioner, action, new byte[PhotoCleaner.MostBytes + 1])).Words, StringComparison.Ordinal);
        Assert.Contains("Choose the photograph", (await PhotoAsync(practitioner, action, [])).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_IsWrittenByThoseOfTheAction_RemovedWhole_AndUnseenElsewhere()
    {
        var action = await ActionAsync();
        var (practitioner, other, stranger) = (await People.AsAsync(server, Role.Practitioner), await People.AsAsync(server, "practitioner2@testshire.example"), await People.AsAsync(server, "analyst@elsewhere.example"));
        await SaveAsync(practitioner, action);
        await PhotoAsync(practitioner, action, Png());
        var photo = (Guid)(await server.OwnerScalarAsync("select id from act.change_photo where intervention_id = $1", action))!;

        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/act/physical/{action}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(other, action)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/act/physical/{action}?handler=Remove", ("photo", photo.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/act/physical/{action}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/act/physical/photos/{photo}")).Status);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, "practitioner2@testshire.example", "insert into act.change_photo select partnership_id, gen_random_uuid(), intervention_id, side, alt, taken_on, media_type, width, height, bytes, platform.session_user_id(), added_at from act.change_photo where id = $1", photo));
        Assert.Equal(HttpStatusCode.Redirect, (await practitioner.PostAsync($"/act/physical/{action}?handler=Remove", ("photo", photo.ToString()))).Status);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.change_photo where id = $1", photo));
    }

    [Fact]
    public async Task Change_OfAPlannedIntervention_IsWrittenByWhoPlans()
    {
        var made = await PlanCase.DraftAsync(server);

        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(made.Owner, made.Line)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(await People.AsAsync(server, Role.Practitioner), made.Line)).Status);
        Assert.Contains($"/act/physical/{made.Line}", (await made.Owner.GetAsync(made.Address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfAnInterventionAtWork_IsWrittenByWhoReports_AndNoLongerByWhoPlans()
    {
        var made = await PlanCase.InAsync(server, Concordat.Act.Plans.PlanState.Running);
        await Agreement.PastGuardsAsync(server, "update act.problem set owner_id = $2 where id = $1", made.Problem, await server.MemberAsync("Pat Practitioner"));
        var planner = await People.AsAsync(server, Role.Practitioner);

        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(planner, made.Line)).Status);
        var database = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Practitioner,
            "insert into act.physical_change (partnership_id, intervention_id, site, planned_pence, changed_by_id, changed_at) select partnership_id, id, 'Alley', 0, platform.session_user_id(), now() from act.plan_line where id = $1", made.Line));
        Assert.Equal("42501", database.SqlState);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(await People.AsAsync(server, "practitioner2@testshire.example"), made.Line)).Status);
    }

    [Fact]
    public async Task Change_SavedTwiceAtOnce_ShowsTheOtherOnesWords()
    {
        var action = await ActionAsync();
        var practitioner = await People.AsAsync(server, Role.Practitioner);
        await SaveAsync(practitioner, action);

        var answer = await SaveAsync(practitioner, action, ("Site", "Somewhere else"), ("Version", "1"));

        Assert.Contains("Somebody else changed it at the same moment", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Alley behind Quay Street", answer.Words, StringComparison.Ordinal);
        Assert.Equal("Somewhere else", answer.Document.QuerySelector("input[name=Site]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(3, 3, 2)]
    [InlineData(6, 2, 3)]
    [InlineData(8, 2, 3)]
    public void Jpeg_KeepsThePictureAndWhichWayUpItIs_AndNothingElse(int turn, int width, int height)
    {
        var (photo, fault) = PhotoCleaner.Clean(Jpeg(turn));

        Assert.Null(fault);
        Assert.Equal((width, height), (photo!.Width, photo.Height));
        var text = Encoding.Latin1.GetString(photo.Bytes);
        foreach (var gone in new[] { "secret place", "A Camera", "a remark", "behind the end", "small picture" }) Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        Assert.Equal(turn > 1, text.Contains("Exif", StringComparison.Ordinal));
        // What is left is a photograph still, and cleaning it again changes nothing.
        Assert.Equal(photo.Bytes, PhotoCleaner.Clean(photo.Bytes).Photo!.Bytes);
        Assert.Contains("scan one", text, StringComparison.Ordinal);
        Assert.Contains("scan two", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Png_KeepsThePictureAlone()
    {
        var (photo, fault) = PhotoCleaner.Clean(Png());

        Assert.Null(fault);
        Assert.Equal((1, 1, "image/png"), (photo!.Width, photo.Height, photo.MediaType));
        var text = Encoding.Latin1.GetString(photo.Bytes);
        foreach (var gone in new[] { "tEXt", "eXIf", "secret place", "behind the end" }) Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        Assert.Equal(photo.Bytes, PhotoCleaner.Clean(photo.Bytes).Photo!.Bytes);
    }

    /// <summary>Whatever is cut away or altered, the answer is a photograph or a sentence.</summary>
    [Fact]
    public void Damage_OfAnyKind_IsToldInASentence()
    {
        var chance = new Random(20261121);
        foreach (var whole in new[] { Jpeg(6), Png() })
        {
            for (var length = 0; length < whole.Length; length++) Assert.True(PhotoCleaner.Clean(whole.AsSpan(0, length)) is ({ }, null) or (null, { Length: > 0 }));
            for (var i = 0; i < 5000; i++)
            {
                var bytes = whole.ToArray();
                for (var n = 0; n < 3; n++) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                Assert.True(PhotoCleaner.Clean(bytes) is ({ }, null) or (null, { Length: > 0 }));
            }
        }
    }

    [Fact]
    public void Picture_OfTooManyDots_IsRefused()
    {
        var huge = Png();
        BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(16), 15_000);
        BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(20), 15_000);

        Assert.Contains("too many dots", PhotoCleaner.Clean(huge).Fault, StringComparison.Ordinal);
    }

    async Task<Guid> ActionAsync()
    {
        var meeting = await server.HoldAsync(server.Today().AddDays(Interlocked.Increment(ref _days)), Arrange.APaper(new(2026, 10)), server.Today().AddDays(_days + 40));
        return (Guid)(await server.OwnerScalarAsync("select id from act.intervention where meeting_id = $1", meeting))!;
    }

    Task<Answer> SaveAsync(Visitor who, Guid action, params (string Name, string Value)[] changed) => who.PostAsync($"/act/physical/{action}?handler=Save",
        new (string Name, string Value)[] { ("Site", "Alley behind Quay Street"), ("Planned", "1250.50"), ("Cost", "1300") }.Concat(Decide.Strategy.Arrange.Day("DoneOn", server.Today()))
            .Where(f => changed.All(c => c.Name != f.Name)).Concat(changed));

    async Task<Answer> PhotoAsync(Visitor who, Guid action, byte[] bytes, params (string Name, string Value)[] changed) => await who.SendFilesAsync($"/act/physical/{action}", "Picture", [("photo.jpg", bytes)],
        [.. new (string Name, string Value)[] { ("Side", "before"), ("Alt", "Two lamps out above the steps") }.Concat(Decide.Strategy.Arrange.Day("TakenOn", server.Today())).Where(f => changed.All(c => c.Name != f.Name)), .. changed]);

    /// <summary>A made-up JPEG file of 3 by 2 dots and two scans, with a position, a camera, a remark, a small picture, and something behind its end.</summary>
    static byte[] Jpeg(int turn = 1)
    {
        byte[] Segment(byte marker, params ReadOnlySpan<byte> content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
        byte[] exif = [.. "Exif\0\0II"u8, 42, 0, 8, 0, 0, 0, 2, 0, 0x0F, 0x01, 2, 0, 9, 0, 0, 0, 50, 0, 0, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0, 0, 0, 0, 0, .. "A Camera\0 secret place"u8];
        return
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, .. "small picture"u8]), .. Segment(0xE1, exif), .. Segment(0xFE, "a remark"u8), .. Segment(0xDB, new byte[65]),
            .. Segment(0xC2, [8, 0, 2, 0, 3, 1, 1, 0x11, 0]), .. Segment(0xC4, new byte[20]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. "scan one"u8, 0xFF, 0x00, 0xFF, 0xD0, 7,
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. "scan two"u8, 0xFF, 0xD9, .. "behind the end"u8,
        ];
    }

    /// <summary>A PNG file of one dot with texts, a position and something behind its end. Its check sums are not looked at.</summary>
    static byte[] Png()
    {
        byte[] Chunk(string name, params ReadOnlySpan<byte> content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 1, 2, 3, 4];
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. Chunk("tEXt", "Comment secret place"u8), .. Chunk("eXIf", "MM secret place"u8),
            .. Chunk("IDAT", [8, 0xD7, 0x63, 0, 0, 0, 4, 0, 1]), .. Chunk("IEND", []), .. "behind the end"u8,
        ];
    }
}
