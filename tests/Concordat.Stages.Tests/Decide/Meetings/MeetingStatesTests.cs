using Concordat.Decide.Meetings;

namespace Concordat.Stages.Tests.Decide.Meetings;

public sealed class MeetingStatesTests
{
    public static IEnumerable<object[]> Cells =>
        Enum.GetNames<MeetingState>().SelectMany(s => Enum.GetNames<MeetingEvent>().Select(e => new object[] { s, e }));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Table_EachStateByEachEvent_HasOneAnswer(string state, string happened)
    {
        var move = Assert.Single(MeetingStates.Table, m => m.From.ToString() == state && m.Event.ToString() == happened);

        Assert.True(move.To is null != move.Refusal is null);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Meeting_EachStateByEachEvent_DoesWhatTheTableSays(string state, string happened)
    {
        var (from, on) = (Enum.Parse<MeetingState>(state), Enum.Parse<MeetingEvent>(happened));
        var move = MeetingStates.Of(from, on);
        var meeting = In(from);

        var refusal = on switch
        {
            MeetingEvent.Open => meeting.Open(DateTime.UnixEpoch),
            MeetingEvent.Close => meeting.Close([], [], DateTime.UnixEpoch),
            MeetingEvent.ApproveMinutes => meeting.ApproveMinutes(Guid.NewGuid(), DateTime.UnixEpoch),
            _ => meeting.Refusal(on),
        };

        Assert.Equal(move.Refusal, refusal);
        Assert.Equal(move.To ?? from, meeting.State);
    }

    [Fact]
    public void Readme_ShowsTheTable()
    {
        var readme = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "src", "3-Decide", "Concordat.Decide", "Meetings", "README.md")).ReplaceLineEndings("\n");

        Assert.Contains(MeetingStates.Markdown(), readme, StringComparison.Ordinal);
    }

    static Meeting In(MeetingState state)
    {
        var meeting = new Meeting(Guid.NewGuid(), Guid.NewGuid(), Meeting.JointActionGroup, new(2026, 11, 26), Guid.NewGuid());
        if (state != MeetingState.Planned) meeting.Open(DateTime.UnixEpoch);
        if (state == MeetingState.Closed) meeting.Close([], [], DateTime.UnixEpoch);
        return meeting;
    }
}
