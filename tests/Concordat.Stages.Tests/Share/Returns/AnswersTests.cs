using System.Globalization;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Rows to mend go to the supplier with what stood in them, come back, and are kept as answers.</summary>
public sealed class AnswersTests(ConcordatServer server) : SendingCase(server)
{
    // Rows 22 to 26 have faults: a day that is none, a word on no list, a name where a day belongs, a time that is none, a telephone number where a place belongs.
    static byte[] WithFaults(DateOnly first) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(File(first, 20)) +
        $"F1,Noise,31/02/{first.Year},14:05,500001,150000,\r\nF2,Zorbing,{first:dd/MM/yyyy},14:05,500002,150000,\r\nF3,Noise,Gareth Quillfeather,14:05,500003,150000,\r\n" +
        $"F4,Noise,{first:dd/MM/yyyy},25:10,500004,150000,\r\nF5,Noise,{first:dd/MM/yyyy},14:05,07700 900461,150000,\r\n");

    async Task<(string Quarter, DateOnly First, Guid Id)> AcceptedAsync()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var id = IdOf(await SendAsync(council, quarter, WithFaults(first)));
        await SubmitAndAcceptAsync(id);
        return (quarter, first, id);
    }

    static async Task<List<string[]>> LinesAsync(Visitor visitor, Guid id)
    {
        var file = await visitor.GetAsync($"/share/returns/received/{id}/faults.csv");
        Assert.Equal(HttpStatusCode.OK, file.Status);
        return [.. file.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];
    }

    [Fact]
    public async Task TheFileOfRowsToMend_HoldsWhatStoodThere_AndNothingPersonal()
    {
        var (_, first, id) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);

        var lines = await LinesAsync(council, id);
        var page = await council.GetAsync($"/share/returns/received/{id}/faults");

        Assert.Equal("Concordat row,Concordat column,Concordat found,Concordat code,Concordat reason,Concordat remedy,Concordat answer".Split(','), lines[0][..7]);
        Assert.Equal(["22", "23", "24", "25", "26"], lines[1..].Select(l => l[0]));
        Assert.Equal($"31/02/{first.Year}", lines[1][2]);
        Assert.Contains("F1", lines[1]);
        Assert.Equal("Zorbing", lines[2][2]);
        Assert.Equal("", lines[3][2]);
        Assert.Equal("25:10", lines[4][2]);
        Assert.Equal("", lines[5][2]);
        Assert.Contains("25:10", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", string.Concat(lines.SelectMany(l => l)) + page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("900461", string.Concat(lines.SelectMany(l => l)) + page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.return_aside where cells::text like '%Quillfeather%' or cells::text like '%900461%'"));
    }

    [Fact]
    public async Task MendedRows_SentBack_AreMatchedByRow_AndKeptAsAnswers()
    {
        var (quarter, first, id) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);
        var lines = await LinesAsync(council, id);
        var day = Array.IndexOf(lines[0], "Date");
        lines[1][day] = first.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        lines[2][6] = "withdrawn";
        lines[3][6] = "Confirmed";
        // Row 25 is not mended and comes back as it was; row 26 is left out.
        var file = string.Join("\r\n", lines[..5].Select(l => string.Join(',', l))) + "\r\n";

        var draft = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(file), answers: id);
        Assert.Contains("1 ready", draft.Words, StringComparison.Ordinal);
        await SubmitAndAcceptAsync(IdOf(draft));

        Assert.Equal(21, await HeldAsync("record", first));
        Assert.Equal("22 corrected, 23 withdrawn, 24 confirmed", await Server.OwnerScalarAsync(
            "select string_agg(row_number || ' ' || answer, ', ' order by row_number) from share.fault_answer where return_id = $1", id));
        Assert.Equal(IdOf(draft), await Server.OwnerScalarAsync("select answered_in from share.fault_answer where return_id = $1 and answer = 'corrected'", id));
        Assert.Equal("25, 26", await Server.OwnerScalarAsync("select string_agg(row_number::text, ', ' order by row_number) from share.return_aside where return_id = $1", id));
        var again = await LinesAsync(council, id);
        Assert.Equal(["25", "26"], again[1..].Select(l => l[0]));
        var page = await council.GetAsync($"/share/returns/received/{id}/faults");
        Assert.Contains("1 corrected, 1 confirmed, 1 withdrawn; 2 wait for an answer.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfAnswersAlone_KeepsThem_AndMakesNoDraft()
    {
        var (quarter, _, id) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);
        var lines = await LinesAsync(council, id);
        foreach (var line in lines[1..]) line[6] = "withdrawn";

        var answer = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Select(l => string.Join(',', l)))), answers: id);

        Assert.Contains("5 withdrawn.", answer.Words, StringComparison.Ordinal);
        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.return where answers_to = $1", id));
        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.return_aside where return_id = $1", id));
    }

    [Fact]
    public async Task RowsToMend_SentAsAWholeQuarter_AreRefused_AndAWordThatIsNoAnswerToo()
    {
        var (quarter, first, id) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);
        var lines = await LinesAsync(council, id);

        var whole = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Select(l => string.Join(',', l)))));
        lines[1][6] = "perhaps";
        var word = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Select(l => string.Join(',', l)))), answers: id);

        Assert.Contains("M-04", whole.Words, StringComparison.Ordinal);
        Assert.Contains("M-06", word.Words, StringComparison.Ordinal);
        Assert.Contains("row 2", word.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("perhaps", word.Text, StringComparison.Ordinal);
        Assert.Equal(20, await HeldAsync("record", first));
    }

    [Fact]
    public async Task ADraftThatIsDropped_TakesItsAnswersBack_AndOthersCannotAnswer()
    {
        var (quarter, first, id) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);
        var lines = await LinesAsync(council, id);
        lines[1][Array.IndexOf(lines[0], "Date")] = first.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var draft = await SendAsync(council, quarter, Encoding.UTF8.GetBytes(string.Join("\r\n", lines[..2].Select(l => string.Join(',', l)))), answers: id);
        Assert.Equal(1, await Server.OwnerScalarAsync("select count(*)::int from share.fault_answer where return_id = $1", id));

        await council.SendFormAsync($"/share/returns/received/{IdOf(draft)}", [], "/discard");
        var fire = await Server.SignedInAsync("practitioner@testshire.example");
        var other = await fire.PostAsync($"/share/returns/received/{id}/faults", ("row", "22"), ("code", "D-01"), ("answer", "withdrawn"));

        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.fault_answer where return_id = $1", id));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task RecurringFaults_AreRanked_AndTheFiguresAreTheBoards()
    {
        var (_, first, _) = await AcceptedAsync();
        var council = await Server.SignedInAsync(Council);

        var page = await council.GetAsync($"/share/returns/quality?agency={CouncilId}");
        var file = await council.GetAsync($"/share/returns/quality.csv?agency={CouncilId}");
        var board = await council.GetAsync("/share/returns/board.csv");
        var fire = await Server.SignedInAsync("practitioner@testshire.example");
        var theirs = await fire.GetAsync($"/share/returns/quality?agency={CouncilId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The code is not on the list C-01", page.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, theirs.Status);
        Assert.DoesNotContain("C-01", theirs.Words, StringComparison.Ordinal);
        // Every line of the board for this body stands in the file of its quality, word for word.
        var lines = file.Text.Split("\r\n").ToHashSet();
        var own = board.Text.Split("\r\n").Where(l => l.Contains(",8,", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, l => Assert.Contains(l, lines));
        _ = first;
    }
}
