using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concordat.Platform.Mail;

/// <summary>A message could not be handed over; the message names the kind of fault and never an address.</summary>
public sealed class MailNotSentException(string message, Exception inner) : Exception(message, inner);

/// <summary>Hands messages to a mail server, or writes them into the spool folder where none is set.</summary>
public sealed class Mailer(IOptions<MailSettings> settings, IConfiguration? configuration = null)
{
    /// <summary>The folder that messages are written to while no server is set.</summary>
    public string SpoolFolder => Path.GetFullPath(settings.Value.SpoolFolder is { Length: > 0 } folder ? folder
        : Path.Combine(configuration?["Concordat:DataFolder"] ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "concordat"), "mail"));

    /// <summary>A page of this site as a message links to it.</summary>
    /// <param name="path">Begins with /.</param>
    public string LinkTo(string path) => settings.Value.SiteAddress.TrimEnd('/') + path;

    /// <summary>Sends plain words to one address.</summary>
    /// <exception cref="MailNotSentException">The server or the folder did not take it. It may be sent again.</exception>
    public async Task SendAsync(string to, string subject, string words, CancellationToken cancellation)
    {
        try
        {
            using var message = new MailMessage(settings.Value.From, to, subject, words) { SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
            // Nobody's holiday notice needs to answer a program.
            message.Headers.Add("Auto-Submitted", "auto-generated");
            using var client = Client();
            await client.SendMailAsync(message, cancellation).WaitAsync(TimeSpan.FromSeconds(settings.Value.WaitSeconds), cancellation);
        }
        catch (SmtpFailedRecipientException e)
        {
            throw new MailNotSentException("The mail server refused the address", e);
        }
        catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException or TimeoutException or FormatException)
        {
            throw new MailNotSentException(settings.Value.Host.Length > 0 ? e is FormatException ? "The address cannot be used" : "The mail server did not take the message" : "The spool folder cannot be written to", e);
        }
    }

    SmtpClient Client()
    {
        if (settings.Value.Host.Length == 0)
        {
            // Addresses are personal: the folder is the program's own.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(SpoolFolder);
            else Directory.CreateDirectory(SpoolFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = SpoolFolder };
        }
        var client = new SmtpClient(settings.Value.Host, settings.Value.Port) { EnableSsl = settings.Value.Encrypt };
        if (settings.Value.User.Length > 0) client.Credentials = new NetworkCredential(settings.Value.User, settings.Value.Password);
        return client;
    }
}
