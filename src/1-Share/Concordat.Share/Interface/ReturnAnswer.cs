using System.Text.Encodings.Web;
using System.Text.Json;
using Concordat.Gate.Checks;
using Concordat.Partnership.Calendar;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Http;

namespace Concordat.Share.Interface;

/// <summary>A return in the words of the interface: what its page shows, as JSON.</summary>
static class ReturnAnswer
{
    internal static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, Layout, statusCode: status);

    /// <param name="isSame">True where a file was sent whose rows are exactly those of this return, so that nothing was kept.</param>
    public static object Of(SentReturn item, IReadOnlyList<(string Code, bool SetsAside, int Count)> faults, IReadOnlyList<Moved> moves, bool? isSame = null) => new
    {
        item.Id,
        Set = item.Set.Number,
        SetName = item.Set.Name,
        Quarter = Quarters.Key(item.Period),
        From = item.Period.FirstDay,
        To = item.Period.LastDay,
        item.State,
        Same = isSame,
        Way = item.Way,
        Mode = item.TakesGoodRows ? "rows" : "all",
        AnswersTo = item.AnswersTo,
        File = item.Title,
        SentAt = Utc(item.SentAt),
        item.SentBy,
        SubmittedAt = Utc(item.SubmittedAt),
        DecidedAt = Utc(item.DecidedAt),
        item.DataVersion,
        Rows = new { item.Read, item.Ready, NeedAPlace = item.Unlocated, item.SetAside },
        item.Records,
        Joined = item.State is ReturnLife.Accepted or ReturnLife.Superseded ? new { item.Inserted, item.Updated, item.Unchanged, item.Withdrawn } : null,
        SilentMonths = item.State == ReturnLife.Draft ? item.Silent.Select(m => m.ToString()) : [],
        MissingMonths = item.MissingMonths.Select(m => m.ToString()),
        Faults = faults.Select(f => new { f.Code, Title = FaultCode.Find(f.Code)?.Title ?? f.Code, f.SetsAside, Rows = f.Count }),
        PersonalDetailsRemoved = ReportJson.Numbers(item.Report, "removed").ToDictionary(r => r.Key, r => r.Count),
        NotInAgreementRemoved = ReportJson.Numbers(item.Report, "not_agreed").ToDictionary(r => r.Key, r => r.Count),
        item.Gaps,
        item.Notices,
        SentBackBecause = item.State == ReturnLife.Returned ? moves.LastOrDefault(m => m.Event == "return")?.Words : null,
        Failure = item.Failure,
    };

    /// <summary>One line of a list.</summary>
    public static object Line(ReturnLine line) => new
    {
        line.Id,
        Set = line.Set,
        Quarter = Quarters.Key(line.Period),
        line.State,
        line.Way,
        File = line.Title,
        SentAt = Utc(line.SentAt),
        Rows = new { line.Read, line.Ready, NeedAPlace = line.Unlocated, line.SetAside },
    };

    static DateTime? Utc(DateTime? moment) => moment is { } m ? DateTime.SpecifyKind(m, DateTimeKind.Utc) : null;
}
