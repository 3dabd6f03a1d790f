using System.Globalization;
using System.Text;

namespace Concordat.Partnership.Files;

/// <summary>A file that cannot be taken as it is, told to the person who sent it: where, what is wrong, and how to mend it.</summary>
/// <remarks>The command line prints <see cref="Exception.Message"/> and ends with code 2; pages show it as it stands. Nothing of the file has been kept.</remarks>
public sealed class FileProblemException : Exception
{
    /// <param name="file">Name of the file as the sender knows it, without its folder.</param>
    /// <param name="problem">What is wrong, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do, as a sentence without its full stop.</param>
    /// <param name="row">Row as a spreadsheet shows it (the header is 1), or feature number of a boundary file; null when it is the whole file.</param>
    /// <param name="column">Column heading; null when it is the whole row.</param>
    /// <param name="code">Reason code such as F-01, for reports and for support; null where the reader gives none.</param>
    public FileProblemException(string file, string problem, string remedy, int? row = null, string? column = null, string? code = null)
        : base(Say(file, problem, remedy, row, column)) =>
        (File, Row, Column, Problem, Remedy, Code) = (file, row, column, problem, remedy, code);

    public string File { get; }
    public int? Row { get; }
    public string? Column { get; }
    public string Problem { get; }
    public string Remedy { get; }

    /// <summary>Reason code such as F-01; null where the reader gives none. The codes of partners' files are listed in the gate's Reading/README.md.</summary>
    public string? Code { get; }

    static string Say(string file, string problem, string remedy, int? row, string? column)
    {
        var text = new StringBuilder(file);
        if (row is not null) text.Append(CultureInfo.InvariantCulture, $", row {row}");
        if (column is not null) text.Append(CultureInfo.InvariantCulture, $", column {column}");
        return text.Append(CultureInfo.InvariantCulture, $": {problem}. {remedy}.").ToString();
    }
}
