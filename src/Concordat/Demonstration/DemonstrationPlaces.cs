using System.Text;
using Concordat.Demonstration.Borough;
using Concordat.Gate.Placing;
using Concordat.Partnership.Agencies;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Riverbourne's gazetteer, postcodes and a few words that wait for a person, by the same doors as the pages.</summary>
internal sealed class DemonstrationPlaces(GazetteerStore gazetteer, PostcodeDesk postcodes, IPlaceQueue queue, IPlaceFinderSource finders, Connections connections, ConcordatDb db)
{
    static readonly (string Agency, string Words, int Rows)[] Waiting =
    [
        ("council", "nr the boat steps", 15), ("council", "behind the precinct", 6), ("council", "allotments by the river", 4), ("fire", "waste ground off Mill Lane", 3), ("council", "supermarket car park", 2),
    ];

    /// <summary>Loads what is not there yet.</summary>
    public async Task LoadAsync(RiverbourneBorough borough, CancellationToken cancellation)
    {
        if ((await gazetteer.KindsAsync(cancellation)).Count == 0)
        {
            using var file = Bytes(BoroughGazetteer.Gazetteer(borough));
            await gazetteer.ImportAsync(GazetteerFile.Read(file, "gazetteer.csv", "Riverbourne Council, invented").Places, cancellation);
        }
        if ((await postcodes.HeldAsync(cancellation)).Areas.Count == 0)
        {
            using var file = Bytes(BoroughGazetteer.Postcodes(borough));
            await postcodes.ImportAsync(new HandedIn("rb.csv", file), cancellation);
        }
        if (await queue.WaitingAsync(null, cancellation) is (0, _)) await AskAsync(cancellation);
    }

    async Task AskAsync(CancellationToken cancellation)
    {
        var agencies = await db.Set<Agency>().ToDictionaryAsync(a => a.Key, cancellation);
        var finder = await finders.BuildAsync(null, cancellation);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var (agency, words, rows) in Waiting)
            await queue.AddAsync(connection, agencies[agency].Id, agencies[agency].ShortName, null,
                [new(words, rows, finder.Find(new PlaceWords { Text = words }, null).Candidates)], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
