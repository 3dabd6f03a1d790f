namespace Concordat.Share.Workspaces.Contracts;

/// <summary>A problem that was adopted and is still open.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Title">A few words.</param>
public sealed record AdoptedProblem(Guid Id, string Title);

/// <summary>Problems for which personal and depersonalised data may be brought together. Supplied by the stage that keeps problems.</summary>
public interface IAdoptedProblems
{
    /// <summary>The open problems of the acting partnership, by number.</summary>
    Task<IReadOnlyList<AdoptedProblem>> OpenAsync(CancellationToken cancellation);
}
