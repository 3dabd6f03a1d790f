using Concordat.Share.Returns.Life;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>The table of a return's life: complete, explained and published.</summary>
public sealed class ReturnLifeTests
{
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var state in ReturnLife.States)
                foreach (var happened in ReturnLife.Events) cells.Add(state, happened);
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void EachStateByEachEvent_HasOneAnswer(string state, string happened)
    {
        var move = Assert.Single(ReturnLife.Table, m => m.From == state && m.Event == happened);

        Assert.True(move.To is null != move.Refusal is null);
        if (move.Refusal is { } code) Assert.True(ReturnLife.Refusals.ContainsKey(code), $"{code} has no words.");
        if (move.To is { } to) Assert.Contains(to, ReturnLife.States);
    }

    [Fact]
    public void TheRulesPage_ShowsTheTable()
    {
        var page = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "return.md")).ReplaceLineEndings("\n");

        Assert.Contains(ReturnLife.Markdown(), page, StringComparison.Ordinal);
        Assert.All(ReturnLife.Refusals, r => Assert.Contains($"| {r.Key} | {r.Value} |", page, StringComparison.Ordinal));
    }
}
