using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Concordat.Platform.Site.Forms;

/// <summary>One thing to choose in a list, radios or checkboxes, with a hint under it.</summary>
public sealed class Choice : SelectListItem
{
    /// <summary>Creates a choice.</summary>
    public Choice(string value, string text, string? hint = null) : base(text, value) => Hint = hint;

    /// <summary>A line under the words; shown by radios and checkboxes.</summary>
    public string? Hint { get; }

    /// <summary>A choice for each member of an enumeration, by name, in the words of its <see cref="DisplayAttribute"/>.</summary>
    public static IReadOnlyList<Choice> From<TEnum>() where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(name => new Choice(name, Words(typeof(TEnum).GetField(name)!), Hinted(typeof(TEnum).GetField(name)!)))];

    static string Words(FieldInfo member) => member.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? Field.Words(member.Name);

    static string? Hinted(FieldInfo member) => member.GetCustomAttribute<DisplayAttribute>()?.GetDescription();
}
