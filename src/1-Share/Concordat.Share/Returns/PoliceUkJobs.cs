using Concordat.Partnership.Files;
using Concordat.Platform.Jobs;

namespace Concordat.Share.Returns;

/// <summary>Checks a return of police.uk files.</summary>
sealed class CheckPoliceUkJob(PoliceUkWork work) : IJobHandler
{
    public const string Name = "check police.uk return";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        try
        {
            await work.CheckAsync(job.PayloadAs<ReturnPayload>().ReturnId, (done, total, words) => progress.ReportAsync(done, total, words, cancellation), cancellation);
            return new { };
        }
        catch (FileProblemException problem)
        {
            throw new JobRefusedException(problem.Message);
        }
    }
}

/// <summary>Takes a checked return of police.uk files into the records.</summary>
sealed class AcceptPoliceUkJob(PoliceUkWork work) : IJobHandler
{
    public const string Name = "accept police.uk return";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        try
        {
            await work.AcceptAsync(job.PayloadAs<ReturnPayload>().ReturnId, (done, total, words) => progress.ReportAsync(done, total, words, cancellation), cancellation);
            return new { };
        }
        catch (FileProblemException problem)
        {
            throw new JobRefusedException(problem.Message);
        }
    }
}
