namespace Concordat.Gate.Identifiers;

/// <summary>What stands between a part and the one before it.</summary>
enum Gap : byte { None, Space, Dash, Dot, Comma, Slash, Bracket, Other }

/// <summary>A run of letters or a run of digits.</summary>
struct Part
{
    public int Start;
    public int End;
    public bool IsDigits;
    public Gap Before;
    /// <summary>What the word is, with its weight as a name; nothing for digits and unknown words.</summary>
    public Word Word;

    public readonly int Length => End - Start;
}

/// <summary>Something to take out.</summary>
/// <param name="Keep">Characters of its beginning that stay, for a postcode's outward part; 0 where all of it goes.</param>
readonly record struct Found(int Start, int End, IdentifierKind Kind, int Keep = 0);
