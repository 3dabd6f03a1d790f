using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Concordat.Architecture.Tests;

/// <summary>Dependencies point down: foundation, then the five stages in order, then the host. Read from the project files and the compiled types.</summary>
public sealed partial class DependencyRules
{
    /// <summary>What each project may refer to.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Concordat.CrimePatterns"] = [],
        ["Concordat.Documents"] = [],
        ["Concordat.Platform"] = [],
        ["Concordat.Partnership"] = ["Concordat.Documents", "Concordat.Platform"],
        ["Concordat.Gate"] = Foundation(),
        ["Concordat.Share"] = [.. Foundation(), "Concordat.Gate"],
        ["Concordat.Understand"] = [.. Foundation(), "Concordat.Gate", "Concordat.Share"],
        ["Concordat.Decide"] = [.. Foundation(), "Concordat.Gate", "Concordat.Share", "Concordat.Understand"],
        ["Concordat.Act"] = [.. Foundation(), "Concordat.Gate", "Concordat.Share", "Concordat.Understand", "Concordat.Decide"],
        ["Concordat.Review"] = [.. Foundation(), "Concordat.Share", "Concordat.Understand", "Concordat.Decide", "Concordat.Act"],
    };

    static readonly string[] Stages = ["Share", "Understand", "Decide", "Act", "Review"];

    static string[] Foundation() => ["Concordat.CrimePatterns", "Concordat.Documents", "Concordat.Platform", "Concordat.Partnership"];

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_RefersOnlyDownwards(string project)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Top(), "src"), $"{project}.csproj", SearchOption.AllDirectories).Single();

        var referred = XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));

        Assert.Empty(referred.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void CompiledAssembly_UsesOnlyLowerOnes(string project)
    {
        var used = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("Concordat.", StringComparison.Ordinal) || n == "concordat");

        Assert.Empty(used.Except(Allowed[project]));
    }

    [Fact]
    public void CrimePatternsAndDocuments_KnowNoDatabaseWebOrClock()
    {
        string[] forbidden = ["Npgsql", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Http", "System.Data"];

        foreach (var project in new[] { "Concordat.CrimePatterns", "Concordat.Documents" })
            Assert.DoesNotContain(Assembly.Load(project).GetReferencedAssemblies(), a => forbidden.Any(f => a.Name!.StartsWith(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Gate_KnowsNoDatabaseNetworkOrDisk()
    {
        string[] forbidden = ["Npgsql", "Microsoft.EntityFrameworkCore", "System.Net.Http", "System.IO.FileSystem"];
        Assert.DoesNotContain(Assembly.Load("Concordat.Gate").GetReferencedAssemblies(), a => forbidden.Any(f => a.Name!.StartsWith(f, StringComparison.Ordinal)));

        var gate = $"{Path.DirectorySeparatorChar}Concordat.Gate{Path.DirectorySeparatorChar}";
        var touching = SourceFiles().Where(f => f.Contains(gate, StringComparison.Ordinal) && DiskUse().IsMatch(File.ReadAllText(f)));
        Assert.Empty(touching.Select(Path.GetFileName));
    }

    [Fact]
    public void Stage_UsesAnotherStage_OnlyThroughItsContracts()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFiles())
        {
            var own = Stages.FirstOrDefault(s => file.Contains($"{Path.DirectorySeparatorChar}Concordat.{s}{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
            if (own is null) continue;
            foreach (Match use in StageNamespace().Matches(File.ReadAllText(file)))
                if (use.Groups["stage"].Value != own && !use.Value.Contains(".Contracts", StringComparison.Ordinal))
                    wrong.Add($"{Path.GetRelativePath(Top(), file)} uses {use.Value}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void StageNamespace_InADotlessRemark_IsFoundByTheGuard()
    {
        var match = StageNamespace().Match("using Concordat.Act.Plans.Internals;");

        Assert.Equal("Act", match.Groups["stage"].Value);
        Assert.DoesNotContain(".Contracts", match.Value, StringComparison.Ordinal);
    }

    static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(Top(), "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Concordat.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The source tree is not above the tests.");
    }

    [GeneratedRegex(@"\b(FileStream|File\.(Open|Create|Write|Append|Copy|Move|Replace)\w*|Directory\.\w+|Path\.GetTemp\w+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DiskUse();

    [GeneratedRegex(@"Concordat\.(?<stage>Share|Understand|Decide|Act|Review)(\.[A-Z]\w*)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StageNamespace();
}
