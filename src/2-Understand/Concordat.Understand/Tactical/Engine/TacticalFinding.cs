using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>A sentence the analyst may keep, change or remove, with the evidence that bears it.</summary>
/// <param name="Section">Key of the section: a theme's key, or one of <see cref="Sections"/>.</param>
/// <param name="Title">A few words for a list or an agenda.</param>
/// <param name="Facts">Short supporting facts.</param>
/// <param name="Evidence">The figure under it and the records behind it.</param>
/// <param name="IsProposed">Whether the paper proposes that the meeting adopts it.</param>
/// <param name="Kind">Whether it says what is so, why, or what it hangs together with.</param>
/// <param name="Border">The neighbouring area with which it crosses the border; null where it does not.</param>
public sealed record TacticalFinding(
    string Section, string Title, string Sentence, IReadOnlyList<string> Facts, FindingEvidence Evidence, bool IsProposed = false, FindingKind Kind = FindingKind.Finding, BorderMark? Border = null);

/// <summary>What crosses the border of the area.</summary>
/// <param name="Area">Name of the neighbouring area, 1 to 100 characters.</param>
/// <param name="Words">What that area should know, 1 to 1,000 characters; no name of a person.</param>
public sealed record BorderMark(string Area, string Words)
{
    /// <summary>Longest name and words, in characters.</summary>
    public const int LongestArea = 100, LongestWords = 1000;
}

/// <summary>What a finding says.</summary>
public enum FindingKind
{
    /// <summary>What is so.</summary>
    Finding,

    /// <summary>Why it may be so, with what shows it.</summary>
    Cause,

    /// <summary>What it hangs together with: another theme, place, series or body.</summary>
    Link,
}

/// <summary>What stands behind a finding.</summary>
/// <param name="Kind">Which figure is shown.</param>
/// <param name="Theme">Key of the theme; null for findings over several.</param>
/// <param name="HotSpot">Position among the theme's hot spots, from 0; null for others.</param>
/// <param name="Records">How many records the figure counts; null when missing at source.</param>
/// <param name="Method">How the figure was made, in a line.</param>
/// <param name="Source">Address of the kept view or hit it was taken from; null for a figure of the assessment itself.</param>
public sealed record FindingEvidence(EvidenceKind Kind, string? Theme, int? HotSpot, Month Month, int? Records, string Method, string? Source = null);

public enum EvidenceKind
{
    /// <summary>The theme's months with the range each was expected in.</summary>
    MonthChart,

    /// <summary>The theme's hot spots on a map.</summary>
    HotSpotMap,

    /// <summary>The repeat locations.</summary>
    RepeatLocations,

    /// <summary>Words alone: a finding in the analyst's own words, or one that other findings bear.</summary>
    None,
}

/// <summary>Sections of an assessment that are no theme.</summary>
public static class Sections
{
    public const string WhatIsNew = "what-is-new", Repeats = "repeat-locations", Outside = "outside-the-priorities";
}
