using System.Globalization;
using Concordat.Platform.Site.Components;

namespace Concordat.Share.Returns;

/// <summary>How a return is spoken of on its pages.</summary>
static class ReturnWords
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string State(ReturnState state) => state switch
    {
        ReturnState.BeingChecked => "Being checked",
        ReturnState.CouldNotBeRead => "Could not be read",
        ReturnState.Cancelled => "Cancelled",
        ReturnState.ReadyToAccept => "Ready to accept",
        ReturnState.BeingAccepted => "Being accepted",
        ReturnState.Accepted => "Accepted",
        ReturnState.Draft => "Draft",
        ReturnState.Returned => "Sent back",
        ReturnState.Superseded => "Replaced by a later one",
        _ => "Discarded",
    };

    public static WorkState Shape(ReturnState state) => state switch
    {
        ReturnState.BeingChecked or ReturnState.BeingAccepted => WorkState.BeingChecked,
        ReturnState.CouldNotBeRead => WorkState.Overdue,
        ReturnState.ReadyToAccept => WorkState.InProgress,
        ReturnState.Accepted => WorkState.Accepted,
        _ => WorkState.NotHeld,
    };

    public static string Months(Return item) => (item.From, item.To) switch
    {
        ({ } from, { } to) when from == to => from.LongName,
        ({ } from, { } to) => $"{from.ShortName} to {to.ShortName}",
        _ => "–",
    };

    /// <summary>A count, or a dash while the return has not been read: missing is not zero.</summary>
    public static string Count(Return item, int count) =>
        item.State is ReturnState.BeingChecked or ReturnState.CouldNotBeRead or ReturnState.Cancelled ? "–" : Number(count);

    public static string Number(int count) => count.ToString("N0", British);

    public static string Rows(int count) => count == 1 ? "1 row" : $"{Number(count)} rows";

    public static string Reasons(int count) => count == 1 ? "one reason" : $"{Number(count)} reasons";
}
