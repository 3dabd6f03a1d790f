namespace Concordat.Understand.Runs;

/// <summary>Which run a job makes again.</summary>
internal sealed record RepeatPayload(Guid Run);
