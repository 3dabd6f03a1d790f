namespace Concordat.Documents.Model;

/// <summary>A whole paper: cover, summary page, contents and sections. The same report gives DOCX and HTML, and the same bytes each time.</summary>
public sealed record Report
{
    /// <summary>What kind of paper it is, such as "Tactical assessment". Largest words of the cover.</summary>
    public required string Title { get; init; }

    /// <summary>What the paper covers, such as "October 2026". Second line of the cover; null leaves it out.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Whose paper it is.</summary>
    public required string Partnership { get; init; }

    /// <summary>Protective marking, such as "OFFICIAL-SENSITIVE"; at the head and foot of every page.</summary>
    public required string Marking { get; init; }

    /// <summary>The partnership's own look; null gives Concordat's.</summary>
    public House? House { get; init; }

    /// <summary>The meeting or group it was prepared for; null leaves the line out.</summary>
    public string? PreparedFor { get; init; }

    /// <summary>Where it stands, such as "Approved 23 November 2026". The version follows it on the cover.</summary>
    public required string Status { get; init; }

    /// <summary>Version without the word, such as "4".</summary>
    public required string Version { get; init; }

    /// <summary>Name and role of the author.</summary>
    public required string WrittenBy { get; init; }

    /// <summary>Name and role of the person who approved it; null while it is a draft.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Who may have it and what they may do with it.</summary>
    public required Handling Handling { get; init; }

    /// <summary>Date of the paper: also its date of creation in the file's properties, so that equal reports give equal files.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The paper on one page, before the contents; null leaves it out.</summary>
    public SummaryPage? Summary { get; init; }

    /// <summary>The sections in reading order.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>How to cite it: owner, title, subtitle and version. The foot of every page begins with it.</summary>
    public string Citation => $"{Partnership}, {(Subtitle is null ? Title : $"{Title}, {Subtitle}")}, version {Version}";
}

/// <summary>The page that says it all: shown after the cover and before the contents.</summary>
public sealed record SummaryPage
{
    /// <summary>Heading of the page.</summary>
    public string Heading { get; init; } = "In one page";

    /// <summary>One muted line under the heading; null leaves it out.</summary>
    public string? Intro { get; init; }

    /// <summary>What the page holds, in order.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];
}

/// <summary>A chapter of a report, with an entry in the contents.</summary>
public sealed record Section
{
    /// <summary>Heading without a number.</summary>
    public required string Heading { get; init; }

    /// <summary>True gives the section the next number, and its findings numbers such as 1.1. False leaves both unnumbered.</summary>
    public bool IsNumbered { get; init; } = true;

    /// <summary>True starts the section on a new page in print.</summary>
    public bool StartsPage { get; init; } = true;

    /// <summary>One muted line under the heading; null leaves it out.</summary>
    public string? Intro { get; init; }

    /// <summary>What the section holds, in order.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];
}
