namespace Concordat.Documents.Html;

/// <summary>How blocks stand in a page of the site.</summary>
public sealed record HtmlFragmentOptions
{
    /// <summary>Level of a <see cref="Model.Subheading"/> of level 2: 2 to 5. One of level 3 is one deeper.</summary>
    public int SubheadingLevel { get; init; } = 3;

    /// <summary>Number of the section, so that findings are 1.1, 1.2; null leaves them unnumbered.</summary>
    public string? SectionNumber { get; init; }

    /// <summary>Number of the first figure.</summary>
    public int FirstFigure { get; init; } = 1;

    /// <summary>Number of the first table.</summary>
    public int FirstTable { get; init; } = 1;

    /// <summary>True numbers the captions; false leaves "Figure 1." and "Table 1." out.</summary>
    public bool NumbersCaptions { get; init; } = true;

    /// <summary>True adds a narrow drawing beside each wide one, marked <c>hidden</c>: the page's style shows <c>.report-narrow</c> and hides
    /// <c>.report-wide</c> on a narrow screen. Without that style the wide one shows alone.</summary>
    public bool HasNarrowDrawings { get; init; }

    /// <summary>Before every id, so that two fragments can stand in one page.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Class of tables.</summary>
    public string TableClass { get; init; } = "report-table";

    /// <summary>Class that hides words from sight but not from those who listen.</summary>
    public string HiddenClass { get; init; } = "report-hidden";
}
