using System.Text.Json;

namespace Concordat.Platform.Jobs;

/// <summary>A piece of work as its asker sees it: waiting, under way or over.</summary>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Done">Units finished, of <paramref name="Total"/>; a total of 0 means not yet known.</param>
/// <param name="Activity">What is happening, in words: "Checking rows".</param>
/// <param name="Failure">For people: what went wrong and what to do; null unless failed.</param>
public sealed record Job(
    Guid Id, string Kind, string State, JsonElement Payload, JsonElement? Result,
    long Done, long Total, string Activity, string? Failure, Guid RequestedBy, DateTime RequestedAt, DateTime? StartedAt, DateTime? FinishedAt)
{
    public bool IsOver => State is "done" or "failed" or "cancelled";

    /// <summary>0 to 100; null while the total is not known.</summary>
    public int? Percent => Total > 0 ? (int)Math.Min(100, Done * 100 / Total) : null;

    public T PayloadAs<T>() => Payload.Deserialize<T>()!;
}

/// <summary>Does one kind of job. Registered as a scoped service; the session is the asker's, so the asker's rights apply.</summary>
public interface IJobHandler
{
    /// <summary>Name of the kind; each has one handler.</summary>
    string Kind { get; }

    /// <summary>Does the work and returns what the asker is shown; it must be safe to run again after a crash.</summary>
    /// <param name="progress">Tells how far it is and learns whether the asker cancelled.</param>
    /// <param name="cancellation">Cancelled when the asker cancels or the program stops.</param>
    /// <exception cref="JobRefusedException">The work cannot be done; the message tells people why and what to do.</exception>
    Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation);
}

/// <summary>An expected refusal, in words for the person who asked.</summary>
public sealed class JobRefusedException(string message) : Exception(message);
