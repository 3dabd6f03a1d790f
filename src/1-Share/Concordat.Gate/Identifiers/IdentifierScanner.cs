using System.Buffers;
using System.Text;

namespace Concordat.Gate.Identifiers;

/// <summary>Finds and removes personal identifiers by their shape, their check digits, the words about them and a book of names. Safe to use from several threads at once.</summary>
/// <remarks>One pass over the text, without regular expressions and so without backtracking; a text in which nothing is found costs no allocation.
/// What it took out it looks over once more until nothing is left, so that cleaning twice changes nothing. The rules and how well they do: <c>Identifiers/README.md</c>.</remarks>
/// <param name="clock">Tells today: a date of more than ten years ago in a text is taken for one of birth. The system's where null.</param>
public sealed class IdentifierScanner(TimeProvider? clock = null) : IIdentifierScanner
{
    const int Stack = 128;
    const int CueReach = 24;

    internal static readonly string[] Markers = [.. Enum.GetValues<IdentifierKind>().Where(k => k != IdentifierKind.FullPostcode).Select(k => $"[{RemovalCounts.Key(k)} removed]")];

    readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Clean(string text, CellSetting setting, RemovalCounts removed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(removed);
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        while (true)
        {
            var next = Pass(text, setting, today, removed);
            if (ReferenceEquals(next, text)) return text;
            text = next;
        }
    }

    /// <summary>What identifies a person in words that many will read, with its article, such as "a name" or "an NHS number"; null for nothing. A postcode is part of a place, not a person.</summary>
    /// <param name="words">Words that somebody wrote.</param>
    /// <param name="setting">What they stand in.</param>
    /// <param name="mayName">True where names may stand, as of the authors of a published work; everything else is still looked for.</param>
    public string? PersonIn(string? words, CellSetting setting = CellSetting.FreeText, bool mayName = false)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var removed = new RemovalCounts();
        Clean(words, setting, removed);
        var kind = removed.ByKey().Keys.FirstOrDefault(k => k != RemovalCounts.Key(IdentifierKind.FullPostcode) && !(mayName && k == RemovalCounts.Key(IdentifierKind.Name)));
        return kind is null ? null : kind is "NHS number" or "e-mail" ? $"an {kind}" : $"a {kind}";
    }

    static string Pass(string text, CellSetting setting, DateOnly today, RemovalCounts removed)
    {
        if (text.Length < 2) return text;
        using var folded = new FoldedText(text);
        // A part is at least one character, and two parts of one sort have something between them.
        var most = folded.Characters.Length;
        Part[]? rented = null;
        Span<Part> room = most <= Stack ? stackalloc Part[Stack] : (rented = ArrayPool<Part>.Shared.Rent(most));
        try
        {
            var parts = room[..PartReader.Read(folded.Characters, room)];
            if (parts.Length == 0) return text;
            var search = new Search(folded.Characters, parts, setting, today);
            return Replace(text, folded, ref search, removed);
        }
        finally
        {
            if (rented is not null) ArrayPool<Part>.Shared.Return(rented);
        }
    }

    static string Replace(string text, in FoldedText folded, ref Search search, RemovalCounts removed)
    {
        StringBuilder? clean = null;
        var copied = 0;
        while (search.Next(out var found))
        {
            clean ??= new(text.Length);
            // Two finds may share a character; what the first took stays away.
            var start = folded.Source(found.Start);
            if (start > copied) clean.Append(text, copied, start - copied);
            if (found.Keep > 0 && start >= copied) clean.Append(folded.Characters.Slice(found.Start, found.Keep));
            else clean.Append(Markers[(int)found.Kind]);
            copied = Math.Max(copied, folded.SourceEnd(found.End, text));
            removed.Add(found.Kind);
        }
        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    ref struct Search
    {
        readonly ReadOnlySpan<char> _text;
        readonly ReadOnlySpan<Part> _parts;
        readonly CellSetting _setting;
        readonly DateOnly _today;
        readonly bool _cased;
        Found _email;
        bool _hasEmail;
        int _written;
        int _at;
        int _done;
        Roles _cues;
        int _cueEnd;

        public Search(ReadOnlySpan<char> text, ReadOnlySpan<Part> parts, CellSetting setting, DateOnly today)
        {
            _text = text;
            _parts = parts;
            _setting = setting;
            _today = today;
            _cased = text.ContainsAnyInRange('a', 'z');
            _cueEnd = int.MinValue / 2;
            NextEmail(0);
        }

        public bool Next(out Found found)
        {
            while (_at < _parts.Length)
            {
                var i = _at++;
                ref readonly var part = ref _parts[i];
                if (part.Start < _done) continue;
                if (_hasEmail && part.End > _email.Start)
                {
                    found = _email;
                    _done = found.End;
                    NextEmail(_done);
                    return true;
                }
                if (part.IsDigits ? TryFigures(i, out found) : TryWord(i, out found))
                {
                    _done = found.End;
                    return true;
                }
            }
            found = default;
            return false;
        }

        readonly Roles Cues(int start) => start - _cueEnd <= CueReach ? _cues : Roles.None;

        bool TryFigures(int i, out Found found)
        {
            var cues = Cues(_parts[i].Start);
            if (TryDate(i, cues, out found)) return true;
            if (_at > i + 1) return false;
            if (new NumberFinder(_text, _parts, _setting).TryFind(i, cues, out found, out _)) return true;
            return i + 1 < _parts.Length && !_parts[i + 1].IsDigits && new MarkFinder(_text, _parts, _cased).TryFind(i, cues, out found, out _);
        }

        // A date that is no birth date is passed over whole, so that its figures begin no telephone number.
        bool TryDate(int i, Roles cues, out Found found)
        {
            found = default;
            if (!new DateFinder(_text, _parts, _setting, _today).TryFind(i, cues.HasFlag(Roles.Birth), out var last, out var isBirth)) return false;
            if (!isBirth)
            {
                _at = last + 1;
                return false;
            }
            found = new(_parts[i].Start, _parts[last].End, IdentifierKind.BirthDate);
            return true;
        }

        bool TryWord(int i, out Found found)
        {
            found = default;
            ref readonly var part = ref _parts[i];
            if (i + 1 < _parts.Length && _parts[i + 1].IsDigits && _parts[i + 1].Before != Gap.Other && new MarkFinder(_text, _parts, _cased).TryFind(i, Cues(part.Start), out found, out _)) return true;
            if (part.Word.Is(Roles.Month) && TryDate(i, Cues(part.Start), out found)) return true;
            NoteCue(i);
            if (new NameFinder(_text, _parts, _setting, _cased).TryFind(i, out var from, out var last))
            {
                found = new(_parts[from].Start, _parts[last].End, IdentifierKind.Name);
                return true;
            }
            return false;
        }

        // Addresses are looked for ahead of the parts: they begin before the sign that tells them.
        void NextEmail(int from)
        {
            _hasEmail = EmailFinder.TryFind(_text, from, out _email);
            for (; _written < _parts.Length; _written++)
            {
                ref readonly var part = ref _parts[_written];
                if (part.Start < from || !part.Word.Is(Roles.At)) continue;
                if (_hasEmail && part.Start > _email.Start) return;
                if (!EmailFinder.TryWritten(_text, part.Start, from, out var written)) continue;
                (_hasEmail, _email) = (true, written);
                return;
            }
        }

        void NoteCue(int i)
        {
            const Roles kinds = Roles.Telephone | Roles.Nhs | Roles.Birth | Roles.Vehicle | Roles.Insurance;
            var roles = _parts[i].Word.Roles & kinds;
            if (roles == Roles.None && i >= 2 && IsInitialsOfBirth(i)) roles = Roles.Birth;
            if (roles == Roles.None) return;
            _cues = Cues(_parts[i].Start) | roles;
            _cueEnd = _parts[i].End;
        }

        // D.O.B., D/O/B
        readonly bool IsInitialsOfBirth(int i) =>
            _parts[i].Length == 1 && _parts[i - 1].Length == 1 && _parts[i - 2].Length == 1 && (_text[_parts[i].Start] | 0x20) == 'b' && (_text[_parts[i - 1].Start] | 0x20) == 'o' && (_text[_parts[i - 2].Start] | 0x20) == 'd';
    }
}
