using System.Globalization;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>A partner's file through the site: checked in memory, kept as a draft, submitted, accepted, corrected.</summary>
public sealed class SendingTests(ConcordatServer server) : SendingCase(server)
{
    [Fact]
    public async Task AFile_IsCheckedSubmittedAndAccepted_AndItsRecordsJoin()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);

        var draft = await SendAsync(council, quarter, File(first, 60));

        Assert.Contains("60 ready", draft.Words, StringComparison.Ordinal);
        Assert.Equal(0, await HeldAsync("incident", first));
        await SubmitAndAcceptAsync(IdOf(draft));
        Assert.Equal((60, 60), (await HeldAsync("incident", first), await HeldAsync("record", first)));
        var board = await council.GetAsync("/share/returns");
        Assert.Contains("Council anti-social behaviour", board.Words, StringComparison.Ordinal);
    }

    // T-10.
    [Fact]
    public async Task TheSameFileTwice_IsANoOp_AndHalfThenWhole_IsTheWhole()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        await SubmitAndAcceptAsync(IdOf(await SendAsync(council, quarter, File(first, 30))));

        var again = await SendAsync(council, quarter, File(first, 30));
        var whole = await SendAsync(council, quarter, File(first, 60));

        Assert.Contains("Nothing in it is new", again.Words, StringComparison.Ordinal);
        await SubmitAndAcceptAsync(IdOf(whole));
        Assert.Equal((60, 60), (await HeldAsync("incident", first), await HeldAsync("record", first)));
        var counts = await Server.OwnerScalarAsync("select inserted || '/' || updated || '/' || unchanged || '/' || withdrawn from share.return where id = $1", IdOf(whole));
        Assert.Equal("30/0/30/0", counts);
    }

    [Fact]
    public async Task AllOrNothing_WithAFaultyRow_CannotBeSubmitted_AndRowByRow_TakesTheGoodOnes()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var text = Encoding.UTF8.GetString(File(first, 20)) + "R99,Noise,31/02/2025,14:05,500000,150000,\r\n";

        var all = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text), "all");
        var refused = await council.SendFormAsync($"/share/returns/received/{IdOf(all)}", await SilentAsync(council, IdOf(all)), "/submit");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("L-13", refused.Words, StringComparison.Ordinal);
        Assert.Equal(0, await HeldAsync("incident", first));
        await council.SendFormAsync($"/share/returns/received/{IdOf(all)}", [], "/discard");
        var rows = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text));
        Assert.Contains("D-01", rows.Words, StringComparison.Ordinal);
        await SubmitAndAcceptAsync(IdOf(rows));
        Assert.Equal(20, await HeldAsync("incident", first));
    }

    [Fact]
    public async Task PlantedIdentifiers_AreNowhereAfterwards()
    {
        var (quarter, first) = NextQuarter();
        string[] planted = ["Mr Gareth Quillfeather", "07700 900461", "943 476 5919", "KT1 1ZQ", "quillfeather@nowhere.example", "born 14/02/1961"];
        var council = await Server.SignedInAsync(Council);
        var text = new StringBuilder("Reference,Category,Date,Time,Easting,Northing,Location,Victim name,Date of birth,NHS number,Telephone,Notes\r\n");
        for (var i = 0; i < 5000; i++)
            text.Append(CultureInfo.InvariantCulture, $"R{i},{(i % 500 == 499 ? planted[0] : "Noise")},{first.AddDays(i % 80):dd/MM/yyyy},14:05,{(i % 701 == 700 ? planted[1] : $"{500000 + i}")},{150000 + i},\"near the steps, {planted[i % planted.Length]}\",Gareth Quillfeather,14/02/1961,943 476 5919,07700 900461,\"{planted[0]} of {planted[3]}, ring {planted[1]}, {planted[5]}\"\r\n");

        var draft = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(text.ToString()), name: "asb 07700 900461.csv");

        Assert.Contains("personal details removed", draft.Words, StringComparison.Ordinal);
        await Server.OwnerScalarAsync("checkpoint");
        var folder = (string)(await Server.OwnerScalarAsync("select current_setting('data_directory')"))!;
        foreach (var wanted in new[] { "Quillfeather", "900461", "476 5919", "KT1 1ZQ", "14/02/1961" })
        {
            Assert.DoesNotContain(wanted, draft.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(FilesWith(folder, wanted));
            Assert.Empty(FilesWith(Path.GetTempPath(), wanted, "*.tmp"));
        }
        await council.SendFormAsync($"/share/returns/received/{IdOf(draft)}", [], "/discard");
    }

    static List<string> FilesWith(string folder, string wanted, string pattern = "*")
    {
        var bytes = Encoding.UTF8.GetBytes(wanted);
        var found = new List<string>();
        var options = new EnumerationOptions { RecurseSubdirectories = pattern == "*", IgnoreInaccessible = true };
        foreach (var file in Directory.EnumerateFiles(folder, pattern, options))
        {
            try
            {
                if (System.IO.File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0) found.Add(file);
            }
            catch (IOException)
            {
                // The server removed it meanwhile.
            }
        }
        return found;
    }

    // T-12.
    [Fact]
    public async Task ARenamedHeading_IsToldByColumn_AndAnUnknownCode_ByRow()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var draft = await SendAsync(council, quarter, File(first, 10));
        await SubmitAndAcceptAsync(IdOf(draft));
        var moved = "Notes,Category,Reference,Date,Time,Easting,Northing\r\n" + $",Noise,M1,{first:dd/MM/yyyy},14:05,500000,150000\r\n";
        var renamed = Encoding.UTF8.GetString(File(first, 11)).Replace("Category", "Kind of trouble", StringComparison.Ordinal);

        var told = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(renamed));
        var taken = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(moved));

        Assert.Contains("M-02", told.Words, StringComparison.Ordinal);
        Assert.Contains("Category", told.Words, StringComparison.Ordinal);
        Assert.Contains("Kind of trouble", told.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Noise", told.Text, StringComparison.Ordinal); // shapes, never values
        Assert.Contains("1 ready", taken.Words, StringComparison.Ordinal);
        await council.SendFormAsync($"/share/returns/received/{IdOf(taken)}", [], "/discard");
        var unknown = Encoding.UTF8.GetString(File(first, 12)).Replace("R3,Noise", "R3,Zorbing", StringComparison.Ordinal);
        var answer = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(unknown));
        Assert.Contains("C-01", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Map it now", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OthersBodies_DoNotSend_AndAForgedForm_IsRefused()
    {
        var (quarter, first) = NextQuarter();
        var fire = await Server.SignedInAsync("practitioner@testshire.example");
        var council = await Server.SignedInAsync(Council);
        using var forged = new MultipartFormDataContent { { new StringContent("rows"), "choice" }, { new ByteArrayContent(File(first, 3)), "File", "a.csv" } };

        var other = await fire.GetAsync($"/share/returns/send/8/{quarter}?agency={CouncilId}");
        using var answer = await council.Client.PostAsync(new Uri($"/share/returns/send/8/{quarter}?agency={CouncilId}", UriKind.Relative), forged);

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await HeldAsync("incident", first));
    }
}
