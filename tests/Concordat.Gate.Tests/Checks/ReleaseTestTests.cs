using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Tests.Checks;

public class ReleaseTestTests
{
    static readonly string[] Columns = ["age", "gender", "school", "reason"];
    static readonly IdentifierScanner Scanner = new();

    static IEnumerable<string[]> Alike(int count, params string[] row) => Enumerable.Repeat(row, count);

    [Fact]
    public void SetSix_GroupsAsLargeAsTheThreshold_MayGo()
    {
        var finding = ReleaseTest.Run(Columns, [.. Alike(5, "14", "M", "North School", "assault"), .. Alike(7, "13", "F", "North School", "drugs")], ReleaseTest.SetSix(), Scanner);

        Assert.True(finding.MayBeReleased);
        Assert.Equal((12, 5, 0), (finding.Rows, finding.SmallestGroup, finding.GroupsOfOne));
        Assert.Empty(finding.Remedies);
    }

    [Fact]
    public void SetSix_OnePupilAlone_IsBlockedAndSaysWhatHelps()
    {
        var finding = ReleaseTest.Run(Columns, [.. Alike(9, "14", "M", "North School", "assault"), ["14", "M", "North School", "drugs"], .. Alike(4, "15", "M", "North School", "assault")], ReleaseTest.SetSix(), Scanner);

        Assert.False(finding.MayBeReleased);
        Assert.Equal((1, 1, 2, 5), (finding.SmallestGroup, finding.GroupsOfOne, finding.SmallGroups, finding.RowsInSmallGroups));
        Assert.Contains(finding.Remedies, r => r.Contains("band the ages", StringComparison.Ordinal));
        // The pupil alone joins the nine once the reason goes; the four of fifteen stay few.
        Assert.Contains(finding.Remedies, r => r.StartsWith("Without \"reason\" fewer than 5 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Identifier_InAnyColumn_IsBlockedByKindAndCountNeverByValue()
    {
        var finding = ReleaseTest.Run(["ward", "note"], [.. Alike(5, "Hook", "seen"), ["Hook", "ring 07700 900123"]], new(["ward"], []), Scanner);

        Assert.False(finding.MayBeReleased);
        Assert.Equal(1, finding.Identifiers["note"]["telephone"]);
        Assert.DoesNotContain(finding.Remedies, r => r.Contains("07700", StringComparison.Ordinal));
    }

    [Fact]
    public void Sensitive_OneValueInAGroup_IsSaid()
    {
        var finding = ReleaseTest.Run(["ward", "reason"], [.. Alike(6, "Hook", "drugs"), .. Alike(3, "Ewell", "drugs"), .. Alike(3, "Ewell", "assault")], new(["ward"], ["reason"]), Scanner);

        Assert.True(finding.MayBeReleased);
        Assert.Equal(1, finding.FewestValues["reason"]);
        Assert.Contains(finding.Remedies, r => r.Contains("all rows say the same under \"reason\"", StringComparison.Ordinal));
    }

    [Fact]
    public void BadQuestions_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ReleaseTest.Run(["ward"], [], new(["street"], []), Scanner));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReleaseTest.Run(["ward"], [], new(["ward"], [], 2), Scanner));
        Assert.Throws<ArgumentException>(() => ReleaseTest.Run(["ward"], [["a", "b"]], new(["ward"], []), Scanner));
        Assert.True(ReleaseTest.Run(["ward"], [], new(["ward"], []), Scanner).MayBeReleased);
    }
}
