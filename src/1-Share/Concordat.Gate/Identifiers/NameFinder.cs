namespace Concordat.Gate.Identifiers;

/// <summary>Finds names of people among the parts of one text.</summary>
/// <remarks>A name is known by its words (the book's weights), by what stands before it (a title, "named", "victim") and by its shape (initials, SURNAME, Forename).
/// What a road, a school, a public house or a shop is called is no name, as its last word or the word before tells.</remarks>
readonly ref struct NameFinder(ReadOnlySpan<char> text, ReadOnlySpan<Part> parts, CellSetting setting, bool cased)
{
    readonly ReadOnlySpan<char> _text = text;
    readonly ReadOnlySpan<Part> _parts = parts;

    bool IsSentence => setting is CellSetting.FreeText or CellSetting.Unknown;

    /// <summary>A name whose first word is part <paramref name="i"/>.</summary>
    /// <param name="last">Its last part.</param>
    /// <param name="from">Its first part: a title stays, the name after it goes.</param>
    public bool TryFind(int i, out int from, out int last)
    {
        from = i;
        ref readonly var part = ref _parts[i];
        last = i;
        var word = part.Word;
        if (word.Is(Roles.Title) && AfterTitle(i, out from, out last)) return true;
        from = i;
        var capital = char.IsUpper(_text[part.Start]);
        if (word == default && !capital) return false;
        if (part.Length == 1) return capital && InitialsFirst(i, out last);
        if (word.Forename > 0 && ForenameFirst(i, capital, out last)) return true;
        if (capital && SurnameFirst(i, out last)) return true;
        if (capital && cased && AfterCue(i, out last)) return true;
        return IsSentence && Alone(i, capital, out last);
    }

    bool AfterTitle(int title, out int from, out int last)
    {
        last = from = title;
        var capital = char.IsUpper(_text[_parts[title].Start]);
        var at = title + 1;
        if (at < _parts.Length && _parts[at].IsDigits && _parts[at].Before is Gap.Space or Gap.Dot) at++;
        if (at >= _parts.Length || _parts[at].Before is not (Gap.Space or Gap.Dot)) return false;
        if (title > 0 && IsDrive(title) && (setting == CellSetting.Place || _parts[at].Word.Surname < 3)) return false;
        if (cased && capital)
        {
            if (!CanBeNamePart(at)) return false;
            last = Extend(at, allowUnknown: true);
        }
        else
        {
            if (_parts[at].IsDigits || _parts[at].Length < 2) return false;
            var next = _parts[at].Word;
            if (!IsNameWithoutCapitals(title, next)) return false;
            last = at;
            while (last + 1 < _parts.Length && Joined(last + 1) && !_parts[last + 1].IsDigits && (_parts[last + 1].Word.Forename >= 3 || _parts[last + 1].Word.Surname >= 3)) last++;
        }
        from = at;
        return !FollowsArticle(title) && !IsPlace(at, last);
    }

    // "Oak Dr" is a drive.
    bool IsDrive(int title) =>
        Is(title, "dr") && _parts[title].Before == Gap.Space && _parts[title - 1] is { IsDigits: false } before && char.IsUpper(_text[before.Start]) && !before.Word.Is(Roles.Ordinary);

    bool IsNameWithoutCapitals(int title, Word next)
    {
        if (next.Surname >= 3 || next.Forename >= 3) return true;
        var plain = Is(title, "mr") || Is(title, "mrs") || Is(title, "pcso") || Is(title, "cllr");
        return plain && !next.Is(Roles.Ordinary | Roles.Verb | Roles.PlaceEnd) || plain && next.Surname == 2;
    }

    bool InitialsFirst(int i, out int last)
    {
        last = i;
        var dotted = false;
        var at = i + 1;
        for (; at < _parts.Length && at < i + 4; at++)
        {
            if (_parts[at].IsDigits || _parts[at].Before is not (Gap.Dot or Gap.Space)) return false;
            dotted |= _parts[at].Before == Gap.Dot;
            if (_parts[at].Length > 1) break;
            if (!char.IsUpper(_text[_parts[at].Start])) return false;
        }
        if (at >= _parts.Length || _parts[at].Length == 1 || _parts[at].IsDigits || !char.IsUpper(_text[_parts[at].Start])) return false;
        if (i > 0 && _parts[i].Before == Gap.None) return false;
        var surname = _parts[at].Word;
        var article = _text[_parts[i].Start] is 'A' or 'I' && !dotted;
        var enough = surname.Surname >= 3 || (surname.Surname == 2 && (dotted || setting != CellSetting.Place) && cased && !article)
            || (surname == default && cased && IsSentence && _parts[at].Length > 3 && (dotted || (at == i + 1 && !article && !AllCapitals(at) && IsWhereNameStands(i))));
        if (!enough) return false;
        last = Extend(at, allowUnknown: false);
        return !IsPlace(i, last);
    }

    // "by J Olatunji" and "J Olatunji reports", but not "platform B Northgate"
    bool IsWhereNameStands(int i) =>
        i == 0 || _parts[i].Before is not Gap.Space || FollowsPreposition(i) || _parts[i - 1].Word.Is(Roles.Verb | Roles.Named) || Is(i - 1, "for") || Is(i - 1, "and") || Is(i - 1, "of");

    bool ForenameFirst(int i, bool capital, out int last)
    {
        last = i;
        var strength = _parts[i].Word.Forename;
        var quiet = !capital || !cased;
        var end = quiet ? ExtendQuietly(i) : Extend(i, allowUnknown: true);
        for (; end > i; end--)
        {
            if (_parts[end].Length == 1 || (quiet && _parts[end].Word.Surname == 0)) continue;
            if (Fits(_parts[i].Word, _parts[end].Word, quiet, IsSentence || (strength >= 3 && StandsApart(i, end)))) break;
            if (!Joined(end)) return false;
        }
        if (end == i) return false;
        last = end;
        if (IsShop(i, end)) return false;
        if (IsPlace(i, end))
        {
            // "Victoria Road" stays; "Dave Road Rage" is Dave.
            last = i;
            return false;
        }
        return setting != CellSetting.Place || (strength >= 3 && (_parts[end].Word.Surname >= 2 || (_parts[end].Word == default && StandsApart(i, end)))) || (strength == 2 && _parts[end].Word.Surname >= 3);
    }

    // "Gareth Quillwater" as the whole of a cell or of what stands between commas, and "Gareth Quillwater of KT1": no place says it like that.
    bool StandsApart(int i, int end) =>
        _parts[end].Length > 3 && (i == 0 || _parts[i].Before is Gap.Comma or Gap.Bracket)
        && (end + 1 == _parts.Length || _parts[end + 1].Before is Gap.Comma or Gap.Bracket || Is(end + 1, "of"));

    static bool Fits(Word first, Word last, bool quiet, bool mayBeUnheard)
    {
        int forename = first.Forename;
        var unknown = last.Surname == 0;
        if (quiet) return forename >= 3 && last.Surname >= 2 || forename == 2 && last.Surname >= 3;
        if (unknown && last.Forename >= 3) return forename >= 2;
        if (unknown) return mayBeUnheard && (forename >= 3 || (forename == 2 && !first.Is(Roles.Ordinary))) && !last.Is(Roles.Ordinary | Roles.PlaceEnd | Roles.Person | Roles.Verb | Roles.Title);
        return forename >= 3 || (forename == 2 && last.Surname >= 2) || (forename == 1 && last.Surname >= 3);
    }

    bool SurnameFirst(int i, out int last)
    {
        last = i;
        if (i + 1 >= _parts.Length || _parts[i + 1].IsDigits || !char.IsUpper(_text[_parts[i + 1].Start])) return false;
        var (first, next) = (_parts[i].Word, _parts[i + 1].Word);
        var shouted = cased && AllCapitals(i) && _parts[i].Length > 1;
        if ((first.Is(Roles.Ordinary) && first.Surname < 2) || (next.Is(Roles.Ordinary) && next.Surname < 2)) return false;
        bool enough;
        if (_parts[i + 1].Before == Gap.Comma)
        {
            enough = (first.Surname >= 3 && next.Forename >= 3) || (shouted && next.Forename >= 2 && !first.Is(Roles.PlaceEnd)) || (first.Surname >= 2 && next.Forename == 4);
            if (_parts[i + 1].Length == 1) enough = first.Surname >= 3 && cased;
        }
        else if (Joined(i + 1))
        {
            if (_parts[i + 1].Length == 1) enough = cased && first.Surname >= 3 && _text[_parts[i + 1].Start] is not ('A' or 'I') && EndsHere(i + 1);
            else if (shouted && !AllCapitals(i + 1)) enough = next.Forename >= 3 && !first.Is(Roles.PlaceEnd);
            else if (first.Surname >= 3) enough = next.Forename >= 3 || (next.Surname >= 3 && IsSentence);
            else enough = first == default && IsSentence && cased && _parts[i].Length > 2 && next.Surname >= 3 && next.Forename < 4 && (next.Surname == 4 || !shouted);
        }
        else
        {
            return false;
        }
        if (!enough) return false;
        last = Extend(i + 1, allowUnknown: false);
        if (IsPlace(i, last) || IsShop(i, last)) return false;
        return setting != CellSetting.Place || first.Surname >= 3;
    }

    bool EndsHere(int i) => i + 1 == _parts.Length || _parts[i + 1].Before is Gap.Dot or Gap.Comma or Gap.Bracket or Gap.Other || !char.IsUpper(_text[_parts[i + 1].Start]);

    bool AfterCue(int i, out int last)
    {
        last = i;
        if (i == 0 || setting == CellSetting.Place || _parts[i - 1].IsDigits || _parts[i].Before is Gap.Dot or Gap.Slash) return false;
        var word = _parts[i].Word;
        if (word.Is(Roles.Ordinary | Roles.PlaceEnd) && word.Surname < 2 && word.Forename < 2) return false;
        var cue = _parts[i - 1].Word;
        if (i > 1 && Is(i - 1, "as") && (Is(i - 2, "known") || _parts[i - 2].Word.Is(Roles.Named))) cue = cue with { Roles = Roles.Named };
        var named = cue.Is(Roles.Named) && (word.Forename >= 2 || word.Surname >= 2 || (word == default && !Is(i - 1, "called")));
        var person = cue.Is(Roles.Person) && (word.Forename >= 2 || word.Surname >= 3);
        var unheard = !person && cue.Is(Roles.Person) && IsSentence && IsUnheard(i) && i + 1 < _parts.Length && Joined(i + 1) && IsUnheard(i + 1);
        if (!named && !person && !unheard) return false;
        last = Extend(i, allowUnknown: named || unheard);
        return !IsPlace(i, last);
    }

    // "suspect Qadir Zemq": two words in capitals that no list has, right behind a word for a person
    bool IsUnheard(int i) => !_parts[i].IsDigits && _parts[i].Word == default && _parts[i].Length > 2 && char.IsUpper(_text[_parts[i].Start]) && !AllCapitals(i);

    bool Alone(int i, bool capital, out int last)
    {
        last = i;
        var word = _parts[i].Word;
        if (_parts.Length == 1) return word.Forename >= (capital ? 3 : 4) || (word.Surname == 4 && capital);
        if (!capital || !cased || _parts[i].Before == Gap.None || AllCapitals(i) && _parts[i].Length < 4) return false;
        if (word.Is(Roles.Ordinary) || IsPlace(i, i) || (i + 1 < _parts.Length && IsShop(i, i + 1))) return false;
        if (word.Forename == 4)
        {
            var before = i > 0 && _parts[i].Before == Gap.Space ? _parts[i - 1].Word : default;
            return !before.Is(Roles.PlaceBefore) || IsPossessive(i);
        }
        var verb = i + 1 < _parts.Length && _parts[i + 1].Before == Gap.Space && _parts[i + 1].Word.Is(Roles.Verb) && !char.IsUpper(_text[_parts[i + 1].Start]);
        if (verb && (word.Forename == 3 || word.Surname == 4)) return true;
        if (i == 0 || _parts[i].Before != Gap.Space || !FollowsPreposition(i)) return false;
        return word.Forename == 3 || (word.Forename == 2 && !Is(i - 1, "to") && !Is(i - 1, "from") && !Is(i - 1, "between"));
    }

    bool FollowsPreposition(int i) => Is(i - 1, "to") || Is(i - 1, "with") || Is(i - 1, "by") || Is(i - 1, "between") || Is(i - 1, "against") || Is(i - 1, "from") || _parts[i - 1].Word.Is(Roles.Person);

    // ---- shape ----

    bool CanBeNamePart(int i)
    {
        ref readonly var part = ref _parts[i];
        if (part.IsDigits) return false;
        if (!char.IsUpper(_text[part.Start])) return IsParticle(i);
        if (part.Word.Forename >= 2 || part.Word.Surname >= 2) return true;
        return !part.Word.Is(Roles.Ordinary | Roles.PlaceEnd | Roles.Verb | Roles.Title);
    }

    /// <summary>The last part of the run of capitalised name words that starts here.</summary>
    int Extend(int i, bool allowUnknown)
    {
        var last = i;
        for (var next = i + 1; next < _parts.Length && next <= i + 5 && Joined(next); next++)
        {
            ref readonly var part = ref _parts[next];
            if (part.IsDigits || IsPartOfMark(next)) break;
            if (IsParticle(next)) continue;
            if (!char.IsUpper(_text[part.Start])) break;
            var known = part.Word.Forename > 0 || part.Word.Surname > 0;
            if (part.Word.Is(Roles.Ordinary | Roles.Title) && part.Word.Surname < 2) break;
            if (part.Word.Is(Roles.PlaceEnd) && !part.Word.Is(Roles.PlaceOrSurname)) break;
            if (!known && part.Length > 1 && (!allowUnknown || part.Word.Is(Roles.Ordinary | Roles.PlaceEnd | Roles.Verb))) break;
            if (part.Length == 1 && part.Before == Gap.None) break;
            last = next;
            if (!known && part.Length > 1 && (next + 1 >= _parts.Length || _parts[next + 1].Before != Gap.Dash)) break;
        }
        return last;
    }

    // van der Berg, da Silva, bin Ali
    bool IsParticle(int i)
    {
        for (; i + 1 < _parts.Length && !char.IsUpper(_text[_parts[i].Start]) && _parts[i].Word.Is(Roles.Particle) && Joined(i + 1); i++)
        {
            if (char.IsUpper(_text[_parts[i + 1].Start])) return true;
        }
        return false;
    }

    int ExtendQuietly(int i)
    {
        var last = i;
        for (var next = i + 1; next < _parts.Length && next <= i + 3 && Joined(next); next++)
        {
            ref readonly var part = ref _parts[next];
            if (part.IsDigits || (part.Word.Surname == 0 && part.Word.Forename == 0)) break;
            if (part.Word.Is(Roles.Ordinary | Roles.PlaceEnd) && part.Word.Surname < 3) break;
            last = next;
            if (next == i + 1 && part.Word.Surname >= 3 && part.Word.Forename < 3) break;
        }
        return last;
    }

    bool IsPartOfMark(int i) => i + 1 < _parts.Length && _parts[i + 1].IsDigits && _parts[i + 1].Before == Gap.None;

    // One blank, one hyphen, or the point of an initial.
    bool Joined(int i) => _parts[i].Before switch
    {
        Gap.Space => true,
        Gap.Dash => _parts[i].Start - _parts[i - 1].End == 1,
        Gap.Dot => _parts[i - 1].Length == 1,
        _ => false,
    };

    bool AllCapitals(int i)
    {
        foreach (var c in _text[_parts[i].Start.._parts[i].End])
        {
            if (char.IsLower(c)) return false;
        }
        return true;
    }

    bool IsPossessive(int i) => _parts[i].End + 1 < _text.Length && _text[_parts[i].End] == '\'' && (_text[_parts[i].End + 1] | 0x20) == 's';

    bool Is(int i, string word) => !_parts[i].IsDigits && _text[_parts[i].Start.._parts[i].End].Equals(word, StringComparison.OrdinalIgnoreCase);

    // ---- places and shops ----

    bool IsPlace(int first, int last)
    {
        if (setting == CellSetting.Place && first > 0 && _parts[first].Before is Gap.Space or Gap.Dot && _parts[first - 1].Word.Is(Roles.PlaceBefore)) return true;
        if (FollowsArticle(first)) return true;
        if (EndsPlace(last) && last > first && !IsSurnameOfPlace(first, last)) return true;
        var next = last + 1;
        if (IsPossessive(last)) next++;
        for (var ahead = 0; ahead < 4 && next < _parts.Length && _parts[next].Before is Gap.Space or Gap.Other; ahead++, next++)
        {
            if (_parts[next].Before == Gap.Other && !(ahead == 0 && IsPossessive(last))) return false;
            if (EndsPlace(next)) return true;
            if (!char.IsUpper(_text[_parts[next].Start]) || _parts[next].Word.Is(Roles.Ordinary | Roles.Verb)) return false;
        }
        return false;
    }

    // "the Prince Albert", "St John"
    bool FollowsArticle(int i)
    {
        for (; i > 0 && _parts[i].Before is Gap.Space or Gap.Dot; i--)
        {
            if (Is(i - 1, "the") || Is(i - 1, "st") || Is(i - 1, "saint")) return true;
            if (_parts[i - 1].IsDigits || !cased || _parts[i].Before == Gap.Dot || !char.IsUpper(_text[_parts[i - 1].Start]) || _parts[i - 1].Word.Is(Roles.Ordinary | Roles.Person | Roles.Title)) return false;
        }
        return false;
    }

    bool EndsPlace(int i)
    {
        if (_parts[i].IsDigits || !_parts[i].Word.Is(Roles.PlaceEnd | Roles.PlaceOrSurname)) return false;
        return setting == CellSetting.Place || !cased || char.IsUpper(_text[_parts[i].Start]);
    }

    // "said John Hill" is a person, "on John Hill" a place.
    bool IsSurnameOfPlace(int first, int last)
    {
        if (!_parts[last].Word.Is(Roles.PlaceOrSurname) || setting == CellSetting.Place || _parts[first].Word.Forename < 3) return false;
        return last == first + 1 && (first == 0 || !_parts[first - 1].Word.Is(Roles.PlaceBefore));
    }

    bool IsShop(int first, int last)
    {
        if (last != first + 1) return false;
        var person = first > 0 ? _parts[first - 1].Word.Is(Roles.Person | Roles.Named | Roles.Title) : setting != CellSetting.Place;
        return !person && WordBook.IsShop(_text[_parts[first].Start.._parts[last].End]);
    }
}
