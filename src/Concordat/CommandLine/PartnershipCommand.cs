using Concordat.Hosting;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Sets up the first partnership of a new installation, with one person who can sign in and add the others.</summary>
internal static class PartnershipCommand
{
    const string Help = """
        concordat partnership add --name "NAME" --email EMAIL --person "NAME"
        Sets up a partnership with its usual agencies and one account that may do everything but read the audit.
        The password is read from standard input. Further people: concordat user add.
        """;

    static readonly NewAgency[] UsualAgencies =
    [
        new("police", "Police", "Police", "responsible authority"),
        new("council", "Council", "Council", "responsible authority"),
        new("fire", "Fire and rescue", "Fire", "responsible authority"),
        new("health", "Integrated care board", "Health", "responsible authority"),
        new("probation", "Probation Service", "Probation", "responsible authority"),
        new("schools", "Schools", "Schools", "co-operating body"),
        new("housing", "Housing provider", "Housing", "co-operating body"),
    ];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not ["add", .. var options] || args.Contains("--help"))
        {
            await output.WriteLineAsync(Help);
            return args.Contains("--help") ? 0 : 2;
        }
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From([]), error.WriteLine, CancellationToken.None);
            await database.MigrateAsync(CancellationToken.None);
            await using var services = Site.Services(database.Application);
            await using var scope = services.CreateAsyncScope();
            var (name, email, person) = (Option(options, "--name"), Option(options, "--email"), Option(options, "--person"));
            var password = await Console.In.ReadLineAsync() ?? throw new ArgumentException("Give the password on standard input.");
            var member = new NewMember(person, email, "", "council", [Role.Analyst, Role.Coordinator, Role.Administrator]);
            await scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(
                new(name, "OFFICIAL-SENSITIVE", IsDemonstration: false, London.Today(TimeProvider.System), UsualAgencies, [member], []), password, CancellationToken.None);
            await output.WriteLineAsync($"{name} is set up. {person} can sign in as {email}.");
            return 0;
        }
        catch (ArgumentException e)
        {
            await error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (Exception e) when (e is EmbeddedServerException or NpgsqlException or MigrationException)
        {
            await error.WriteLineAsync($"The partnership could not be set up: {e.Message}");
            return 1;
        }
    }

    static string Option(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : throw new ArgumentException($"Give {name}.\n{Help}");
    }
}
