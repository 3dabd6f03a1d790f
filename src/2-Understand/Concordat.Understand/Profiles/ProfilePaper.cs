using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Profiles;

/// <summary>A profile as a paper: where it comes from, its parts, and what followed.</summary>
internal static class ProfilePaper
{
    public static Report Of(Profile profile, IReadOnlyDictionary<string, string> words, IReadOnlyList<ProfileRecord> records, DateOnly day, string partnership) => new()
    {
        Title = $"{ProfileWords.KindName(profile.Kind)} profile",
        Subtitle = profile.Kind == "subject" ? profile.Name : profile.Title,
        Partnership = partnership,
        Marking = profile.Marking,
        Status = profile.ApprovedAt is { } at ? $"{char.ToUpperInvariant(profile.State[0])}{profile.State[1..]}, approved {Day(at).Long()}" : $"Draft ({profile.State})",
        Version = profile.Edition.ToString(System.Globalization.CultureInfo.InvariantCulture),
        WrittenBy = profile.AuthorName,
        ApprovedBy = profile.ApprovedByName,
        Handling = new($"For those on the list of {profile.Name} alone.", "Do not pass it on."),
        Date = profile.ApprovedAt is { } approved ? Day(approved) : day,
        Sections =
        [
            new() { Heading = "Where it comes from", Blocks = [new Paragraph("It should answer: ", profile.Question), new Paragraph($"{ProfileWords.OriginName(profile.Origin)}: ", profile.OriginWords), new Paragraph($"Review by {profile.ReviewOn.Long()}.")] },
            .. ProfileWords.Parts(profile.Kind, profile.Frame).Select(p => new Section { Heading = p.Name, Blocks = Lines(words.GetValueOrDefault(p.Key)) }),
            new() { Heading = "Activity and outcome", Blocks = records.Count == 0 ? [new Paragraph("Nothing is recorded yet.")] : [.. records.Select(r => new Paragraph($"{r.OnDay.Long()}, {r.Kind}: ", r.Words))] },
        ],
    };

    static IReadOnlyList<Block> Lines(string? words) => string.IsNullOrWhiteSpace(words) ? [new Paragraph("Not written yet.")]
        : [.. words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => new Paragraph(l))];

    static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(London.FromUtc(utc));
}
