namespace Concordat.Documents.Model;

/// <summary>Whether a figure differs from what was expected. Always shown as a shape and a word together, never by colour alone.</summary>
public enum Signal
{
    /// <summary>Above the expected range. Not by itself bad: more reports may mean more trust.</summary>
    Rise,

    /// <summary>Below the expected range. Not by itself good.</summary>
    Fall,

    /// <summary>Within the expected range: no change that can be told from chance.</summary>
    None,

    /// <summary>Too few records to say; different from "no change".</summary>
    NotEnoughData,
}

/// <summary>The word that stands beside the shape of a <see cref="Signal"/>.</summary>
public static class SignalWords
{
    /// <summary>The signal in words: "Rise", "Fall", "No signal" or "Not enough data".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the four signals.</exception>
    public static string Word(this Signal signal) => signal switch
    {
        Signal.Rise => "Rise",
        Signal.Fall => "Fall",
        Signal.None => "No signal",
        Signal.NotEnoughData => "Not enough data",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Not one of the four signals."),
    };
}
