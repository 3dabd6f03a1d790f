using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Act.Subjects;

/// <summary>What the pages of one record share. A record that is not there, one that is locked and one for others answer alike.</summary>
internal abstract class SubjectPage(SubjectDesk desk, MemberDirectory directory, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public Subject Subject { get; private set; } = null!;
    public People Members { get; private set; } = new([], []);

    /// <summary>Whether the acting person is the single point of contact of the record's area.</summary>
    public bool IsPoint { get; private set; }
    public DateOnly Today => London.Today(clock);

    public IReadOnlyList<Choice> MemberChoices => [.. Members.On(Today).Select(m => new Choice(m.UserId.ToString(), Members.NameAndAgencyOf(m.UserId)))];

    protected async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        if (await desk.OpenAsync(Id, cancellation) is not { } found) return false;
        (Subject, Members, IsPoint) = (found, await directory.ReadAsync(cancellation), (await desk.OwnAreasAsync(cancellation)).Contains(found.Area));
        return true;
    }
}
