using System.Text.Json.Nodes;

namespace Concordat.CrimePatterns.Analyse;

/// <summary>One method of the library behind <c>concordat analyse METHOD</c>: a table and parameters in, named results out.</summary>
internal interface IAnalyseMethod
{
    /// <summary>The METHOD of the command line.</summary>
    string Name { get; }

    /// <summary>Runs the method.</summary>
    /// <exception cref="ArgumentException">A column or parameter is missing or out of range; the message names it and the remedy.</exception>
    JsonObject Run(AnalyseInput input);
}
