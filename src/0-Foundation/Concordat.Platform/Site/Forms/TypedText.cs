using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Platform.Site.Forms;

/// <summary>Says at a field what is wrong with what was typed into it.</summary>
public static class TypedText
{
    /// <summary>The text must be there, and no longer than it is kept.</summary>
    /// <param name="errors">The page's model state.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="value">What was typed; spaces around it do not count.</param>
    /// <param name="longest">The most characters it may have.</param>
    /// <param name="missing">What to say where nothing was typed.</param>
    public static void Need(this ModelStateDictionary errors, string field, string? value, int longest, string missing)
    {
        if (string.IsNullOrWhiteSpace(value)) errors.AddModelError(field, missing);
        else if (value.Trim().Length > longest) errors.AddModelError(field, $"Use {longest} characters or fewer");
    }

    /// <summary>The day must be there; one that was typed and could not be read has its words already.</summary>
    /// <param name="errors">The page's model state.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="day">What was typed; null for nothing that is a day.</param>
    /// <param name="missing">What to say where nothing was typed.</param>
    public static void NeedDay(this ModelStateDictionary errors, string field, DateOnly? day, string missing)
    {
        if (day is null && errors[field]?.Errors.Count is null or 0) errors.AddModelError(field, missing);
    }
}
