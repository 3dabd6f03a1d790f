using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns;

/// <summary>What one pass over the files of a return found or did.</summary>
sealed class ImportCounts
{
    public int Read { get; set; }
    public int Ready { get; set; }
    public int Unlocated { get; set; }
    public int SetAside { get; set; }
    public int Elsewhere { get; set; }
    public int Inserted { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Withdrawn { get; set; }
    public List<string> Notices { get; } = [];
    public SortedSet<int> Months { get; } = [];
    public Month? First => Months.Count == 0 ? null : new Month(Months.Min);
    public Month? Last => Months.Count == 0 ? null : new Month(Months.Max);
}
