using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concordat.Share.Interface;

/// <summary>The addresses of the interface for partners' systems. What each takes and answers stands in <c>openapi.json</c>; a test holds the two together.</summary>
public static class InterfaceRoutes
{
    public static void MapInterface(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/openapi.json", OpenApiDocument.Get).AllowAnonymous();
        // Keys alone: a signed-in browser that another site makes call these is nobody here.
        var returns = routes.MapGroup("/api/returns").WithMetadata(new KeysOnly());
        returns.MapPost("", SendHandler.SendAsync).RequireAuthorization(Policies.SendByKey).WithMetadata(new UploadsAttribute());
        returns.MapPost("{id:guid}/corrections", SendHandler.CorrectAsync).RequireAuthorization(Policies.SendByKey).WithMetadata(new UploadsAttribute());
        returns.MapPost("{id:guid}/submit", MoveHandler.SubmitAsync).RequireAuthorization(Policies.SendByKey);
        returns.MapDelete("{id:guid}", MoveHandler.WithdrawAsync).RequireAuthorization(Policies.SendByKey);
        returns.MapGet("", ReadHandler.ListAsync).RequireAuthorization(Policies.ReadByKey);
        returns.MapGet("{id:guid}", ReadHandler.ReadAsync).RequireAuthorization(Policies.ReadByKey);
        returns.MapGet("{id:guid}/faults", ReadHandler.FaultsAsync).RequireAuthorization(Policies.ReadByKey);
        returns.MapGet("{id:guid}/faults.csv", ReadHandler.FaultsFileAsync).RequireAuthorization(Policies.ReadByKey);
    }

    internal static IResult NotFound() => ApiProblem.Of(StatusCodes.Status404NotFound, "I-02", "Not found", "Your body has no return of this number.");

    internal static IResult Unread(string words) => ApiProblem.Of(StatusCodes.Status400BadRequest, "I-01", "The call could not be read", words);
}

/// <summary>The description of the interface, as it is kept beside the code.</summary>
static class OpenApiDocument
{
    static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("Concordat.Share.Interface.openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    });

    public static IResult Get() => Results.Bytes(Bytes.Value, "application/json");
}
