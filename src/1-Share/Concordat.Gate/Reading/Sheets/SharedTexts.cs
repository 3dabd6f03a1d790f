using System.Text;
using Concordat.Gate.Reading.Packed;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>A workbook's list of texts, kept as UTF-8 in large pieces: about as many bytes as it has letters.</summary>
sealed class SharedTexts
{
    const int PieceBits = 20, Piece = 1 << PieceBits, LengthBytes = 3, PlacesInAPiece = 1 << 16;
    readonly List<byte[]> _pieces = [];
    readonly List<uint[]> _places = [];
    int _used = Piece, _count;

    /// <summary>Reads the part.</summary>
    /// <exception cref="FileProblemException">It is larger than may be held, or a text longer than a cell.</exception>
    public static SharedTexts Read(Package package, string part, HoldBudget budget, ReadingLimits limits)
    {
        var texts = new SharedTexts();
        using var xml = package.Open(part);
        var text = new StringBuilder();
        var counted = 0L;
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Name != "si") continue;
            text.Clear();
            if (!CellWords.Read(xml, text, limits.CellCharacters)) throw Refusal.LongText(package.File, limits.CellCharacters);
            texts.Add(text);
            if (xml.Bytes - counted < Piece) continue;
            budget.TakeTexts(xml.Bytes - counted, package.File);
            counted = xml.Bytes;
        }
        return texts;
    }

    /// <summary>The text at a place in the list; null where the list is shorter.</summary>
    public string? At(int index)
    {
        if ((uint)index >= (uint)_count) return null;
        var place = _places[index / PlacesInAPiece][index % PlacesInAPiece];
        if (place == 0) return "";
        var at = _pieces[(int)(place - 1 >> PieceBits)].AsSpan((int)(place - 1 & Piece - 1));
        return Encoding.UTF8.GetString(at.Slice(LengthBytes, at[0] | at[1] << 8 | at[2] << 16));
    }

    void Add(StringBuilder text)
    {
        if (_count % PlacesInAPiece == 0) _places.Add(new uint[PlacesInAPiece]);
        if (text.Length > 0) _places[^1][_count % PlacesInAPiece] = Keep(text.ToString());
        _count++;
    }

    uint Keep(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (_used + LengthBytes + length > Piece)
        {
            _pieces.Add(GC.AllocateUninitializedArray<byte>(Piece));
            _used = 0;
        }
        var place = (uint)((_pieces.Count - 1 << PieceBits) + _used + 1);
        var at = _pieces[^1].AsSpan(_used);
        (at[0], at[1], at[2]) = ((byte)length, (byte)(length >> 8), (byte)(length >> 16));
        Encoding.UTF8.GetBytes(text, at[LengthBytes..]);
        _used += LengthBytes + length;
        return place;
    }
}
