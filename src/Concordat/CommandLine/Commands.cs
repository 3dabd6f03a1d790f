namespace Concordat.CommandLine;

/// <summary>The program's commands by name. Results go to standard output, progress to standard error.</summary>
/// <remarks>Exit codes: 0 done, 2 bad usage or bad input with a message that says how to mend it, 1 a failure of ours.</remarks>
internal static class Commands
{
    const string Help = """
        concordat COMMAND [options]

          serve [--urls U]            run the site and its jobs
          demo [--urls U]             the same, with the invented borough of Riverbourne inside
          assess tactical ...         make a tactical assessment from police.uk files, with no server and no database
          assess strategic ...        make a strategic assessment over years from police.uk files, with no server and no database
          check-return ...            say what the gate would do with a partner's file, with no server and no database
          import ...                  take police.uk files into the database, as the site's Returns pages do
          analyse METHOD ...          run one method of crime-pattern analysis on a CSV file
          migrate                     bring the database to the present schema
          verify-audit [--file F]     check that no audit entry was changed, removed or added, in the database or in an export
          partnership add             set up the first partnership of a new installation
          user add|password|list      keep accounts

        concordat COMMAND --help explains each.
        Settings come from appsettings.json, from environment variables such as Concordat__DataFolder, and from options such as --Concordat:DataFolder=PATH.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var (command, rest) = args.Length == 0 ? ("--help", args) : (args[0], args[1..]);
        switch (command)
        {
            case "serve": return await ServeCommand.RunAsync(rest, demonstration: false, output, error);
            case "demo": return await ServeCommand.RunAsync(rest, demonstration: true, output, error);
            case "assess" when rest is ["tactical", ..]: return AssessTacticalCommand.Run(rest[1..], output, error);
            case "assess" when rest is ["strategic", ..]: return AssessStrategicCommand.Run(rest[1..], output, error);
            case "check-return": return CheckReturnCommand.Run(rest, output, error, TimeProvider.System);
            case "import": return await ImportCommand.RunAsync(rest, output, error);
            case "analyse": return AnalyseCommand.Run(rest, output, error);
            case "migrate": return await MigrateCommand.RunAsync(rest, output, error);
            case "verify-audit": return await VerifyAuditCommand.RunAsync(rest, output, error);
            case "partnership": return await PartnershipCommand.RunAsync(rest, output, error);
            case "user": return await UserCommand.RunAsync(rest, output, error);
            case "--help" or "-h" or "help":
                await output.WriteLineAsync(Help);
                return 0;
            default:
                await error.WriteLineAsync($"There is no command \"{command}\".\n\n{Help}");
                return 2;
        }
    }
}
