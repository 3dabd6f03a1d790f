using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;

namespace Concordat.Share.Returns.Sending;

/// <summary>What is sent, by whom, for what: everything but the rows.</summary>
/// <param name="Way">file, form or interface.</param>
/// <param name="TakesGoodRows">True where the good rows join although others are set aside; false where all must be good.</param>
/// <param name="AnswersTo">The return whose rows set aside are sent again; null for a whole quarter.</param>
public sealed record Parcel(Guid AgencyId, SetDefinition Set, SetPeriod Period, string Way, bool TakesGoodRows, Guid? AnswersTo)
{
    public short Number => (short)Set.Number!.Value;
}

/// <summary>How a sending ended.</summary>
/// <param name="ReturnId">The draft; null where nothing was kept.</param>
/// <param name="Refusal">Why nothing was kept, for people; null where something was.</param>
/// <param name="Code">Reason code of the refusal.</param>
/// <param name="SameAs">An earlier return that holds exactly these rows, so that nothing was kept; null otherwise.</param>
/// <param name="AnsweredReturn">The return whose rows were confirmed or withdrawn, where nothing else was in the file; null otherwise.</param>
/// <param name="Question">The columns, where a person has to say which field they are; shapes alone, no values.</param>
public sealed record SendingResult(Guid? ReturnId, string? Refusal = null, string? Code = null, Guid? SameAs = null, MapQuestion? Question = null, Guid? AnsweredReturn = null);

/// <summary>What a person has to tell about a file's columns.</summary>
public sealed record MapQuestion(IReadOnlyList<AskedColumn> Columns, string Words, ReturnMap? Known);

/// <param name="Heading">As the file has it, personal details taken out.</param>
/// <param name="Shape">What its cells look like: "99/99/9999". Never a value.</param>
/// <param name="Field">Key of the field it was taken for; null where it was left out.</param>
public sealed record AskedColumn(string Heading, string Shape, string? Field, string? Like);
