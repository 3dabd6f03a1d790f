namespace Concordat.Documents.Drawing;

/// <summary>The colours shared by every writer. Contrast with white is 4.5 or more for text and 3 or more for shapes.</summary>
internal static class Look
{
    public const string Ink = "#17212b";
    public const string Muted = "#4d5860";
    public const string Petrol = "#155866";
    public const string DarkPetrol = "#0c313b";
    public const string PaleOnPetrol = "#cfe0e3";
    public const string Marigold = "#f0b429";
    public const string Rule = "#8b8f8e";
    public const string GridLine = "#dcdcd8";
    public const string Paper = "#f7f5f0";
    public const string Rise = "#a63f06";
    public const string Fall = "#1c5d9c";
    public const string White = "#ffffff";
    public const string Fonts = "'Source Sans 3', system-ui, Arial, sans-serif";

    /// <summary>Line colours in order, with the dash that tells them apart without colour.</summary>
    public static readonly (string Colour, string? Dash)[] Series =
    [
        ("#155866", null), ("#8f3a06", "8 4"), ("#3f8fc9", "2 3"), ("#b08a00", "9 3 2 3"), ("#8a9299", "4 3"),
    ];

    /// <summary>Ink on the first three classes of strength, white on the last.</summary>
    public static string TextOnStrength(int strengthClass) => strengthClass == 3 ? White : Ink;

    public static string Of(Model.Signal signal) => signal switch
    {
        Model.Signal.Rise => Rise,
        Model.Signal.Fall => Fall,
        _ => Muted,
    };
}
