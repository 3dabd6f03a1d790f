using Concordat.Gate.Sets;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Disorder;

/// <summary>A definition with its versions, the latest first.</summary>
internal sealed record Defined(DisorderDefinition Definition, IReadOnlyList<DisorderVersion> Versions)
{
    /// <summary>The version that holds on a day; null where none does.</summary>
    public DisorderVersion? On(DateOnly day) => Versions.Where(v => v.FromOn <= day).MaxBy(v => v.FromOn);

    /// <summary>The last day of a version; null while no later one has a day.</summary>
    public DateOnly? LastDayOf(DisorderVersion version) => Versions.Where(v => v.FromOn > version.FromOn).Min(v => v.FromOn)?.AddDays(-1);
}

/// <summary>What somebody typed of a new version.</summary>
internal sealed record Proposal(string Words, string[] Themes, int[] Sets, string Why);

/// <summary>Keeps the partnership's own definitions: the analyst or the co-ordinator proposes, somebody else, the co-ordinator or an executive, puts in force.</summary>
internal sealed class DisorderDesk(ConcordatDb db, Session session, TimeProvider clock)
{
    public bool MayPropose => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public bool MayDecide => session.Has(Role.Coordinator) || session.Has(Role.Executive);

    public static IReadOnlyList<Choice> ThemeChoices { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];
    public static IReadOnlyList<Choice> SetChoices { get; } = [.. SetCatalogue.Standard.Sets.Where(s => s.Number is not null).Select(s => new Choice($"{s.Number}", $"{s.Number}. {s.Name}"))];

    public async Task<IReadOnlyList<Defined>> AllAsync(CancellationToken cancellation)
    {
        var definitions = await db.Set<DisorderDefinition>().AsNoTracking().OrderBy(d => d.Name).ToListAsync(cancellation);
        var versions = (await db.Set<DisorderVersion>().AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(cancellation)).ToLookup(v => v.DefinitionId);
        return [.. definitions.Select(d => new Defined(d, [.. versions[d.Id]]))];
    }

    /// <summary>Adds a definition with its first proposal; false where the name is taken.</summary>
    public async Task<bool> DefineAsync(DisorderDefinition definition, Proposal proposal, CancellationToken cancellation)
    {
        db.Add(definition);
        db.Add(Version(definition.Id, 1, proposal));
        return await SaveAsync(cancellation);
    }

    /// <summary>Adds a proposal to a definition; false where one waits already.</summary>
    public async Task<bool> ProposeAsync(Defined defined, Proposal proposal, CancellationToken cancellation)
    {
        if (defined.Versions.Any(v => v.IsProposal)) return false;
        db.Add(Version(defined.Definition.Id, defined.Versions.Select(v => v.Number).DefaultIfEmpty().Max() + 1, proposal));
        return await SaveAsync(cancellation);
    }

    /// <summary>Saves; false where somebody else was first.</summary>
    public async Task<bool> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.RestrictViolation or PostgresErrorCodes.CheckViolation })
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    DisorderVersion Version(Guid definition, int number, Proposal p) =>
        new(session.Partnership, definition, number, p.Words, p.Themes, p.Sets, p.Why, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
}
