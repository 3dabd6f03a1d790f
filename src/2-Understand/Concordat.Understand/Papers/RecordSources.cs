using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Understand.Papers;

/// <summary>How many of a paper's records tell the hour.</summary>
public enum HoursKnown
{
    /// <summary>None: the month alone is known, or the day.</summary>
    None,
    /// <summary>Some do.</summary>
    Some,
    /// <summary>Every one does.</summary>
    All,
}

/// <summary>What the records of a paper are, as far as its cautions and acknowledgements follow from it.</summary>
/// <param name="HasPublished">Whether some are the street-level records that police.uk publishes.</param>
/// <param name="PartnerSets">Numbers of the sets that partners sent, in order.</param>
/// <param name="Hours">How many of them tell the hour.</param>
public sealed record RecordSources(bool HasPublished, IReadOnlyList<int> PartnerSets, HoursKnown Hours)
{
    /// <summary>The published records alone: what a paper from files rests on, and what papers of a time before this was kept said of themselves.</summary>
    public static RecordSources PoliceUk { get; } = new(true, [], HoursKnown.None);

    /// <summary>What to be careful about because of where the records come from, a sentence each.</summary>
    public IEnumerable<string> Cautions()
    {
        yield return Hours switch
        {
            HoursKnown.None => "The records give the month alone, so nothing is said about the day or the hour.",
            HoursKnown.Some => "Some of the records give the hour, others the month alone. Counts go by month, so that all of them are in.",
            _ => "The records give the hour. Counts go by month.",
        };
        if (HasPublished) yield return "police.uk moves points to a nearby street: a square or a point of them is a neighbourhood, not an address.";
        if (PartnerSets.Count > 0) yield return "Partners’ records are shown with enough others: a point may be the middle of several places.";
    }

    /// <summary>What the sources’ licences and agreements ask to be said, a sentence each; empty where no record was used.</summary>
    public IReadOnlyList<string> Attribution() =>
    [
        .. HasPublished ? ["Street-level records of police.uk: contains public sector information licensed under the Open Government Licence v3.0."] : Array.Empty<string>(),
        .. PartnerSets.Count > 0 ? [$"Records of {(PartnerSets.Count == 1 ? "set" : "sets")} {Words(PartnerSets)} come from partners under their sharing agreements: for the purposes of those agreements alone."] : Array.Empty<string>(),
    ];

    static string Words(IReadOnlyList<int> numbers)
    {
        var words = numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        return words is [var one] ? one : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }
}

/// <summary>Finds out what the records of some months are.</summary>
internal sealed class RecordSourceReader(Connections connections, Session session)
{
    /// <summary>The sources of the placed records of the months, as they stood at a data version.</summary>
    public async Task<RecordSources> ReadAsync(Month from, Month to, int version, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select set_number, is_open, bool_or(tells), bool_and(tells) from (
              select set_number, is_open, case when is_open then time_precision in ('hour', 'minute', 'interval') else shown_hour is not null end as tells
              from share.shown_incident
              where partnership_id = $1 and month between $2 and $3 and version_from <= $4 and (version_to is null or version_to > $4) and easting is not null) r
            group by set_number, is_open order by set_number
            """, connection);
        foreach (object value in (object[])[session.Partnership, from.Number, to.Number, version]) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (published, sets, any, all) = (false, new List<int>(), false, true);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetBoolean(1)) published = true;
            else sets.Add(reader.GetInt16(0));
            (any, all) = (any || reader.GetBoolean(2), all && reader.GetBoolean(3));
        }
        return new(published, sets, !any ? HoursKnown.None : all ? HoursKnown.All : HoursKnown.Some);
    }
}
