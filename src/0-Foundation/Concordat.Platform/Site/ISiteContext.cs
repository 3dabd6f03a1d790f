namespace Concordat.Platform.Site;

/// <summary>What the layout needs to know about the partnership and the person, for one request.</summary>
public interface ISiteContext
{
    /// <summary>The partnership's full name, as it stands in the header.</summary>
    string PartnershipName { get; }

    /// <summary>The signed-in person's display name; null when nobody is signed in.</summary>
    string? UserName { get; }

    /// <summary>The person's role in words ("analyst"); null when nobody is signed in.</summary>
    string? RoleName { get; }

    /// <summary>The handling marking of a page that does not set its own, such as OFFICIAL.</summary>
    string Marking { get; }

    /// <summary>True where the figures are of the invented borough.</summary>
    bool IsDemonstration { get; }

    /// <summary>The names of the person's roles; decides which section links are shown. Access itself is checked elsewhere.</summary>
    IReadOnlyCollection<string> Roles { get; }
}
