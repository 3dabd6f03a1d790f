using System.Globalization;

namespace Concordat.Documents.Model;

/// <summary>The numbers that a report gives its sections, so that every writer and every reference uses the same.</summary>
public static class ReportNumbers
{
    /// <summary>The number of each section in order: "1", "2"; null where it has none.</summary>
    public static IReadOnlyList<string?> OfSections(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var next = 0;
        return [.. report.Sections.Select(section => section.IsNumbered ? (++next).ToString(CultureInfo.InvariantCulture) : null)];
    }

    /// <summary>A section's heading with its number, as the contents show it.</summary>
    public static string Heading(Section section, string? number)
    {
        ArgumentNullException.ThrowIfNull(section);
        return number is null ? section.Heading : $"{number} {section.Heading}";
    }
}
