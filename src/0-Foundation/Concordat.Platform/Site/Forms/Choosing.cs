using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Concordat.Platform.Site.Forms;

/// <summary>Which items of a list are chosen. An enumeration's member counts under its name and its number, as the framework's own lists use numbers.</summary>
internal sealed class Choosing
{
    readonly HashSet<string> _values;

    Choosing(IEnumerable<string> values) => _values = new(values, StringComparer.OrdinalIgnoreCase);

    public static Choosing In(Field field)
    {
        var values = field.Chosen.Where(value => value.Length > 0).ToList();
        if (field.ModelType.IsEnum)
        {
            foreach (var value in values.ToArray())
            {
                if (Enum.TryParse(field.ModelType, value, ignoreCase: true, out var member))
                    values.AddRange([member!.ToString()!, Convert.ToInt64(member, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)]);
            }
        }
        return new(values);
    }

    public bool Has(SelectListItem item) => _values.Count > 0 ? _values.Contains(item.Value ?? item.Text) : item.Selected;
}
