using System.Security.Cryptography;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns.Sending;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.ContextSets;

/// <summary>Reads a file of context and stores it; nothing of the file but its rows, name and fingerprint is kept.</summary>
internal sealed class ContextLoader(ContextStore store, ConcordatDb db, Connections connections, Session session, IPlaceFinderSource places, TimeProvider clock)
{
    /// <summary>Largest file taken, bytes.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>The load, or the faults for which nothing was stored.</summary>
    /// <param name="day">The day of all figures where the file has no dates; of no use for sets that the gate checks.</param>
    /// <exception cref="FileProblemException">The file cannot be read at all.</exception>
    /// <exception cref="Gate.Mapping.MapNeededException">A required field cannot be told from the headings.</exception>
    public async Task<(Guid? Id, ContextRows Rows)> LoadAsync(string kind, string name, string source, string licence, DateOnly? day, Stream content, string fileName, CancellationToken cancellation)
    {
        using var copy = await UploadStream.ReadAsync(content, fileName, cancellation, MostBytes);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellation));
        copy.Position = 0;
        var rows = ContextKinds.SetOf(kind) is { } set
            ? GatedContext.Read(set, copy, fileName, new GateSettings { Today = store.Today }, await places.BuildAsync(null, cancellation), await AreasAsync(cancellation), clock, cancellation)
            : ContextTable.Read(copy, fileName, kind == ContextKinds.Demography, day, store.Today, await store.KnownCodesAsync(cancellation), new IdentifierScanner(clock));
        if (rows.Rows.Count == 0 || (ContextKinds.SetOf(kind) is null && rows.Faults.Count > 0)) return (null, rows);
        var (id, _) = await store.AddAsync(kind, name.Trim(), source.Trim(), licence.Trim(), fileName, sha256, rows, cancellation);
        return (id, rows);
    }

    // A record of a point belongs to the smallest area that is kept of it: its small area where there is a layer of them, or else its ward, or the whole.
    async Task<Func<double, double, DateOnly, string?>> AreasAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        string[] order = ["lsoa", "ward", "district", "boundary"];
        var kinds = await db.Set<AreaLayer>().AsNoTracking().ToDictionaryAsync(l => l.Id, l => l.Kind, cancellation);
        var areas = (await db.Set<Area>().AsNoTracking().Where(a => a.Code != "").Select(a => new { a.Id, a.LayerId, a.Code }).ToListAsync(cancellation)).ToDictionary(a => a.Id, a => (Kind: kinds[a.LayerId], a.Code));
        return (easting, northing, on) => placer.AreasAt(Month.Of(on), easting, northing).Where(areas.ContainsKey).Select(id => areas[id]).Where(a => order.Contains(a.Kind))
            .OrderBy(a => Array.IndexOf(order, a.Kind)).Select(a => a.Code).FirstOrDefault();
    }
}
