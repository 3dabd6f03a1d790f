using System.Collections.Frozen;
using System.Globalization;

namespace Concordat.Gate.Identifiers;

/// <summary>What a word says about itself or its neighbours.</summary>
[Flags]
enum Roles
{
    None = 0,
    /// <summary>Mr, Dr, PC, Cllr: a name follows.</summary>
    Title = 1,
    /// <summary>Road, School, Arms: what stands before it names a place or an organisation.</summary>
    PlaceEnd = 1 << 1,
    /// <summary>A word of grammar, or one so ordinary in reports that it is no name even with a capital.</summary>
    Ordinary = 1 << 2,
    /// <summary>victim, neighbour, brother: a name may follow.</summary>
    Person = 1 << 3,
    /// <summary>named, called, alias: a name follows.</summary>
    Named = 1 << 4,
    /// <summary>said, was, has: a person stood before it.</summary>
    Verb = 1 << 5,
    /// <summary>on, near, off: a place follows.</summary>
    PlaceBefore = 1 << 6,
    Telephone = 1 << 7,
    Nhs = 1 << 8,
    Birth = 1 << 9,
    Vehicle = 1 << 10,
    Insurance = 1 << 11,
    /// <summary>ext, x: a number within a telephone system follows.</summary>
    Extension = 1 << 12,
    Month = 1 << 13,
    /// <summary>A particle inside a name: van, de, al, bin.</summary>
    Particle = 1 << 14,
    /// <summary>A surname that is also the end of a street's name: Hill, Lane, Green.</summary>
    PlaceOrSurname = 1 << 15,
    /// <summary>The word "at", which may stand for the sign in an e-mail address.</summary>
    At = 1 << 16,
}

/// <summary>A word of the book.</summary>
/// <param name="Forename">0 none, 1 another word more often, 2 also another word, 3 a name, 4 a common name.</param>
/// <param name="Surname">Likewise.</param>
/// <param name="Number">Of the month, 1 to 12.</param>
readonly record struct Word(Roles Roles, byte Forename, byte Surname, byte Number)
{
    public bool Is(Roles roles) => (Roles & roles) != Roles.None;
}

/// <summary>The words the scanner knows: names with their weights (<c>names.txt</c>) and words with roles (<c>words.txt</c>).</summary>
static class WordBook
{
    public const uint HashStart = 2166136261;

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ShopNames = FrozenSet.ToFrozenSet(
        ["John Lewis", "William Hill", "Peter Jones", "Paul Smith", "Ted Baker", "Laura Ashley", "Robert Dyas", "Ann Summers", "Karen Millen", "Paddy Power", "Fred Perry", "Thomas Cook", "Jack Wills",
            "Harvey Nichols", "Charles Tyrwhitt", "Ben Sherman", "Max Spielmann", "Jack Jones", "Ernest Jones", "Dorothy Perkins", "Victoria Wine", "Charles Clinkard", "Oliver Bonas", "Russell Bromley"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly (string Text, Word Word)[] Entries;
    static readonly int[] Slots;
    static readonly int Mask;

    static WordBook()
    {
        var words = new Dictionary<string, Word>(StringComparer.Ordinal);
        ReadNames(words);
        ReadRoles(words);
        Entries = [.. words.Select(w => (w.Key, w.Value))];
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Entries.Length * 3);
        Mask = size - 1;
        Slots = new int[size];
        for (var i = 0; i < Entries.Length; i++) Place(i);
    }

    public static uint HashNext(uint hash, char letter) => (hash ^ (letter | 0x20u)) * 16777619;

    /// <summary>Whether two names together are those over a shop's door.</summary>
    public static bool IsShop(ReadOnlySpan<char> names) => ShopNames.Contains(names);

    /// <summary>The word without regard to capitals and apostrophes; an empty one where the book does not have it.</summary>
    public static Word Find(ReadOnlySpan<char> word, uint hash)
    {
        for (var slot = Slot(hash); Slots[slot] != 0; slot = (slot + 1) & Mask)
        {
            ref readonly var entry = ref Entries[Slots[slot] - 1];
            if (Same(entry.Text, word)) return entry.Word;
        }
        return default;
    }

    public static Word Find(string word)
    {
        var hash = HashStart;
        foreach (var c in word.Where(char.IsLetter)) hash = HashNext(hash, c);
        return Find(word, hash);
    }

    static bool Same(string entry, ReadOnlySpan<char> word)
    {
        if (entry.Length > word.Length) return false;
        var at = 0;
        foreach (var c in word)
        {
            if (c == '\'') continue;
            if (at == entry.Length || entry[at] != (char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)) return false;
            at++;
        }
        return at == entry.Length;
    }

    static int Slot(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)Mask);

    static void Place(int entry)
    {
        var hash = HashStart;
        foreach (var c in Entries[entry].Text) hash = HashNext(hash, c);
        var slot = Slot(hash);
        while (Slots[slot] != 0) slot = (slot + 1) & Mask;
        Slots[slot] = entry + 1;
    }

    // Two lines for each weight: its two figures, then the names.
    static void ReadNames(Dictionary<string, Word> words)
    {
        using var lines = Open("names.txt");
        while (lines.ReadLine() is { } weight && lines.ReadLine() is { } names)
        {
            var word = new Word(Roles.None, (byte)(weight[0] - '0'), (byte)(weight[1] - '0'), 0);
            foreach (var name in names.Split(' ')) words[name] = word;
        }
    }

    // "Role: word word"; a line that begins with # is a remark.
    static void ReadRoles(Dictionary<string, Word> words)
    {
        using var lines = Open("words.txt");
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var role = Enum.Parse<Roles>(line[..colon]);
            var number = 0;
            foreach (var text in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var word = words.GetValueOrDefault(text);
                words[text] = word with { Roles = word.Roles | role, Number = role == Roles.Month ? (byte)(number++ % 12 + 1) : word.Number };
            }
        }
    }

    static StreamReader Open(string file) =>
        new(typeof(WordBook).Assembly.GetManifestResourceStream(typeof(WordBook), file) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The program was built without {file}.")));
}
