using System.Globalization;
using Concordat.Platform.Database;
using Concordat.Share.SmallNumbers.Contracts;
using Npgsql;

namespace Concordat.Share.SmallNumbers;

/// <summary>Reads the partnership's threshold once for a request.</summary>
internal sealed class SmallNumberRules(Connections connections) : ISmallNumbers
{
    int? _threshold;

    public async Task<int> ThresholdAsync(CancellationToken cancellation)
    {
        if (_threshold is { } known) return known;
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select share.small_number_threshold()", connection);
        return (_threshold = (int)(await command.ExecuteScalarAsync(cancellation))!).Value;
    }

    public async Task<int> RateBaseAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select share.rate_base()", connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public bool IsSmall(int count, int threshold) => count > 0 && count < threshold;

    public string Words(int count, int threshold) =>
        count < threshold ? string.Create(CultureInfo.InvariantCulture, $"fewer than {threshold}") : count.ToString("N0", CultureInfo.InvariantCulture);
}
