using Concordat.Hosting;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Platform.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Keeps accounts from the command line: add, password, list. Passwords are read from standard input, never from arguments.</summary>
internal static class UserCommand
{
    const string Help = """
        concordat user list
        concordat user add EMAIL --name "NAME" --agency KEY --roles ROLE[,ROLE]   (the password is read from standard input)
        concordat user password EMAIL                                             (likewise)
        Roles: analyst, co-ordinator, chair, practitioner, executive, information governance, administrator.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || args.Contains("--help"))
        {
            await output.WriteLineAsync(Help);
            return args.Length == 0 ? 2 : 0;
        }
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From([]), error.WriteLine, CancellationToken.None);
            await database.MigrateAsync(CancellationToken.None);
            await using var services = Site.Services(database.Application);
            await using var scope = services.CreateAsyncScope();
            var accounts = new Accounts(scope.ServiceProvider, await PartnershipAsync(database.Owner));
            return args switch
            {
                ["list"] => await accounts.ListAsync(output),
                ["add", var email, .. var options] => await accounts.AddAsync(email, options, Console.In, output),
                ["password", var email] => await accounts.PasswordAsync(email, Console.In, output),
                _ => throw new ArgumentException(Help),
            };
        }
        catch (ArgumentException e)
        {
            await error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (Exception e) when (e is EmbeddedServerException or NpgsqlException or MigrationException)
        {
            await error.WriteLineAsync($"The accounts cannot be reached: {e.Message}");
            return 1;
        }
    }

    static async Task<Guid> PartnershipAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select id from partnership.partnership order by id limit 1", connection);
        return await command.ExecuteScalarAsync() as Guid?
            ?? throw new ArgumentException("There is no partnership yet. Set one up with \"concordat partnership add\".");
    }

    sealed class Accounts(IServiceProvider services, Guid partnership)
    {
        readonly ConcordatDb _db = services.GetRequiredService<ConcordatDb>();
        readonly UserManager<ConcordatUser> _users = services.GetRequiredService<UserManager<ConcordatUser>>();

        public async Task<int> ListAsync(TextWriter output)
        {
            Act();
            var emails = await _users.Users.ToDictionaryAsync(u => u.Id, u => u.Email);
            foreach (var member in await _db.Set<Member>().OrderBy(m => m.DisplayName).ToListAsync())
                await output.WriteLineAsync($"{emails.GetValueOrDefault(member.UserId)}\t{member.DisplayName}\t{string.Join(", ", member.Roles)}");
            return 0;
        }

        public async Task<int> AddAsync(string email, string[] options, TextReader input, TextWriter output)
        {
            Act();
            var (name, key, roles) = (Option(options, "--name"), Option(options, "--agency"), Option(options, "--roles").Split(',', StringSplitOptions.TrimEntries));
            if (roles.FirstOrDefault(r => !Role.All.Contains(r)) is { } unknown)
                throw new ArgumentException($"\"{unknown}\" is not a role. Roles: {string.Join(", ", Role.All)}.");
            var agencies = await _db.Set<Agency>().ToListAsync();
            var agency = agencies.Find(a => a.Key == key)
                ?? throw new ArgumentException($"There is no agency \"{key}\". Agencies: {string.Join(", ", agencies.Select(a => a.Key))}.");
            var user = new ConcordatUser { UserName = email, Email = email, EmailConfirmed = true };
            Check(await _users.CreateAsync(user, await PasswordFromAsync(input)));
            var today = London.Today(services.GetRequiredService<TimeProvider>());
            _db.Add(new Member(partnership, user.Id, agency.Id, name, "", roles, today));
            await _db.SaveChangesAsync();
            await output.WriteLineAsync($"{name} can sign in as {email}.");
            return 0;
        }

        public async Task<int> PasswordAsync(string email, TextReader input, TextWriter output)
        {
            Act();
            var user = await _users.FindByEmailAsync(email) ?? throw new ArgumentException($"There is no account {email}.");
            Check(await _users.ResetPasswordAsync(user, await _users.GeneratePasswordResetTokenAsync(user), await PasswordFromAsync(input)));
            await output.WriteLineAsync($"The password of {email} is changed and every session of the account is over.");
            return 0;
        }

        void Act() => services.GetRequiredService<Session>()
            .ActAs(new(Guid.Empty, partnership, Guid.Empty, "", [Role.Administrator]), "keep accounts");

        static async Task<string> PasswordFromAsync(TextReader input) =>
            await input.ReadLineAsync() ?? throw new ArgumentException("Give the password on standard input.");

        static void Check(IdentityResult result)
        {
            if (!result.Succeeded) throw new ArgumentException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }

        static string Option(string[] options, string name)
        {
            var at = Array.IndexOf(options, name);
            return at >= 0 && at + 1 < options.Length ? options[at + 1] : throw new ArgumentException($"Give {name}.\n{Help}");
        }
    }
}
