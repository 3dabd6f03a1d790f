using System.Net;
using AngleSharp.Html.Parser;
using Concordat.Platform.Access;
using Concordat.Share.Agreements;

namespace Concordat.Stages.Tests.Share.Agreements;

/// <summary>Every state of an agreement by everything that can happen to it, over HTTP and against the database.</summary>
public sealed class StateTableTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    public static IEnumerable<object[]> Cells =>
        Enum.GetNames<AgreementState>().SelectMany(s => Enum.GetNames<AgreementEvent>().Select(e => new object[] { s, e }));

    static readonly Dictionary<AgreementEvent, string> Pages = new()
    {
        [AgreementEvent.Edit] = "edit",
        [AgreementEvent.Submit] = "submit",
        [AgreementEvent.SendBack] = "send-back",
        [AgreementEvent.Approve] = "approve",
        [AgreementEvent.Sign] = "sign",
        [AgreementEvent.Withdraw] = "withdraw",
        [AgreementEvent.KeepUnchanged] = "keep",
        [AgreementEvent.NewVersion] = "renew",
        [AgreementEvent.End] = "end",
        [AgreementEvent.Discard] = "discard",
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Version_EachStateByEachEvent_DoesWhatTheTableSays(string state, string happening)
    {
        var (from, happened) = (Enum.Parse<AgreementState>(state), Enum.Parse<AgreementEvent>(happening));
        var move = AgreementStates.Of(from, happened);
        var id = await InAsync(from, happened);
        Assert.Equal(AgreementStates.Stored(from), await server.StateAsync(id));
        using var visitor = await server.SignedInAsync(Role.InformationGovernance);
        var page = $"/share/agreements/{id}/versions/1/{Pages[happened]}";

        var shown = await visitor.GetAsync(page);
        var answer = await PostAsync(visitor, shown, page);

        if (move.Refusal is { } refusal)
        {
            Assert.Contains(refusal, shown.Words, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains(refusal, answer.Words, StringComparison.Ordinal);
            Assert.Equal(AgreementStates.Stored(from), await server.StateAsync(id));
        }
        else
        {
            Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Words);
            Assert.Contains(AgreementStates.Read(await server.StateAsync(id)), move.To);
        }
    }

    [Fact]
    public void Document_ShowsTheTable()
    {
        var document = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "agreement.md")).ReplaceLineEndings("\n");

        Assert.Contains(AgreementStates.Markdown(), document, StringComparison.Ordinal);
    }

    // The form of a page that refuses is not there, so its token is borrowed from the page's frame.
    async Task<Answer> PostAsync(Visitor visitor, Answer shown, string page)
    {
        var today = server.Today().AddDays(200);
        var fields = new List<(string Name, string Value)>
        {
            ("Reason", "For the test"), ("Accepts", "true"), ("Day.Day", $"{(page.EndsWith("end", StringComparison.Ordinal) ? server.Today() : today).Day}"),
            ("Day.Month", $"{(page.EndsWith("end", StringComparison.Ordinal) ? server.Today() : today).Month}"),
            ("Day.Year", $"{(page.EndsWith("end", StringComparison.Ordinal) ? server.Today() : today).Year}"),
        };
        if (shown.Document.QuerySelectorAll("main form[method=post i]").Length > 0)
            return await visitor.SendFormAsync(shown, page, page.EndsWith("edit", StringComparison.Ordinal) ? [] : fields, page.EndsWith("edit", StringComparison.Ordinal) ? "edit" : page);
        fields.Add(("__RequestVerificationToken", shown.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var response = await visitor.Client.PostAsync(new Uri(page, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, response.Headers.Location, text, [], response, await new HtmlParser().ParseDocumentAsync(text));
    }

    /// <summary>An agreement in a state, with a signature there to withdraw, or one not yet given.</summary>
    async Task<Guid> InAsync(AgreementState state, AgreementEvent happening)
    {
        await WorkForAsync("council");
        var id = await server.DraftAsync($"In state {state}", alsoParties: ["housing"]);
        if (state == AgreementState.Draft) return id;
        if (state == AgreementState.Discarded)
        {
            await server.AtDeskAsync(Role.Coordinator, d => d.DiscardAsync(id, 1, CancellationToken.None));
            return id;
        }
        Assert.Null(await server.AtDeskAsync(Role.Coordinator, d => d.SubmitAsync(id, 1, CancellationToken.None)));
        if (state == AgreementState.ForApproval) return id;
        Assert.Null(await server.AtDeskAsync(Role.InformationGovernance, d => d.ApproveAsync(id, 1, CancellationToken.None)));
        if (state == AgreementState.ForSignature)
        {
            await server.SignAsync(id, 1, happening == AgreementEvent.Withdraw ? ["council"] : ["police", "fire"]);
            return id;
        }
        await server.SignAsync(id, 1, "council", "police", "fire");
        await TurnAsync(id, state);
        // All who must have signed; the one who may and has not is a co-operating body.
        if (happening == AgreementEvent.Sign) await WorkForAsync("housing");
        return id;
    }

    Task TurnAsync(Guid id, AgreementState state) => state switch
    {
        AgreementState.Signed => server.PastGuardsAsync("update share.agreement_version set starts_on = starts_on + 10, complete_on = complete_on + 10 where agreement_id = $1", id),
        AgreementState.ReviewOverdue => server.PastGuardsAsync("update share.agreement_version set starts_on = $2, review_on = $3 where agreement_id = $1", id, server.Today().AddYears(-1), server.Today().AddDays(-1)),
        AgreementState.ReviewLapsed => server.PastGuardsAsync("update share.agreement_version set starts_on = $2, review_on = $3 where agreement_id = $1", id, server.Today().AddYears(-1), server.Today().AddDays(-91)),
        AgreementState.Ended => server.PastGuardsAsync("update share.agreement set ended_on = $2, ended_reason = 'Over' where id = $1", id, server.Today()),
        AgreementState.Replaced => server.PastGuardsAsync("""
            insert into share.agreement_version select partnership_id, agreement_id, 2, stage, starts_on, review_on, ends_on, purposes, lawful_basis, special_condition, statutory_powers,
              impact_assessment, contact, change_note, written_by, written_by_name, written_at, approved_by, approved_by_name, approved_at, null, starts_on from share.agreement_version where agreement_id = $1
            """, id),
        AgreementState.SignatoryLeft => LeaveAsync(id),
        _ => Task.CompletedTask,
    };

    /// <summary>A fourth responsible authority that had signed and has left.</summary>
    Task LeaveAsync(Guid id) => server.PastGuardsAsync("""
        with g as (insert into partnership.agency (partnership_id, id, key, name, short_name, standing, valid_from, valid_to)
          values ($2, gen_random_uuid(), 'left-' || $1, 'A body that left', 'Left', 'responsible authority', '2020-01-01', $3) returning id)
        insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
        select $2, gen_random_uuid(), $1, 1, g.id, 'responsible authority', '2020-01-02', now(), $2, 'x', 'x' from g
        """, id, server.Testshire, server.Today().AddDays(-1));

    /// <summary>The visitor works for another body from now on, and is its named signatory.</summary>
    async Task WorkForAsync(string agency)
    {
        await server.PastGuardsAsync("""
            update partnership.member set agency_id = (select id from partnership.agency where key = $1 and partnership_id = $2) where partnership_id = $2 and display_name = 'Ingrid Governance'
            """, agency, server.Testshire);
        await server.PastGuardsAsync("""
            insert into share.signatory select m.partnership_id, m.agency_id, m.user_id, '2020-01-01' from partnership.member m
            where m.partnership_id = $1 and display_name = 'Ingrid Governance' on conflict do nothing
            """, server.Testshire);
    }
}
