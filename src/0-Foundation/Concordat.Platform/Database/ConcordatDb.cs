using System.Reflection;
using Concordat.Platform.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Platform.Database;

/// <summary>The one database context. Stages bring their entities by mapping classes in their own assemblies.</summary>
/// <remarks>Every connection carries the session, so row-level security applies; every save writes its audit entries in the same transaction.</remarks>
public sealed class ConcordatDb(DbContextOptions<ConcordatDb> options, ModelAssemblies assemblies)
    : IdentityUserContext<ConcordatUser, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ConcordatUser>().ToTable("user", "platform");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claim", "platform");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_login", "platform");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_token", "platform");
        builder.ApplyConfigurationsFromAssembly(typeof(ConcordatDb).Assembly);
        foreach (var assembly in assemblies.Assemblies) builder.ApplyConfigurationsFromAssembly(assembly);
        SnakeCase.Apply(builder);
    }
}

/// <summary>The assemblies whose entity mappings make up the model, in the order of the stages.</summary>
public sealed record ModelAssemblies(IReadOnlyList<Assembly> Assemblies);
