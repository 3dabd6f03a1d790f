using System.Net;
using Concordat.Share.Disclosures;

namespace Concordat.Stages.Tests.Share.Disclosures;

/// <summary>Each state by each event, as the pages answer it.</summary>
public sealed class DisclosureStatesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    public static TheoryData<string> Cells =>
        [.. Enum.GetValues<DisclosureState>().SelectMany(_ => Enum.GetValues<DisclosureEvent>(), (s, e) => $"{s} {e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<DisclosureState>(cell.Split(' ')[0]), Enum.Parse<DisclosureEvent>(cell.Split(' ')[1]));
        var made = await Case.InAsync(server, state);
        var move = DisclosureStates.Of(state, happened);

        var answer = await (happened switch
        {
            DisclosureEvent.Change => made.ChangeAsync(),
            DisclosureEvent.Ask => made.AskAsync(),
            DisclosureEvent.PassOn => made.PassOnAsync(),
            DisclosureEvent.Approve => made.ApproveAsync(),
            DisclosureEvent.Refuse => made.RefuseAsync(),
            DisclosureEvent.Release => made.ReleaseAsync(),
            DisclosureEvent.Withdraw => made.WithdrawAsync(),
            DisclosureEvent.Complain => made.ComplainAsync(),
            _ => made.ExpireAsync(),
        });

        Assert.Equal((move.To ?? state).Words(), await made.StateAsync());
        if (happened == DisclosureEvent.Expire) return;
        // A draft or a request withdrawn before it was asked names no decider: for the council's practitioner it does not exist.
        var isUnseen = move.To is null && happened is DisclosureEvent.PassOn or DisclosureEvent.Approve or DisclosureEvent.Refuse or DisclosureEvent.Release
            && state is DisclosureState.Draft or DisclosureState.Withdrawn;
        Assert.Equal(move.To is not null ? HttpStatusCode.Redirect : isUnseen ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.Status);
        if (move.To is null && !isUnseen) Assert.Contains($"{move.Code}: {move.Refusal}", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_OfTheRules_ShowsThisTable()
    {
        var file = Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "disclosure.md");

        Assert.Contains(DisclosureStates.Markdown(), File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains(DisclosureStates.Codes(), File.ReadAllText(file), StringComparison.Ordinal);
    }

    // T-66.
    [Fact]
    public async Task Refusal_OfAnAttempt_IsLoggedWithItsCode()
    {
        var made = await Case.InAsync(server, DisclosureState.Refused);

        await made.ReleaseAsync();

        Assert.Equal("D-05", await server.OwnerScalarAsync(
            "select detail ->> 'code' from audit.entry where subject = 'disclosure' and subject_id = $1 and action = 'refuse'", made.Id.ToString()));
    }
}
