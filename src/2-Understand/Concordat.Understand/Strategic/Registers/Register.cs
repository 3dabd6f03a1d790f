using Concordat.Understand.Runs;

namespace Concordat.Understand.Strategic.Registers;

/// <summary>A register beside the blocks of an assessment: what it is for, its fields, and a rule over them.</summary>
/// <param name="Key">Its name in addresses and in the database.</param>
/// <param name="One">One line of it, in small letters: "consultation".</param>
/// <param name="Rule">What is wrong with fields that are right one by one, given the smallest figure of people that the partnership shows; null for nothing.</param>
internal sealed record Register(string Key, string Name, string One, string Lead, IReadOnlyList<RegisterField> Fields, Func<Line, int, (string Field, string Words)?>? Rule = null)
{
    /// <summary>Reads a form: the line as it would be kept, and what is wrong by field.</summary>
    /// <param name="typed">What was typed in a field.</param>
    /// <param name="fewestShown">The smallest figure of people that the partnership shows.</param>
    public (Line Line, IReadOnlyList<(string Field, string Words)> Wrong) Read(Func<string, string?> typed, int fewestShown)
    {
        var values = new Dictionary<string, string>();
        var wrong = new List<(string, string)>();
        foreach (var field in Fields)
        {
            var (value, problem) = field.Read(typed(field.Key));
            values[field.Key] = value;
            if (problem is not null) wrong.Add((field.Key, problem));
        }
        var line = new Line(values);
        if (wrong.Count == 0 && Rule?.Invoke(line, fewestShown) is { } broken) wrong.Add(broken);
        return (line, wrong);
    }
}

/// <summary>The fields of one line of a register, as they are kept.</summary>
internal sealed record Line(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The value of a field; empty when it has none.</summary>
    public string this[string key] => Values.GetValueOrDefault(key, "");

    public double? Number(string key) => double.TryParse(this[key], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Day(string key) => RegisterField.DayOf(this[key]);

    public string ToJson() => RunJson.Write(Values);

    public static Line Of(string json) => new(RunJson.Read<Dictionary<string, string>>(json));

    public static Line From(params (string Key, string Value)[] values) => new(values.ToDictionary(v => v.Key, v => v.Value));
}
