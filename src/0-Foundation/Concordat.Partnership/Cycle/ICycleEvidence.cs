namespace Concordat.Partnership.Cycle;

/// <summary>What a stage's records show of the steps of the year. Each stage registers one source for its own steps.</summary>
public interface ICycleEvidence
{
    /// <summary>What the records show on a day; nothing of what lies after it.</summary>
    /// <param name="today">Today in the partnership's own time.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation);
}

/// <summary>One thing that shows that a step was done.</summary>
/// <param name="Step">1 to 17, as in <see cref="CycleStepNames"/>.</param>
/// <param name="On">Day it happened.</param>
/// <param name="Words">What it is: "Agreement “Tier one” in force".</param>
/// <param name="Url">Its page; null where it was written by hand without one.</param>
public sealed record StepEvidence(int Step, DateOnly On, string Words, string? Url);
