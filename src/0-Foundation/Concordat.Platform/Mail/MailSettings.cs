using System.ComponentModel.DataAnnotations;

namespace Concordat.Platform.Mail;

/// <summary>How messages leave; from <c>Concordat:Mail</c>.</summary>
public sealed class MailSettings
{
    /// <summary>Folder into which messages are written as .eml files, for a mail server or a person to pick up; used while <see cref="Host"/> is empty. Empty: <c>mail</c> in the data folder.</summary>
    public string SpoolFolder { get; set; } = "";

    /// <summary>The mail server that takes messages; empty for the spool folder.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65535)] public int Port { get; set; } = 587;

    /// <summary>Asks the server for encryption (STARTTLS) and sends nothing without it. Off only for a server on the same machine.</summary>
    public bool Encrypt { get; set; } = true;

    /// <summary>Name of the account at the mail server; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password. Keep it in the environment, not in a file.</summary>
    public string Password { get; set; } = "";

    /// <summary>Address that messages come from.</summary>
    [EmailAddress] public string From { get; set; } = "concordat@localhost.localdomain";

    /// <summary>Address of the site as its users open it, such as https://concordat.example; links in messages begin with it.</summary>
    public string SiteAddress { get; set; } = "http://localhost:5080";

    /// <summary>Seconds after which a server that does not answer counts as a failure.</summary>
    [Range(1, 300)] public int WaitSeconds { get; set; } = 30;
}
