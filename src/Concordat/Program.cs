using Concordat.CommandLine;

return await Commands.RunAsync(args, Console.Out, Console.Error);
