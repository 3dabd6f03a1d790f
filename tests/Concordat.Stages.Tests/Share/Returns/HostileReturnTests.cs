using System.Globalization;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Files and texts that are meant to do harm, or are merely strange: T-13, T-14 and T-15 of the reliability tests, and T-11 at its full size.</summary>
public sealed class HostileReturnTests(ConcordatServer server) : SendingCase(server)
{
    const string Script = "<script>alert(1)</script>";

    // Script text in every field that takes text, in the headings and in the name of the file.
    [Fact]
    public async Task ScriptText_InEveryField_IsShownAsTextByEveryPage()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var text = $"Reference,Category,Date,Time,Easting,Northing,Location,Notes,{Script}\r\n" +
            string.Concat(Enumerable.Range(0, 6).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Script}{i},Noise,{first:dd/MM/yyyy},14:05,,,{Script} lane,{Script} and more,x\r\n"))) +
            $"F1,{Script},{first:dd/MM/yyyy},14:05,500000,150000,,,\r\nF2,Noise,\"><img src=x onerror=alert(1)>,14:05,500000,150000,,,\r\n";

        var draft = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text), name: $"{Script}.csv");
        await SubmitAndAcceptAsync(IdOf(draft));

        foreach (var address in new[]
        {
            $"/share/returns/received/{IdOf(draft)}", $"/share/returns/received/{IdOf(draft)}/faults", $"/share/returns/received/{IdOf(draft)}/codes", $"/share/returns/sets/{CouncilId}/8", "/share/returns/all",
            $"/share/returns/quality?agency={CouncilId}", "/share/returns", $"/share/incidents?return={IdOf(draft)}",
        })
        {
            var page = await council.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(Script, page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("script-src 'self'", string.Join(' ', page.Response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
        Assert.Contains(Script, (await council.GetAsync($"/share/returns/received/{IdOf(draft)}/faults")).Words, StringComparison.Ordinal);
    }

    // A name with a path in it, a type that lies, and a file that is a page as well as a table.
    [Theory]
    [InlineData("../../../../etc/cron.d/asb.csv")]
    [InlineData("..\\..\\windows\\asb.csv")]
    [InlineData("/asb.html")]
    [InlineData("asb.csv\u202Efdp.exe")]
    public async Task APathOrATypeInTheName_ChangesNothing_AndTheFileIsNeverServed(string name)
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var polyglot = Encoding.UTF8.GetBytes($"Reference,Category,Date,Notes\r\nP1,Noise,{first:dd/MM/yyyy},<html><body onload=alert(1)>\r\n");

        var draft = await SendAsync(council, quarter, polyglot, name: name);

        Assert.Contains("1 kept, needs a place", draft.Words.Replace("1 kept,needs", "1 kept, needs", StringComparison.Ordinal), StringComparison.Ordinal);
        var title = (string)(await Server.OwnerScalarAsync("select title from share.return where id = $1", IdOf(draft)))!;
        Assert.DoesNotContain('/', title);
        Assert.DoesNotContain('\\', title);
        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.return_file where return_id = $1", IdOf(draft)));
        var export = await council.GetAsync($"/share/returns/received/{IdOf(draft)}/faults.csv");
        Assert.Equal("text/csv", export.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", export.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", string.Join("", export.Response.Headers.GetValues("X-Content-Type-Options")));
        await council.SendFormAsync($"/share/returns/received/{IdOf(draft)}", [], "/discard");
    }

    // Long, right-to-left, zero-width and emoji texts are kept and shown as they are; a null character sets its row aside.
    [Fact]
    public async Task StrangeTexts_AreKeptAndShown_AndNullIsRefused()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        string[] strange = ["ضوضاء قرب السوق", "רעש ליד השוק", "zero\u200Bwidth\u200Djoiner", "noise 🎆🎇 again", "e\u0301tude", new string('w', 2000)];
        var text = "Reference,Category,Date,Location,Notes\r\n" + string.Concat(strange.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"S{i},Noise,{first:dd/MM/yyyy},{s},{s}\r\n"))) + $"N1,Noise,{first:dd/MM/yyyy},a\0b,c\r\n";

        var draft = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text));

        Assert.Contains("R-02", draft.Words, StringComparison.Ordinal);
        await SubmitAndAcceptAsync(IdOf(draft));
        for (var i = 0; i < strange.Length; i++)
            Assert.Equal(strange[i], await Server.OwnerScalarAsync("select place_words from share.record where return_id = $1 and reference = $2", IdOf(draft), $"S{i}"));
        var page = await council.GetAsync($"/share/returns/received/{IdOf(draft)}/faults");
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    // One bad row far down: with "all or nothing" nothing may join, with "take the good rows" all the others do.
    [Fact]
    public async Task AHundredThousandRows_WithOneThatFails_AreTakenRowByRowOrNotAtAll()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var lines = Encoding.UTF8.GetString(File(first, 100_000)).Split("\r\n");
        lines[70_001] = lines[70_001].Replace("14:05", "25:05", StringComparison.Ordinal);
        var file = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

        var all = await SendAsync(council, quarter, file, "all");
        var refused = await council.SendFormAsync($"/share/returns/received/{IdOf(all)}", await SilentAsync(council, IdOf(all)), "/submit");
        Assert.Contains("L-13", refused.Words, StringComparison.Ordinal);
        Assert.Equal((0, 0), (await HeldAsync("incident", first), await HeldAsync("record", first)));
        await council.SendFormAsync($"/share/returns/received/{IdOf(all)}", [], "/discard");

        var rows = await SendAsync(council, quarter, file);
        Assert.Contains("70,002", (await council.GetAsync($"/share/returns/received/{IdOf(rows)}/faults")).Words, StringComparison.Ordinal);
        await SubmitAndAcceptAsync(IdOf(rows));
        Assert.Equal((99_999, 99_999), (await HeldAsync("incident", first), await HeldAsync("record", first)));
    }
}
