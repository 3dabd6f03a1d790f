namespace Concordat.Share.Returns.Life;

/// <summary>A step that the rules of a return refuse, with its reason code.</summary>
public sealed class LifeRefusedException(string code, string? words = null) : Exception(words ?? ReturnLife.Refusals[code] + ".")
{
    public string Code { get; } = code;
}
