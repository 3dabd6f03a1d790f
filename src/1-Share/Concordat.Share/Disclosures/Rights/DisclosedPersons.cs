using System.Security.Cryptography;
using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Share.Disclosures.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures.Rights;

/// <summary>Opens disclosures for a person's rights. The guard of the table lets this change what is closed, for that purpose alone.</summary>
internal sealed class DisclosedPersons(ConcordatDb db, DisclosureDesk desk, Sealer sealer) : IDisclosedPersons
{
    public const string Gone = "[erased]";

    public async Task<IReadOnlyList<DisclosedPerson>> FindAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var complaints = (await db.Set<DisclosureComplaint>().AsNoTracking().OrderBy(c => c.RecordedAt).ToListAsync(cancellation)).ToLookup(c => c.DisclosureId);
        var found = new List<DisclosedPerson>();
        await foreach (var disclosure in db.Set<Disclosure>().AsNoTracking().OrderBy(d => d.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            if (Look(disclosure, complaints[disclosure.Id], words) is { } person) found.Add(person);
        return found;
    }

    public async Task<bool> RestrictAsync(Guid disclosure, bool restricted, CancellationToken cancellation)
    {
        if (await FindAsync(disclosure, cancellation) is not { } found || found.RestrictedAt is not null == restricted) return false;
        found.Restrict(restricted ? desk.Now : null);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task EraseAsync(Guid disclosure, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (await FindAsync(disclosure, cancellation) is not { } found) return;
        var complaints = await db.Set<DisclosureComplaint>().Where(c => c.DisclosureId == disclosure).ToListAsync(cancellation);
        if (Holds(found.SubjectOf(sealer)?.InWords, words) || FileHolds(found, words))
        {
            found.EraseContent(Gone, desk.Now);
            foreach (var complaint in complaints) complaint.Reword(_ => Gone);
        }
        else
        {
            found.Reword(text => Without(text, words));
            foreach (var complaint in complaints) complaint.Reword(text => Without(text, words));
        }
        await db.SaveChangesAsync(cancellation);
    }

    public async Task CorrectAsync(Guid disclosure, string from, string to, CancellationToken cancellation)
    {
        if (await FindAsync(disclosure, cancellation) is not { } found) return;
        string Put(string text) => text.Replace(from, to, StringComparison.OrdinalIgnoreCase);
        string? PutIn(string? text) => text is null ? null : Put(text);
        if (found.SubjectOf(sealer) is { } subject && Holds(subject.InWords, [from]))
            found.Reseal(desk.Seal(new DisclosureSubject(PutIn(subject.Name), PutIn(subject.BornOn), PutIn(subject.Address), PutIn(subject.Reference)))!);
        found.Reword(Put);
        foreach (var complaint in await db.Set<DisclosureComplaint>().Where(c => c.DisclosureId == disclosure).ToListAsync(cancellation)) complaint.Reword(Put);
        await db.SaveChangesAsync(cancellation);
    }

    Task<Disclosure?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<Disclosure>().SingleOrDefaultAsync(d => d.Id == id, cancellation);

    DisclosedPerson? Look(Disclosure d, IEnumerable<DisclosureComplaint> complaints, IReadOnlyList<string> words)
    {
        var subject = d.SubjectOf(sealer);
        List<DisclosedFact> facts =
        [
            new("About", subject?.InWords ?? ""), new("What was asked for", d.Items ?? ""), new("Why it was necessary", d.Necessity ?? ""), new("Purpose", d.Purpose ?? ""),
            new("Agreement", d.AgreementTitle ?? ""), new("Consent", d.ConsentReason ?? ""), new("Proportionate", d.Proportionality ?? ""), new("Accurate and current", d.Accuracy ?? ""),
            new("Decision", $"{d.Decision} {d.DecisionReason}".Trim()), new("What was sent", d.Sent ?? ""), new("File that was sent", d.FileName ?? ""),
            new("Released", d.ReleasedAt is { } at ? London.Show(at, "d MMMM yyyy") : ""),
            .. complaints.Select(c => new DisclosedFact("Complaint", $"{c.Words} {c.Outcome}".Trim())),
        ];
        var (isAbout, inFile) = (Holds(subject?.InWords, words), FileHolds(d, words));
        if (!isAbout && !inFile && !facts.Exists(f => Holds(f.Text, words))) return null;
        return new(d.Id, d.Reference, isAbout, d.RestrictedAt is not null, d.File is not null, [.. facts.Where(f => f.Text.Length > 0)]);
    }

    bool FileHolds(Disclosure d, IReadOnlyList<string> words)
    {
        if (d.File is null || d.FileKey is null) return false;
        try
        {
            return Holds(Encoding.UTF8.GetString(sealer.Open(d.File, d.FileKey)), words);
        }
        catch (CryptographicException)
        {
            // Sealed under a key ring that is no longer there: nobody can read it, so nothing is held in it.
            return false;
        }
    }

    static bool Holds(string? text, IReadOnlyList<string> words) => text is not null && words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    static string Without(string text, IReadOnlyList<string> words) =>
        words.OrderByDescending(w => w.Length).Aggregate(text, (t, w) => t.Replace(w, Gone, StringComparison.OrdinalIgnoreCase));
}
