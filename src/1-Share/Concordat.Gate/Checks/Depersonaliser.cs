using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Applies a field's rule to a value that is otherwise ready to be kept.</summary>
static class Depersonaliser
{
    /// <param name="seed">What tells the record from others, for a shift; not kept.</param>
    /// <returns>Null where nothing is kept.</returns>
    /// <exception cref="ArgumentException">A shift is wanted and there is no key.</exception>
    public static string? Apply(SetField field, string value, string seed, byte[]? key) => field.Rule switch
    {
        DepersonalisingRule.Drop => null,
        DepersonalisingRule.Truncate => value.Length <= field.RuleAmount ? value : value[..field.RuleAmount],
        DepersonalisingRule.Band => Band(value, field.RuleAmount),
        DepersonalisingRule.Shift => Shift(value, field.RuleAmount, seed, key ?? throw new ArgumentException($"The field {field.Key} is shifted, which needs a key in the settings of the gate.")),
        _ => value,
    };

    static string? Band(string value, int width)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var from = number / width * width;
        return $"{from}-{from + width - 1}";
    }

    static string? Shift(string value, int days, string seed, byte[] key)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(seed));
        return Moment.Text(day.AddDays((int)(BitConverter.ToUInt32(hash) % (uint)(2 * days + 1)) - days));
    }
}
