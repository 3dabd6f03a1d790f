namespace Concordat.Demonstration;

/// <summary>Stands at the moment the demonstration is telling of.</summary>
internal sealed class DemonstrationClock : TimeProvider
{
    DateTimeOffset _now = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);

    public void SetTo(int year, int month, int day, int hour) => _now = new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;
}
