using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;

namespace Concordat.Understand.Team;

/// <summary>The team as it stands on a day, and what of it needs somebody's attention.</summary>
internal sealed record TeamState
{
    const int StaleDays = 365, Ahead = 92;

    public required DateOnly Today { get; init; }
    public required People People { get; init; }

    /// <summary>The latest check of each person and skill, those no longer held left out.</summary>
    public required IReadOnlyList<SkillCheck> Skills { get; init; }

    /// <summary>Cover that has not ended, the earliest first.</summary>
    public required IReadOnlyList<Cover> Cover { get; init; }
    public required IReadOnlyList<Post> Posts { get; init; }
    public required IReadOnlyList<Holding> Holdings { get; init; }

    /// <summary>Work that has not ended.</summary>
    public required IReadOnlyList<AssignedWork> Work { get; init; }

    /// <summary>The latest check of each person and skill; a skill is the same whatever its capitals.</summary>
    public static IReadOnlyList<SkillCheck> Latest(IEnumerable<SkillCheck> checks) =>
        [.. checks.GroupBy(c => (c.PersonId, c.Skill.ToUpperInvariant())).Select(g => g.OrderBy(c => c.CheckedOn).ThenBy(c => c.RecordedAt).Last()).Where(c => c.Level != SkillCheck.NoLonger)];

    /// <summary>Who holds a post today; null where it is vacant.</summary>
    public Holding? HolderOf(Post post) => Holdings.FirstOrDefault(h => h.PostId == post.Id && h.CoversDay(Today));

    /// <summary>First day on which nobody held a post that is vacant today.</summary>
    public DateOnly VacantSince(Post post) => Holdings.Where(h => h.PostId == post.Id && h.Until < Today).Max(h => h.Until)?.AddDays(1) ?? post.Since;

    /// <summary>Middle of the days for which today's holders have held their posts; null where none is held.</summary>
    public double? MedianTenureDays => Median([.. Posts.Select(HolderOf).OfType<Holding>().Select(h => Today.DayNumber - h.Since.DayNumber)]);

    /// <summary>What is missing or stale, in sentences: skills, cover, posts, reassurance.</summary>
    public IReadOnlyList<string> Sentences() => [.. SkillGaps(), .. CoverGaps(), .. Vacancies(), .. Unassured()];

    IEnumerable<string> SkillGaps()
    {
        foreach (var skill in Skills.GroupBy(s => s.Skill.ToUpperInvariant()).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (name, able) = (skill.First().Skill, skill.Where(s => s.IsAble && IsHere(s.PersonId)).ToList());
            if (able.Count == 0) yield return $"Nobody is able in {name}.";
            else if (able.Count == 1) yield return $"Only {Name(able[0].PersonId)} is able in {name}: nobody else could do it.";
        }
        if (Skills.Count(s => IsHere(s.PersonId) && s.CheckedOn.AddDays(StaleDays) < Today) is > 0 and var stale) yield return stale == 1 ? "One skill was last checked more than a year ago." : $"{stale} skills were last checked more than a year ago.";
    }

    IEnumerable<string> CoverGaps()
    {
        foreach (var c in Cover.Where(c => c.FromOn <= Today.AddDays(Ahead)))
        {
            var when = $"for {Name(c.PersonId)} in {c.Work}, {c.FromOn.Long()} to {c.ToOn.Long()}";
            if (c.StandInId is not { } standIn) yield return $"Nobody stands in {when}.";
            else if (!IsHere(standIn)) yield return $"{Name(standIn)}, who was to stand in {when}, is no longer a member.";
            else if (Cover.FirstOrDefault(o => o.PersonId == standIn && o.Overlaps(c)) is { } away) yield return $"{Name(standIn)} stands in {when}, but is away from {away.FromOn.Long()} to {away.ToOn.Long()}.";
        }
        foreach (var work in Work.Where(w => !IsHere(w.PersonId))) yield return $"{work.Title} is assigned to {Name(work.PersonId)}, who is no longer a member.";
    }

    IEnumerable<string> Vacancies() => Posts.Where(p => HolderOf(p) is null).Select(p => $"The post {p.Title} is vacant since {VacantSince(p).Long()}.");

    IEnumerable<string> Unassured()
    {
        if (!Work.Any(w => w.Kind == AssignedWork.Reassurance && IsHere(w.PersonId))) yield return "No reassurance work is assigned to an analyst.";
    }

    bool IsHere(Guid person) => People.Member(person) is { } member && member.IsMemberOn(Today);

    string Name(Guid person) => People.NameOf(person);

    static double? Median(int[] days)
    {
        if (days.Length == 0) return null;
        Array.Sort(days);
        return (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2.0;
    }
}
