using Concordat.Partnership.Areas;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Share.Returns;

/// <summary>The rows of one file, sorted into those that may join the records and those that are set aside.</summary>
sealed class FileRows(string file, StudyArea area) : IStreetRowSink
{
    public string File => file;

    /// <summary>Data rows of the file, good and faulty.</summary>
    public int Read { get; set; }

    /// <summary>Placed in the area, or without a place.</summary>
    public List<StreetRow> Kept { get; } = [];

    /// <summary>Set aside, with reasons; rows elsewhere among them.</summary>
    public List<RowFault> Faults { get; } = [];

    public int Unlocated { get; private set; }
    public int Elsewhere { get; private set; }

    public void Row(in StreetRow row)
    {
        if (!row.IsLocated) Unlocated++;
        else if (!area.Contains(row.Easting, row.Northing))
        {
            Elsewhere++;
            Faults.Add(new(file, row.Row, "Longitude", FaultReason.OutsideArea.Code, row.PlaceName is { Length: > 60 } name ? name[..60] : row.PlaceName ?? "", FaultReason.OutsideArea.Remedy));
            return;
        }
        Kept.Add(row);
    }

    public void Fault(RowFault fault) => Faults.Add(fault);
}
