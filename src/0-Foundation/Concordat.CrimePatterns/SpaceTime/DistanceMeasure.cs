namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>How the distance of two places is measured.</summary>
public enum DistanceMeasure
{
    /// <summary>As the crow flies.</summary>
    Euclidean,

    /// <summary>Along streets that run east-west and north-south: the difference in x plus the difference in y.</summary>
    Manhattan,
}
