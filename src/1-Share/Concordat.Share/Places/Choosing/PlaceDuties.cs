using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Share.Places.Contracts;

namespace Concordat.Share.Places.Choosing;

/// <summary>Words of partners that may mean more than one place, and wait for somebody who chooses.</summary>
internal sealed class PlaceDuties(IPlaceQueue queue, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Coordinator)) return [];
        var (questions, _) = await queue.WaitingAsync(returnId: null, cancellation);
        return questions == 0 ? [] : [new(questions == 1 ? "Choose the place of 1 wording" : $"Choose the places of {questions:N0} wordings", "Records wait for the answer.", "/share/places/choose")];
    }
}
