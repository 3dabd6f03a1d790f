using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Stages.Tests.Share.PoliceUk;

/// <summary>Keeps every row and fault a reader hands on.</summary>
sealed class Rows : IStreetRowSink
{
    public List<StreetRow> Good { get; } = [];
    public List<RowFault> Faults { get; } = [];

    public void Row(in StreetRow row) => Good.Add(row);
    public void Fault(RowFault fault) => Faults.Add(fault);
}
