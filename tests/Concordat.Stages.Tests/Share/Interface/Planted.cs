using System.Collections.Concurrent;
using System.Text;
using Concordat.Testing;
using Microsoft.Extensions.Logging;

namespace Concordat.Stages.Tests.Share.Interface;

/// <summary>Looks for words that must be nowhere.</summary>
static class Planted
{
    public static List<string> FilesWith(string folder, string wanted, string pattern = "*")
    {
        var bytes = Encoding.UTF8.GetBytes(wanted);
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = pattern == "*", IgnoreInaccessible = true }))
        {
            try
            {
                if (File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0) found.Add(file);
            }
            catch (IOException)
            {
                // The server removed it meanwhile.
            }
        }
        return found;
    }

    /// <summary>Names of tables of which a row holds the words, whichever column and however it is packed on the disk.</summary>
    public static async Task<string> TablesWithAsync(ConcordatServer server, string wanted) => (string)(await server.OwnerScalarAsync("""
        select coalesce(string_agg(t, ', '), '') from (
          select format('%I.%I', schemaname, tablename) as t,
            (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I x where x::text ilike %L', schemaname, tablename, '%' || $1 || '%'), false, true, '')))[1]::text::bigint as n
          from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) c where n > 0
        """, wanted))!;
}

/// <summary>Keeps all that the program logs.</summary>
sealed class CapturedLog : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}
