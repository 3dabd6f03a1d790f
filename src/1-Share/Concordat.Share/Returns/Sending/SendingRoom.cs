using System.Collections.Concurrent;
using Concordat.Gate.Checks;
using Concordat.Platform.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concordat.Share.Returns.Sending;

/// <summary>A file on its way through the gate.</summary>
public sealed class Passing(Guid id, Guid partnership, Guid user, Parcel parcel, string name) : IProgress<GateProgress>
{
    public Guid Id => id;
    public Parcel Parcel => parcel;
    public string Name => name;
    public int Rows { get; private set; }
    public long Done { get; private set; }
    public long Total { get; private set; }

    /// <summary>Null while it is under way.</summary>
    public SendingResult? Result { get; internal set; }

    /// <summary>Ends when the file has been checked; <see cref="Result"/> is there then.</summary>
    internal Task Work { get; set; } = Task.CompletedTask;

    public bool IsOf(Session session) => partnership == session.PartnershipId && user == session.UserId;

    public void Report(GateProgress value) => (Rows, Done, Total) = (value.Rows, value.BytesDone, value.BytesTotal);
}

/// <summary>Files that are being checked, in the memory of this process alone. If the process ends they are gone, and are sent again.</summary>
public sealed partial class SendingRoom(IServiceScopeFactory scopes, ILogger<SendingRoom> log)
{
    static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);
    const int MostKept = 500;
    readonly ConcurrentDictionary<Guid, Passing> _passing = new();

    public Passing? Find(Guid id) => _passing.GetValueOrDefault(id);

    /// <summary>Starts the work and waits a moment for it: a small file is done when the answer goes out. Takes the file over and lets it go.</summary>
    public async Task<Passing> StartAsync(Session session, Parcel parcel, string name, UploadStream file)
    {
        var passing = new Passing(Guid.CreateVersion7(), session.Partnership, session.User, parcel, name);
        var acting = new Membership(session.User, session.Partnership, session.AgencyId!.Value, session.DisplayName, session.Roles);
        foreach (var old in _passing.Values.Where(p => p.Result is not null).OrderBy(p => p.Id.ToString(), StringComparer.Ordinal).Take(_passing.Count - MostKept)) _passing.TryRemove(old.Id, out _);
        _passing[passing.Id] = passing;
        passing.Work = Task.Run(() => PassAsync(passing, acting, file));
        await Task.WhenAny(passing.Work, Task.Delay(Shortly));
        return passing;
    }

    async Task PassAsync(Passing passing, Membership acting, UploadStream file)
    {
        try
        {
            await using var held = file;
            await using var scope = scopes.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<Session>();
            session.ActAsUser(acting.UserId);
            session.ActAs(acting, "partnership work");
            passing.Result = await scope.ServiceProvider.GetRequiredService<ReturnSending>().SendAsync(passing.Parcel, passing.Name, file, passing, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The kind alone: a message could repeat what a cell held.
            Failed(log, fault.GetType().Name, fault.TargetSite?.DeclaringType?.Name);
            passing.Result = new(null, "Something went wrong on our side. Nothing of the file was kept. Send it again; if it happens again, tell the administrator.", "X-01");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A return could not be checked: {Kind} at {Place}")]
    static partial void Failed(ILogger log, string kind, string? place);
}
