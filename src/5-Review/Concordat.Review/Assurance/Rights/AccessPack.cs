using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
using Concordat.Platform.Site;

namespace Concordat.Review.Assurance.Rights;

/// <summary>Writes what is held of a person as a document for that person, with other people hidden.</summary>
internal sealed class AccessPack(RightsDesk desk, PaperFiles papers, ISiteContext site)
{
    public const string MediaType = DocxWriter.MediaType;

    /// <param name="request">The request that it answers.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="finds">What goes in.</param>
    /// <param name="hide">Hides other people in a text.</param>
    public Task<byte[]> WriteAsync(RightsRequest request, RequestPerson person, IReadOnlyList<Find> finds, Func<string, string> hide, CancellationToken cancellation) =>
        papers.DocxAsync(new()
        {
            Title = "What we hold about you",
            Subtitle = $"{person.Name}, {request.Reference}",
            Partnership = site.PartnershipName,
            Marking = "OFFICIAL-SENSITIVE",
            Status = "For the person concerned",
            Version = "1",
            WrittenBy = "Information governance",
            Handling = new("Personal data, for the person it is about.", "Passing it on is theirs to decide.", "Other people’s names and details are left out."),
            Date = desk.Today,
            Sections = [About(request), .. finds.GroupBy(f => f.Place).Select(g => Part(g, hide))],
        }, cancellation);

    Section About(RightsRequest request) => new()
    {
        Heading = "About this answer",
        StartsPage = false,
        Blocks =
        [
            new Paragraph($"You asked on {request.ReceivedOn.Long()} what the bodies of {site.PartnershipName} hold about you in the system they share. This is what was found on {desk.Today.Long()}."),
            new Paragraph("Each body also has records of its own, for which you can ask it. You can ask for something to be corrected, restricted or erased, and you can complain to the Information Commissioner."),
        ],
    };

    static Section Part(IGrouping<string, Find> place, Func<string, string> hide) => new()
    {
        Heading = Find.Words(place.Key, ""),
        StartsPage = false,
        Blocks = [.. place.SelectMany(f => new Block[] { new Subheading(f.Title), new DefinitionList([.. f.Facts.Select(x => new Definition(Capital(x.Term), new Paragraph(hide(x.Text))))]) })],
    };

    static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
