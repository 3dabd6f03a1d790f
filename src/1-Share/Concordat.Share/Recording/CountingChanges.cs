using Concordat.Partnership.Themes;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Recording.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Recording;

/// <summary>Each rule's first day is a change, and so is the day after its last; two rules that change together on one day are one change of each theme.</summary>
internal sealed class CountingChanges(ConcordatDb db) : ICountingChanges
{
    public async Task<IReadOnlyList<CountingChange>> ListAsync(CancellationToken cancellation)
    {
        var rules = await db.Set<CountingRule>().AsNoTracking().OrderBy(r => r.FromOn).ThenBy(r => r.Id).ToListAsync(cancellation);
        return [.. rules.SelectMany(Of).OrderBy(c => c.On)];
    }

    static IEnumerable<CountingChange> Of(CountingRule rule)
    {
        IReadOnlyList<string> themes = rule.SetNumber is { } set ? [.. ThemeList.All.Select(t => t.Key).Where(t => SetsHeld.Supplies(set, t))] : [];
        // A set that leads to no theme of the list changes no series.
        if (rule.SetNumber is not null && themes.Count == 0) yield break;
        yield return new(rule.FromOn, themes, $"The counting rule “{rule.Title}” began");
        if (rule.ToOn is { } last) yield return new(last.AddDays(1), themes, $"The counting rule “{rule.Title}” ended");
    }
}
