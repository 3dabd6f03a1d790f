using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Concordat.Share.SmallNumbers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.SmallNumbers.Register;

/// <summary>One line of the register.</summary>
/// <param name="Sha256">Of the file; null where the test blocked it.</param>
/// <param name="Rows">Rows that left, in words.</param>
public sealed record RegisteredRelease(
    string Title, string Filter, DateTime At, string By, string Recipients, string? Agreement, IReadOnlyList<string> Columns, string Rows, string? Sha256, IReadOnlyList<string> Remedies);

/// <summary>The register of bulk releases, blocked ones too, the newest first.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ReleaseListModel(Connections connections, Session session, ISmallNumbers smallNumbers) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<RegisteredRelease> Releases { get; private set; } = [];
    public int Total { get; private set; }
    public bool MayRelease => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        var threshold = await smallNumbers.ThresholdAsync(cancellation);
        await using var connection = await connections.OpenAsync(cancellation);
        Total = Convert.ToInt32(await ReturnStore.ScalarAsync(connection, "select count(*) from share.bulk_release where partnership_id = $1", cancellation, session.Partnership), CultureInfo.InvariantCulture);
        await using var command = ReturnStore.Command(connection, """
            select r.title, r.filter, r.released_at, r.released_by_name, r.recipients, a.title, r.columns, r.rows_tested - r.rows_left_out, r.sha256, r.remedies
            from share.bulk_release r left join share.agreement a on a.partnership_id = r.partnership_id and a.id = r.agreement_id
            where r.partnership_id = $1 order by r.released_at desc, r.id desc limit $2 offset $3
            """, session.Partnership, PageSize, (PageNumber - 1) * PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var releases = new List<RegisteredRelease>();
        while (await reader.ReadAsync(cancellation))
            releases.Add(new(reader.GetString(0), reader.GetString(1), reader.GetDateTime(2), reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.GetFieldValue<string[]>(6), smallNumbers.Words(reader.GetInt32(7), threshold), reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetFieldValue<string[]>(9)));
        Releases = releases;
    }
}
