using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Platform.Site.Forms;

/// <summary>Reads a date from three boxes (day, month, year) or from one text, and says in words what is wrong with it.</summary>
/// <remarks>The message names the field by its display name: "Review date must include a year".</remarks>
public sealed class DateFieldBinder : IModelBinder
{
    static readonly string[] Formats = ["yyyy-MM-dd", "d/M/yyyy", "d MMM yyyy", "d MMMM yyyy", "d.M.yyyy", "d-M-yyyy"];

    /// <inheritdoc />
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var name = bindingContext.ModelName;
        var (day, month, year) = (Read(bindingContext, name + ".Day"), Read(bindingContext, name + ".Month"), Read(bindingContext, name + ".Year"));
        if (day is null && month is null && year is null) BindText(bindingContext, name);
        else BindParts(bindingContext, day, month, year);
        return Task.CompletedTask;
    }

    static void BindText(ModelBindingContext binding, string name)
    {
        var text = Read(binding, name)?.Trim();
        if (text is null) return;
        if (text.Length == 0) Succeed(binding, null);
        else if (TryRead(text, out var date)) Succeed(binding, date);
        else Fail(binding, "must be a real date, such as 4 Dec 2026");
    }

    /// <summary>Reads a day that somebody typed as one text: "4/12/2026", "4 Dec 2026", "2026-12-04".</summary>
    public static bool TryRead(string text, out DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DateOnly.TryParseExact(text.Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out day);
    }

    static void BindParts(ModelBindingContext binding, string? day, string? month, string? year)
    {
        string[] missing = [.. new[] { (day, "day"), (month, "month"), (year, "year") }.Where(part => string.IsNullOrWhiteSpace(part.Item1)).Select(part => part.Item2)];
        if (missing.Length == 3) Succeed(binding, null);
        else if (missing.Length > 0) Fail(binding, "must include a " + string.Join(" and a ", missing));
        else if (Real(day!, month!, year!) is { } date) Succeed(binding, date);
        else Fail(binding, year!.Trim().Length == 4 ? "must be a real date" : "must have a year of four figures");
    }

    static DateOnly? Real(string day, string month, string year) =>
        year.Trim().Length == 4 && DateOnly.TryParseExact($"{day.Trim()}/{Short(month.Trim())}/{year.Trim()}", ["d/M/yyyy", "d/MMM/yyyy", "d/MMMM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    // The one month that people shorten to four letters.
    static string Short(string month) => month.Equals("Sept", StringComparison.OrdinalIgnoreCase) ? "Sep" : month;

    static string? Read(ModelBindingContext binding, string name)
    {
        var result = binding.ValueProvider.GetValue(name);
        if (result == ValueProviderResult.None) return null;
        binding.ModelState.SetModelValue(name, result);
        // A part is no property: left unvalidated it would keep the whole form from being valid.
        if (name != binding.ModelName) binding.ModelState.MarkFieldSkipped(name);
        return result.FirstValue ?? "";
    }

    // An empty answer is null: whether it may be empty is for [Required] on the property to say.
    static void Succeed(ModelBindingContext binding, DateOnly? date)
    {
        if (date is null && !binding.ModelMetadata.IsReferenceOrNullableType) Fail(binding, "must be a real date");
        else binding.Result = ModelBindingResult.Success(date);
    }

    static void Fail(ModelBindingContext binding, string message)
    {
        var name = binding.ModelMetadata.DisplayName ?? Field.Words(binding.ModelMetadata.PropertyName ?? binding.ModelName);
        binding.ModelState.TryAddModelError(binding.ModelName, $"{name} {message}");
    }
}

/// <summary>Gives <see cref="DateFieldBinder"/> to every <see cref="DateOnly"/> property.</summary>
public sealed class DateFieldBinderProvider : IModelBinderProvider
{
    static readonly DateFieldBinder Binder = new();

    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? Binder : null;
    }
}
