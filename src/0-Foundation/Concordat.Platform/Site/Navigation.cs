namespace Concordat.Platform.Site;

/// <summary>One capability of a stage, in the row of links under the stage tabs.</summary>
/// <param name="Stage">The stage it belongs to.</param>
/// <param name="Name">Its name, the same as its folder and its page title: "Returns".</param>
/// <param name="Url">Its first page: "/share/returns".</param>
/// <param name="Order">Its place in the row; equal places are ordered by name.</param>
/// <param name="RequiredRoles">The roles that may see the link, any one of them; null for everyone.</param>
public sealed record SectionLink(Stage Stage, string Name, string Url, int Order, IReadOnlyCollection<string>? RequiredRoles = null)
{
    /// <summary>Whether somebody with these roles sees the link.</summary>
    public bool IsShownTo(IReadOnlyCollection<string> roles) =>
        RequiredRoles is null || RequiredRoles.Any(required => roles.Contains(required, StringComparer.OrdinalIgnoreCase));
}

/// <summary>One tab of the site with the sections shown under it.</summary>
public sealed record StageLink(Stage Stage, string Name, string Url, IReadOnlyList<SectionLink> Sections);

/// <summary>The site's navigation: the home page, five stages, and the sections that the stage projects have registered.</summary>
/// <remarks>A stage project adds a section with <c>services.AddSingleton(new SectionLink(Stage.Share, "Returns", "/share/returns", 1))</c>.</remarks>
public sealed class Navigation(IEnumerable<SectionLink> sections)
{
    static readonly Stage[] InOrder = Enum.GetValues<Stage>();

    readonly SectionLink[] _sections = [.. sections.OrderBy(s => s.Order).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The tabs, always all six, each with the sections that these roles may see.</summary>
    public IReadOnlyList<StageLink> For(IReadOnlyCollection<string> roles) => [.. InOrder.Select(stage => Link(stage, roles))];

    StageLink Link(Stage stage, IReadOnlyCollection<string> roles)
    {
        SectionLink[] shown = [.. _sections.Where(s => s.Stage == stage && s.IsShownTo(roles))];
        return new(stage, stage.ToString(), UrlOf(stage, shown), shown);
    }

    // A tab opens the stage's first section, so that no stage needs a page of its own.
    static string UrlOf(Stage stage, SectionLink[] shown) => stage switch
    {
        Stage.Home => "/",
        _ when shown.Length > 0 => shown[0].Url,
        _ => "/stages/" + stage.ToString().ToLowerInvariant(),
    };
}
