using Concordat.Platform.Site.Components;

namespace Concordat.Share.Agreements;

/// <summary>How pages name states and days.</summary>
internal static class AgreementWords
{
    public static Tone Tone(AgreementState state) => state switch
    {
        AgreementState.InForce => Platform.Site.Components.Tone.Good,
        AgreementState.ReviewOverdue => Platform.Site.Components.Tone.Late,
        AgreementState.ReviewLapsed or AgreementState.SignatoryLeft => Platform.Site.Components.Tone.Bad,
        AgreementState.ForSignature or AgreementState.ForApproval or AgreementState.Signed => Platform.Site.Components.Tone.Info,
        _ => Platform.Site.Components.Tone.Plain,
    };

    public static string Name(AgreementState state) => state switch
    {
        AgreementState.ForApproval => "Waits for approval",
        AgreementState.ForSignature => "Waits for signatures",
        AgreementState.Signed => "Signed, not begun",
        AgreementState.InForce => "In force",
        AgreementState.ReviewOverdue => "In force, review overdue",
        AgreementState.ReviewLapsed => "Takes nothing new",
        AgreementState.SignatoryLeft => "A signatory left",
        _ => state.ToString(),
    };

    /// <summary>The state in a sentence that begins with the agreement.</summary>
    public static string Sentence(VersionRecord version) => version.Standing.Reason is { } reason ? $"It {reason}." : "It is in force: every responsible authority has signed.";
}
