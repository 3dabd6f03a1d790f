namespace Concordat.Partnership.Calendar;

/// <summary>Many months in few words: "2014-12 to 2018-09, 2019-03".</summary>
public static class MonthSpans
{
    /// <param name="months">In order, each once.</param>
    /// <param name="name">How one month is written; <c>2026-10</c> when left out.</param>
    public static string InWords(IReadOnlyList<Month> months, Func<Month, string>? name = null)
    {
        name ??= m => m.ToString();
        var spans = new List<string>();
        for (var i = 0; i < months.Count; i++)
        {
            var from = months[i];
            while (i + 1 < months.Count && months[i + 1].Number == months[i].Number + 1) i++;
            spans.Add(months[i] == from ? name(from) : $"{name(from)} to {name(months[i])}");
        }
        return string.Join(", ", spans);
    }
}
