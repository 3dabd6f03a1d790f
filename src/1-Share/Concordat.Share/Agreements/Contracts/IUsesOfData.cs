namespace Concordat.Share.Agreements.Contracts;

/// <summary>What came of records of a theme: told to the bodies that sent them, as thanks. A later stage answers.</summary>
public interface IUsesOfData
{
    /// <summary>Decisions of closed meetings on items of these themes, the newest first.</summary>
    /// <param name="themes">Keys of the theme list.</param>
    /// <param name="since">First day of the meetings looked at.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<UseOfData>> OfAsync(IReadOnlyCollection<string> themes, DateOnly since, CancellationToken cancellation);
}

/// <summary>One use of records.</summary>
/// <param name="ThemeKey">Key in the theme list.</param>
/// <param name="Title">Of the item that was before the meeting.</param>
/// <param name="IsFinding">True where it came from an issued assessment.</param>
/// <param name="Decision">In one word: "adopted".</param>
/// <param name="On">Day of the meeting.</param>
/// <param name="Actions">Actions that were agreed on it.</param>
/// <param name="Url">Address of the minutes.</param>
public sealed record UseOfData(string ThemeKey, string Title, bool IsFinding, string Decision, DateOnly On, int Actions, string Url);
