using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Groups;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Meetings.Plan;

/// <summary>Plans a meeting: day, chair and the issued assessment it opens from.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class NewMeetingModel(MeetingPlanner planner, GroupRecords groups, MemberDirectory directory, TimeProvider clock, IIssuedAssessments? issued = null) : PageModel
{
    [BindProperty, Display(Name = "Day of the meeting", Description = "For example, 26 11 2026"), Required(ErrorMessage = "Enter the day of the meeting")]
    public DateOnly? HeldOn { get; set; }

    [BindProperty, Display(Name = "Chair"), Required(ErrorMessage = "Choose who chairs the meeting")]
    public Guid? Chair { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Tactical assessment", Description = "What it proposes goes on the agenda, as frozen when it was issued.")]
    public Guid? Assessment { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Group")]
    public Guid? Group { get; set; }

    [BindProperty, Display(Name = "Starts at", Description = "For example, 10:00"), RegularExpression("^([01]?[0-9]|2[0-3]):[0-5][0-9]$", ErrorMessage = "Enter the time as hours and minutes, such as 10:00")]
    public string? StartsAt { get; set; }

    [BindProperty, Display(Name = "Place"), StringLength(100, ErrorMessage = "The place must be 100 characters or fewer")]
    public string? Place { get; set; }

    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>True when the Joint Action Group is set up; else it meets without being so.</summary>
    public bool HasJointActionGroup { get; private set; }
    public IReadOnlyList<Choice> Chairs { get; private set; } = [];
    public IReadOnlyList<Choice> Assessments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        Chair = (await groups.FindAsync(Group, cancellation))?.SeatsOn(London.Today(clock)).FirstOrDefault(s => s.Part == GroupSeat.Chair)?.UserId;
        if (Chair is null && Chairs.Count == 1) Chair = Guid.Parse(Chairs[0].Value);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        if (HeldOn < London.Today(clock)) ModelState.AddModelError(nameof(HeldOn), "The day of the meeting must be today or later");
        if (Chair is { } chosen && Chairs.All(c => c.Value != chosen.ToString())) ModelState.AddModelError(nameof(Chair), "Choose the chair from the list");
        var paper = Assessment is { } id && issued is not null ? await issued.FindAsync(id, cancellation) : null;
        if (Assessment is not null && paper is null) ModelState.AddModelError(nameof(Assessment), "Choose the assessment from the list: this one is not issued");
        var group = await groups.FindAsync(Group, cancellation);
        if (Group is not null && group is null) ModelState.AddModelError(nameof(Group), "Choose the group from the list");
        if (!ModelState.IsValid) return Page();
        TimeOnly? time = StartsAt is { Length: > 0 } ? TimeOnly.ParseExact(StartsAt, ["HH:mm", "H:mm"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None) : null;
        var (meeting, refusal) = await planner.PlanAsync(new(group?.Group, HeldOn!.Value, Chair!.Value, time, string.IsNullOrWhiteSpace(Place) ? null : Place.Trim()), paper, cancellation);
        if (meeting is null)
        {
            ModelState.AddModelError(nameof(HeldOn), refusal!);
            return Page();
        }
        TempData.Done($"{meeting.GroupName} planned for {meeting.HeldOn.Long()}.");
        return Redirect(MeetingRecord.UrlOf(meeting.Id));
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        var all = await groups.ListAsync(cancellation);
        var usual = all.FirstOrDefault(g => g.KindKey == GroupKind.JointActionGroup);
        (HasJointActionGroup, Group) = (usual is not null, Group ?? usual?.Id);
        Groups = [.. all.Select(g => new Choice(g.Id.ToString(), g.Name))];
        var seatedChair = (await groups.FindAsync(Group, cancellation))?.SeatsOn(London.Today(clock)).FirstOrDefault(s => s.Part == GroupSeat.Chair)?.UserId;
        Chairs = [.. people.On(London.Today(clock)).Where(m => m.Roles.Contains(Role.Chair) || seatedChair == m.UserId).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
        if (issued is not null) Assessments = [.. (await issued.ListAsync(cancellation)).Select(a => new Choice(a.Id.ToString(), a.Title))];
    }
}
