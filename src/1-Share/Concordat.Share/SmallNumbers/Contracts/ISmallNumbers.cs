namespace Concordat.Share.SmallNumbers.Contracts;

/// <summary>The rule for small figures of controlled sets (all but police.uk): one below every page, file and answer.</summary>
/// <remarks>Counts and lists of incidents obey it already, for they read <c>share.shown_incident</c>. What counts something else of a controlled set asks here.</remarks>
public interface ISmallNumbers
{
    /// <summary>The smallest figure shown, from 3; 5 unless the partnership has set another.</summary>
    Task<int> ThresholdAsync(CancellationToken cancellation);

    /// <summary>The smallest base of a rate or percentage of partners' records: 10 to 1,000; 30 unless the partnership has set another.</summary>
    Task<int> RateBaseAsync(CancellationToken cancellation);

    /// <summary>Whether a count is one that may not be shown: from 1 up to but not including the threshold.</summary>
    bool IsSmall(int count, int threshold);

    /// <summary>A count as people read it: "fewer than 5" from 0 up to the threshold, since none and few must look alike.</summary>
    string Words(int count, int threshold);
}
