namespace Concordat.Understand.Strategic.Assessment;

/// <summary>Who supplies the records of a theme: the bodies of the standard data sets.</summary>
internal static class SupplyingBodies
{
    public static string Of(string? theme) => theme switch
    {
        null => "all bodies together",
        "deliberate-fires" or "malicious-false-alarms" or "other-fire-incidents" => "the fire and rescue service",
        "road-casualties" => "the council (roads)",
        "school-exclusions" => "the council (education)",
        "hospital-admissions" or "domestic-abuse" => "hospitals",
        "ambulance-calls" => "the ambulance service",
        "anti-social-behaviour" or "hate-incidents" => "the police and the council",
        _ => "the police",
    };
}
