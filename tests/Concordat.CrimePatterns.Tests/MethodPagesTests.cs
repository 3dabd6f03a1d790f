using System.Text.RegularExpressions;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests;

/// <summary>The pages of docs/methods: every method has its place in the index, every link leads somewhere, every named test exists.</summary>
public sealed partial class MethodPagesTests
{
    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Concordat.slnx"))) return Path.Combine(folder.FullName, "docs", "methods");
        }
        throw new InvalidOperationException("Concordat.slnx is not above the tests.");
    }

    [Fact]
    public void Index_EveryMethodAndPage_IsInIt()
    {
        var index = File.ReadAllText(Path.Combine(Folder(), "README.md"));

        foreach (var method in AnalyseCatalogue.Names) Assert.Matches($@"[\[`]{method}[\]`]", index);
        foreach (var page in Directory.GetFiles(Folder(), "*.md").Select(path => Path.GetFileName(path)!).Where(name => name != "README.md"))
            Assert.Contains($"({page})", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_EveryLink_LeadsSomewhere()
    {
        foreach (var page in Directory.GetFiles(Folder(), "*.md"))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
                Assert.True(File.Exists(Path.Combine(Folder(), link.Groups[1].Value)), $"{Path.GetFileName(page)}: {link.Groups[1].Value}");
        }
    }

    [Fact]
    public void Pages_EveryTestTheyName_Exists()
    {
        var tests = typeof(MethodPagesTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);
        foreach (var page in Directory.GetFiles(Folder(), "*.md"))
        {
            foreach (Match test in NamedTest().Matches(File.ReadAllText(page)))
                Assert.True(tests.Contains(test.Groups[1].Value), $"{Path.GetFileName(page)}: {test.Groups[1].Value}");
        }
    }

    [GeneratedRegex(@"\]\(([a-z-]+\.md)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();
}
