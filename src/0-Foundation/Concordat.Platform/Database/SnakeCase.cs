using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Platform.Database;

/// <summary>Names tables and columns as the SQL migrations do: singular, lower case, words joined by underscores.</summary>
internal static partial class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Of(table));
            foreach (var property in entity.GetProperties().Where(p => !IsRowVersion(p))) property.SetColumnName(Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    // PostgreSQL keeps a row's version itself, in its system column xmin.
    static bool IsRowVersion(Microsoft.EntityFrameworkCore.Metadata.IMutableProperty property) =>
        property.IsConcurrencyToken && property.ClrType == typeof(uint);

    internal static string Of(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
