namespace Concordat.Partnership.Duties;

/// <summary>What waits for the signed-in person. Each stage registers one source for its own work; the home page shows them all.</summary>
public interface IDutySource
{
    /// <summary>The duties of the person who is acting in this session, by their roles and agency.</summary>
    /// <param name="today">Today in the partnership's own time.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation);
}

/// <summary>One thing to do.</summary>
/// <param name="Title">Verb and thing: "Finish the October tactical assessment".</param>
/// <param name="Note">Why, or what happens next, in a sentence.</param>
/// <param name="Url">Page where it is done.</param>
/// <param name="DueOn">Day it is due; null when it has none.</param>
public sealed record Duty(string Title, string Note, string Url, DateOnly? DueOn = null);
