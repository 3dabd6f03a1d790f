using Concordat.Gate.Sets;

namespace Concordat.Gate.Mapping;

/// <summary>How surely a column was taken for a field.</summary>
public enum Sureness
{
    /// <summary>A saved map says so.</summary>
    Mapped,
    /// <summary>Heading and contents agree.</summary>
    Certain,
    Likely,
    Unsure,
}

/// <summary>One column of the file and what it was taken for.</summary>
/// <param name="Index">Position, from 0.</param>
/// <param name="Heading">As written.</param>
/// <param name="Field">Null where the column is left out: nothing of it passes.</param>
/// <param name="Why">For people: "heading and contents fit".</param>
public sealed record ColumnChoice(int Index, string Heading, SetField? Field, Sureness Sureness, string Why);

/// <summary>Something that only a person can tell about the columns.</summary>
/// <param name="Field">The field in question.</param>
/// <param name="Candidates">Headings that it could be; empty where none looks like it.</param>
public sealed record ColumnQuestion(SetField Field, IReadOnlyList<string> Candidates);

/// <summary>Which column is which field.</summary>
/// <param name="Columns">All columns in the file's order.</param>
/// <param name="Questions">What must be answered by a map before the file can pass; empty where it can.</param>
public sealed record ColumnPlan(IReadOnlyList<ColumnChoice> Columns, IReadOnlyList<ColumnQuestion> Questions, IReadOnlyList<string> Notices)
{
    /// <summary>The choices of a plan as a map that can be saved.</summary>
    /// <param name="mayBeKept">Whether a heading may be written down; one that may not is known by its position alone.</param>
    public ReturnMap ToMap(ReturnMap? known, Func<string, bool> mayBeKept) => (known ?? new ReturnMap()) with
    {
        Columns = Columns.ToDictionary(c => !mayBeKept(c.Heading) ? MapNames.Positioned("", c.Index)
            : c.Heading.Length == 0 || Columns.Count(o => o.Heading == c.Heading) > 1 ? MapNames.Positioned(c.Heading, c.Index) : c.Heading, c => c.Field?.Key ?? ""),
    };
}

/// <summary>A required field cannot be told from the file: a map is needed. The message says which, with the candidates.</summary>
public sealed class MapNeededException(string message, ColumnPlan plan) : Exception(message)
{
    public ColumnPlan Plan { get; } = plan;
}

/// <summary>A map that cannot be used with this set or file; the message says why and how to mend it.</summary>
public sealed class MapProblemException : Exception
{
    public MapProblemException(string message) : base(message) { }

    public MapProblemException(string message, Exception inner) : base(message, inner) { }
}
