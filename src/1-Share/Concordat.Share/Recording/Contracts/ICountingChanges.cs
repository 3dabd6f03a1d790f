namespace Concordat.Share.Recording.Contracts;

/// <summary>A day on which records began to be counted by another rule: months before it and months since are not counted alike.</summary>
/// <param name="On">First day of the new way: a rule's first day, or the day after its last.</param>
/// <param name="Themes">Keys of the themes that it governs; empty for every theme.</param>
/// <param name="Words">What changed, in a few words.</param>
public sealed record CountingChange(DateOnly On, IReadOnlyList<string> Themes, string Words);

/// <summary>Dated markers that follow from the partnership's counting rules.</summary>
public interface ICountingChanges
{
    /// <summary>All changes, the earliest first.</summary>
    Task<IReadOnlyList<CountingChange>> ListAsync(CancellationToken cancellation);
}
