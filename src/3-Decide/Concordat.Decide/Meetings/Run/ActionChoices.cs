using Concordat.Decide.Tasking;
using Concordat.Partnership.Members;
using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;

namespace Concordat.Decide.Meetings.Run;

/// <summary>Whom a meeting can give work to, for its forms and for the quick line.</summary>
internal sealed class ActionChoices(People people, DateOnly day)
{
    readonly IReadOnlyList<Member> _members = people.On(day);

    public IReadOnlyList<Choice> Members => [.. _members.Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];

    public IReadOnlyList<Choice> Agencies => [.. people.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public static IReadOnlyList<Choice> Kinds => Choice.From<ActionKind>();

    public IReadOnlyList<QuickWord> QuickMembers => [.. _members.Select(m => new QuickWord(m.UserId.ToString(), m.DisplayName, m.DisplayName.Split(' ')[^1]))];

    public IReadOnlyList<QuickWord> QuickAgencies => [.. people.Agencies.Select(a => new QuickWord(a.Id.ToString(), a.ShortName, a.Name))];

    public static IReadOnlyList<QuickWord> QuickKinds => [.. Enum.GetValues<ActionKind>().Select(k => new QuickWord(k.ToString(), k.ToString()))];

    public bool IsMember(Guid? person) => _members.Any(m => m.UserId == person);

    /// <summary>Reads the typed line into the fields that were left empty.</summary>
    public void FillFromLine(ActionForm form)
    {
        if (!string.IsNullOrWhiteSpace(form.Line))
        {
            var read = QuickAction.Parse(form.Line, [.. _members.Select(m => new QuickPerson(m.UserId, m.DisplayName, m.AgencyId))],
                [.. people.Agencies.Select(a => new QuickAgency(a.Id, [a.Name, a.ShortName]))], day);
            if (string.IsNullOrWhiteSpace(form.What)) form.What = read.What;
            (form.Kind, form.Agency, form.Person, form.DueOn) = (form.Kind ?? read.Kind, form.Agency ?? read.AgencyId, form.Person ?? read.PersonId, form.DueOn ?? read.DueOn);
        }
        form.Agency ??= people.Member(form.Person)?.AgencyId;
    }

    /// <summary>Puts the form into the action, or says field by field what is missing.</summary>
    public bool Agree(TaskingAction action, ActionForm form, Action<string, string> wrong)
    {
        var problems = Problems(form).ToList();
        foreach (var (field, message) in problems) wrong(field, message);
        if (problems.Count > 0) return false;
        var person = people.Member(form.Person)!;
        switch (action.Agree(form.What!.Trim(), form.Kind!.Value, form.Agency!.Value, person.UserId, person.AgencyId, form.DueOn!.Value))
        {
            case ActionRefusal.DueBeforeAgreed:
                wrong(nameof(form.DueOn), $"The day it is due must be on or after {action.AgreedOn.Long()}");
                return false;
            case ActionRefusal.PersonWorksElsewhere:
                wrong(nameof(form.Person), $"{person.DisplayName} works for {people.ShortNameOf(person.AgencyId)}. Choose somebody of {people.ShortNameOf(form.Agency)}, or change the agency");
                return false;
            default:
                return true;
        }
    }

    IEnumerable<(string Field, string Message)> Problems(ActionForm form)
    {
        if (string.IsNullOrWhiteSpace(form.What)) yield return (nameof(form.What), "Say what is to be done");
        else if (form.What.Trim().Length > TaskingAction.LongestWhat) yield return (nameof(form.What), $"What is to be done must be {TaskingAction.LongestWhat} characters or fewer");
        if (form.Kind is not { } kind || !Enum.IsDefined(kind)) yield return (nameof(form.Kind), "Say what kind of action it is: enforcement, prevention, diversion, intelligence or reassurance");
        if (!IsMember(form.Person)) yield return (nameof(form.Person), "Name the person who takes it on");
        if (people.Agency(form.Agency) is null) yield return (nameof(form.Agency), "Name the agency that takes it on");
        if (form.DueOn is null) yield return (nameof(form.DueOn), "Say by when it is due");
    }
}
