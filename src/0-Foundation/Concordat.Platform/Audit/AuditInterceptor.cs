using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concordat.Platform.Audit;

/// <summary>Adds to every save the audit entries of what it changes: which record, which fields, and for short values from what to what.</summary>
internal sealed class AuditInterceptor(Session session) : SaveChangesInterceptor
{
    const int LongestValue = 200;

    /// <summary>Entries that this interceptor made. Those that a caller added to be saved with its change (<see cref="AuditLog.Entry"/>) are not among them, and stay.</summary>
    readonly HashSet<AuditEntry> _made = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        AddEntries(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        AddEntries(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    void AddEntries(DbContext db)
    {
        db.ChangeTracker.DetectChanges();
        // Left over from a save that was refused: the entries of this one take their place.
        foreach (var unsaved in db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added && _made.Contains(e.Entity)).ToList()) unsaved.State = EntityState.Detached;
        _made.Clear();
        var changed = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not AuditEntry)
            .Select(Describe).ToList();
        // The database numbers the entries; the negative stand-ins only keep them apart in the context until then.
        var number = -db.ChangeTracker.Entries<AuditEntry>().Count();
        foreach (var (action, subject, id, fields) in changed)
        {
            var entry = new AuditEntry
            {
                PartnershipId = session.PartnershipId ?? AuditEntry.Installation,
                Sequence = --number,
                UserId = session.UserId,
                AgencyId = session.AgencyId,
                Purpose = session.Purpose,
                Action = action,
                Subject = subject,
                SubjectId = id,
                Detail = JsonSerializer.Serialize(fields),
            };
            _made.Add(entry);
            db.Add(entry);
        }
    }

    static (string Action, string Subject, string Id, Dictionary<string, object?> Fields) Describe(EntityEntry entry)
    {
        var action = entry.State switch
        {
            EntityState.Added => AuditAction.Collect,
            EntityState.Deleted => AuditAction.Erase,
            _ => AuditAction.Alter,
        };
        var key = entry.Properties.Where(p => p.Metadata.IsPrimaryKey() && p.Metadata.Name != "PartnershipId").Select(p => $"{p.CurrentValue}");
        var fields = new Dictionary<string, object?>();
        foreach (var property in entry.Properties.Where(p => entry.State != EntityState.Deleted && !p.Metadata.IsPrimaryKey()))
            if (entry.State == EntityState.Added || property.IsModified)
                fields[SnakeCase.Of(property.Metadata.Name)] = Values(entry, property);
        return (action, entry.Metadata.GetTableName() ?? entry.Metadata.ClrType.Name, string.Join('/', key), fields);
    }

    static object? Values(EntityEntry entry, PropertyEntry property)
    {
        if (IsSecret(entry, property)) return "changed";
        var now = Short(property.CurrentValue);
        return entry.State == EntityState.Added ? now : new[] { Short(property.OriginalValue), now };
    }

    // Accounts hold password hashes, keys and addresses: that they changed is recorded, never what they are.
    static bool IsSecret(EntityEntry entry, PropertyEntry property) =>
        entry.Metadata.ClrType.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true
        || entry.Entity is SignIn.ConcordatUser
        || property.Metadata.PropertyInfo?.IsDefined(typeof(NotInAuditAttribute), inherit: true) == true;

    static string? Short(object? value)
    {
        var text = value switch
        {
            null => null,
            IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            System.Collections.IEnumerable and not string => "changed",
            _ => value.ToString(),
        };
        return text is { Length: > LongestValue } ? $"{text.Length} characters" : text;
    }
}

/// <summary>Marks a property whose content must not be repeated in the audit log; the log says only that it changed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInAuditAttribute : Attribute;
