using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Meetings.Attend;

/// <summary>Who came: each member here, by a deputy, with apologies, or not at all.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AttendModel(ConcordatDb db, MeetingRecords records, Session session) : MeetingPage(records, session)
{
    const int MostTries = 10;

    [BindProperty] public List<AttendanceRow> Rows { get; set; } = [];

    public static IReadOnlyList<Choice> Choices { get; } =
        [new(nameof(Presence.Here), "Here"), new(nameof(Presence.Deputy), "A deputy came"), new(nameof(Presence.Apologies), "Apologies"), new(nameof(Presence.Absent), "Absent")];

    public bool CanTake => MayRun && Record.Meeting.Refusal(MeetingEvent.TakeAttendance) is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Rows = [.. Record.Called.Select(m => Of(m.UserId))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindToRunAsync(cancellation)) return NotFound();
        foreach (var row in Rows) (row.Name, row.Agency) = (Record.People.NameOf(row.Member), AgencyOf(row.Member));
        if (!Allows(MeetingEvent.TakeAttendance)) return Page();
        for (var tries = 1; ; tries++)
        {
            for (var i = 0; i < Rows.Count; i++)
                if (Take(Rows[i], i) is { } refusal) ModelState.AddModelError($"Rows[{i}].Deputy", refusal);
            if (!ModelState.IsValid) return Page();
            var outcome = await db.TrySaveAsync(cancellation);
            if (outcome == SaveOutcome.Saved) break;
            // Somebody recorded the same member, or closed the meeting: look again at what is saved.
            db.Forget();
            if (!await FindAsync(cancellation)) return NotFound();
            if (!Allows(MeetingEvent.TakeAttendance)) return Page();
            if (tries < MostTries) continue;
            ModelState.AddModelError("", "Others take the attendance at the same moment. Save it again");
            return Page();
        }
        TempData.Done($"{Record.Agencies.Count(a => a.IsHere)} of {Record.Agencies.Count} agencies here.", "Attendance saved");
        return Redirect($"{Record.Url}/attendance");
    }

    string? Take(AttendanceRow row, int index)
    {
        if (row.Presence is not { } presence || Record.People.Member(row.Member) is not { } member || !row.IsChanged) return null;
        if (!Enum.IsDefined(presence)) return "Choose here, a deputy, apologies or absent";
        var attendance = Record.Attendance.FirstOrDefault(a => a.UserId == row.Member);
        if (attendance is not null && !row.IsAsSaved(attendance) && !row.WasAsSaved(attendance))
        {
            // The next save is against what is shown now.
            (row.Was, row.WasDeputy) = (attendance.Presence, attendance.DeputyName);
            ModelState.Remove($"Rows[{index}].Was");
            ModelState.Remove($"Rows[{index}].WasDeputy");
            return $"Somebody recorded {row.Name} as {new AttendanceRow { Presence = attendance.Presence, Deputy = attendance.DeputyName }.InWords} meanwhile. Save again to put yours in its place";
        }
        if (attendance is null) db.Add(attendance = new(Session.Partnership, Id, member.UserId, member.AgencyId, Presence.Absent));
        return attendance.Record(presence, row.Deputy);
    }

    AttendanceRow Of(Guid member)
    {
        var attendance = Record.Attendance.FirstOrDefault(a => a.UserId == member);
        return new() { Member = member, Name = Record.People.NameOf(member), Agency = AgencyOf(member), Presence = attendance?.Presence, Deputy = attendance?.DeputyName, Was = attendance?.Presence, WasDeputy = attendance?.DeputyName };
    }

    string AgencyOf(Guid member) => Record.People.Agency(Record.People.Member(member)?.AgencyId)?.Name ?? "";
}

/// <summary>One member's attendance as the form shows it.</summary>
internal sealed class AttendanceRow
{
    public Guid Member { get; set; }
    public string Name { get; set; } = "";
    public string Agency { get; set; } = "";
    public Presence? Presence { get; set; }
    [StringLength(100, ErrorMessage = "The deputy’s name must be 100 characters or fewer")] public string? Deputy { get; set; }

    /// <summary>What was saved when the form was opened: a row that nobody touched changes nothing.</summary>
    public Presence? Was { get; set; }
    public string? WasDeputy { get; set; }

    public bool IsChanged => Presence != Was || (Presence == Meetings.Presence.Deputy && (Deputy ?? "").Trim() != (WasDeputy ?? ""));

    /// <summary>True where the row says what is saved already.</summary>
    public bool IsAsSaved(Attendance saved) => Presence == saved.Presence && (Presence != Meetings.Presence.Deputy || (Deputy ?? "").Trim() == saved.DeputyName);

    /// <summary>True where nobody has saved anything else since the form was opened.</summary>
    public bool WasAsSaved(Attendance saved) => Was == saved.Presence && (WasDeputy ?? "") == (saved.DeputyName ?? "");

    public string InWords => Presence switch
    {
        Meetings.Presence.Here => "here",
        Meetings.Presence.Deputy => $"{Deputy} came as deputy",
        Meetings.Presence.Apologies => "apologies",
        Meetings.Presence.Absent => "absent",
        _ => "not recorded",
    };
}
