using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting.Problems;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Concordat.Share.Interface;

/// <summary>Takes a file from a partner's system through the same gate as the page, and answers when it has been checked.</summary>
static class SendHandler
{
    const int LongestMap = 1 << 16;

    /// <summary>What a call said beside the file.</summary>
    sealed record Call(IReadOnlyDictionary<string, string> Fields, IQueryCollection Query)
    {
        public string? this[string name] => Fields.TryGetValue(name, out var field) ? field.Trim() : Query[name].ToString() is { Length: > 0 } asked ? asked.Trim() : null;
    }

    public static Task<IResult> SendAsync(HttpContext context, ReturnSending sending, SendingRoom room, ReturnMaps maps, SentReturns returns, Session session, CancellationToken cancellation) =>
        TakeAsync(context, null, sending, room, maps, returns, session, cancellation);

    /// <summary>The rows that were set aside, mended: they join the return and nothing else of it changes.</summary>
    public static async Task<IResult> CorrectAsync(
        Guid id, HttpContext context, ReturnSending sending, SendingRoom room, ReturnMaps maps, SentReturns returns, Session session, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is not { } item || item.AgencyId != session.AgencyId) return InterfaceRoutes.NotFound();
        if (item.State != ReturnLife.Accepted)
            return ApiProblem.Of(StatusCodes.Status409Conflict, "I-06", "The return is not accepted yet", "Rows set aside are sent again once the return was accepted. Until then send the whole file again: POST /api/returns.");
        return await TakeAsync(context, item, sending, room, maps, returns, session, cancellation);
    }

    static async Task<IResult> TakeAsync(
        HttpContext context, SentReturn? answered, ReturnSending sending, SendingRoom room, ReturnMaps maps, SentReturns returns, Session session, CancellationToken cancellation)
    {
        try
        {
            await using var form = await ReadAsync(context.Request, cancellation);
            var call = new Call(form.Fields, context.Request.Query);
            if (!TryParcel(call, answered, session, out var parcel, out var wrong)) return InterfaceRoutes.Unread(wrong);
            if (form.File is not { Length: > 0 }) return InterfaceRoutes.Unread("There is no file in the call. Send it as the part named file of multipart/form-data, or as the whole body.");
            var refusal = await sending.RefusalAsync(parcel, cancellation);
            if (refusal is { Code: not "L-03" } no) return Refused(no.Code, no.Words);
            if (refusal is null && call["map"] is { Length: > 0 } map && await SaveMapAsync(maps, parcel, map, cancellation) is { } unfit) return unfit;
            var passing = await room.StartAsync(session, parcel, form.FileName, form.Take());
            await passing.Work.WaitAsync(cancellation);
            return await AnswerAsync(context, passing.Result!, returns, cancellation);
        }
        catch (FileProblemException problem)
        {
            return Refused(problem.Code ?? "F-00", problem.Message);
        }
        catch (Exception cut) when (cut is BadHttpRequestException or InvalidDataException or IOException)
        {
            return InterfaceRoutes.Unread("The body ended too early, or its parts are not as multipart/form-data wants them. Send the call again.");
        }
    }

    static bool TryParcel(Call call, SentReturn? answered, Session session, out Parcel parcel, out string wrong)
    {
        (parcel, wrong) = (null!, "");
        var mode = call["mode"] ?? "rows";
        if (mode is not ("rows" or "all")) wrong = "mode must be rows (take the good rows) or all (take no row unless every row is good).";
        else if (answered is not null) parcel = new(answered.AgencyId, answered.Set, answered.Period, "interface", mode == "rows", answered.Id);
        else if (call["set"] is not { } set || SetCatalogue.Standard.Find(set) is not { IsStatutory: true } definition) wrong = "set must be the number of an information set, 1 to 12.";
        else if (!Quarters.TryParse(call["quarter"], out var period)) wrong = "quarter must be written as 2026-Q3: July to September 2026.";
        else parcel = new(session.AgencyId!.Value, definition, period, "interface", mode == "rows", null);
        return wrong.Length == 0;
    }

    static async Task<IResult?> SaveMapAsync(ReturnMaps maps, Parcel parcel, string json, CancellationToken cancellation)
    {
        try
        {
            var map = MapFile.Read(json);
            MapCheck.Against(map, parcel.Set);
            await maps.SaveAsync(parcel.AgencyId, parcel.Number, map, "sent with a file by a partner’s system", cancellation);
            return null;
        }
        catch (MapProblemException problem)
        {
            return Refused("M-03", problem.Message);
        }
    }

    static async Task<IResult> AnswerAsync(HttpContext context, SendingResult result, SentReturns returns, CancellationToken cancellation)
    {
        if ((result.ReturnId ?? result.SameAs ?? result.AnsweredReturn) is { } id && await returns.FindAsync(id, cancellation) is { } item)
        {
            var answer = ReturnAnswer.Of(item, await returns.FaultCountsAsync(id, cancellation), await returns.MovesAsync(id, cancellation), isSame: result.SameAs is not null);
            if (result.ReturnId is null) return ReturnAnswer.Json(answer);
            context.Response.Headers.Location = $"/api/returns/{id}";
            return ReturnAnswer.Json(answer, StatusCodes.Status201Created);
        }
        return result.Question is { } question
            ? Refused(result.Code ?? "M-01", question.Words, ("columns", question.Columns.Select(c => new { heading = c.Heading, shape = c.Shape, field = c.Field })))
            : Refused(result.Code ?? "X-01", result.Refusal ?? "Nothing of the file was kept. Send it again.");
    }

    /// <summary>A refusal in the words of the page, with the status that its reason code has here.</summary>
    internal static IResult Refused(string code, string words, params ReadOnlySpan<(string, object?)> more) => code switch
    {
        "A-01" or "A-02" or "L-10" => ApiProblem.Of(StatusCodes.Status403Forbidden, code, "This body may not send this", words, more),
        ['L', ..] => ApiProblem.Of(StatusCodes.Status409Conflict, code, "The return is not in a state for this", words, more),
        ['M', ..] => ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, code, "The columns cannot be told", words, more),
        ['X', ..] => ApiProblem.Of(StatusCodes.Status500InternalServerError, code, "Something went wrong on our side", words, more),
        _ => ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, code, "The file cannot be taken", words, more),
    };

    /// <summary>The parts of a form, or the whole body as the file.</summary>
    static async Task<UploadForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            return (await UploadForm.ReadAsync(request, _ => Task.FromResult(true), cancellation, LongestMap))!;
        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
            ? UploadForm.ShownName((disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value) : "";
        if (name.Length == 0) name = "return";
        return new UploadForm(new Dictionary<string, string>(), name, await UploadStream.ReadAsync(request.Body, name, cancellation));
    }
}
