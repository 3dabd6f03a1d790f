using Concordat.Act.Interventions;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Menu;

/// <summary>An intervention that can be picked when planning: what kind, who can do it, what is known of it, what it costs and risks.</summary>
internal sealed class MenuEntry(Guid partnershipId, Guid id)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; set; } = "";

    /// <summary>enforcement, prevention, diversion, intelligence or reassurance.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Who is able to deliver it, in words.</summary>
    public string Agencies { get; set; } = "";
    [NotInAudit] public string Evidence { get; set; } = "";
    [NotInAudit] public string Risk { get; set; } = "";
    public long? CostLowPence { get; set; }
    public long? CostHighPence { get; set; }

    /// <summary>From this day it is no longer offered; null while it is.</summary>
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>Who keeps the menu. The database holds to the same rule (act.may_keep_menu).</summary>
internal static class MenuRights
{
    public static bool MayKeepMenu(this Session session) => session.Has(Role.Coordinator) || session.Has(Role.Analyst);
}

internal sealed class MenuEntryMapping : IEntityTypeConfiguration<MenuEntry>
{
    public void Configure(EntityTypeBuilder<MenuEntry> entry)
    {
        entry.ToTable("menu_entry", "act");
        entry.HasKey(e => new { e.PartnershipId, e.Id });
    }
}
