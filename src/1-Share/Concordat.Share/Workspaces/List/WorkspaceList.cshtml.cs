using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Workspaces.List;

/// <summary>The workspaces: what for and by whose decision, never what is in them.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class WorkspaceListModel(WorkspaceDesk desk) : PageModel
{
    public WorkspaceDesk Desk => desk;
    public IReadOnlyList<Workspace> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellation) => (Rows, People) = (await desk.AllAsync(cancellation), await desk.PeopleAsync(cancellation));
}
