using Concordat.Gate.Sets;
using Concordat.Gate.Tests.Checks;

namespace Concordat.Gate.Tests.Sets;

public sealed class SetFileTests
{
    const string Thirteen = """
        { "key": "licensing", "name": "Licensed premises visits", "supplier": "council", "level": "record", "period": "any", "place": "point", "small_numbers": "controlled",
          "notes": [], "required": ["date"],
          "fields": [ { "use": "when" }, { "use": "where" },
            { "key": "result", "label": "Result", "type": "code", "meaning": "What was found.", "headings": ["outcome"], "codes": [ { "code": "in-order", "label": "In order" }, { "code": "breach", "label": "Breach", "synonyms": ["broken terms"] } ] },
            { "key": "staff", "label": "Staff", "type": "count", "meaning": "Number of staff.", "headings": ["number of staff"], "rule": { "band": 5 } },
            { "key": "licence", "label": "Licence", "type": "reference", "meaning": "Number of the licence.", "headings": ["licence number"], "rule": "drop" } ] }
        """;

    [Fact]
    public void Set_AddedAsAFile_PassesTheGateWithoutNewCode()
    {
        var catalogue = SetCatalogue.Standard.With(SetCatalogue.Load(Thirteen));

        var passed = PassGate.Csv("licensing", """
            Date,Outcome,Number of staff,Licence number,Easting,Northing,Manager
            03/10/2026,Broken terms,7,L-1,518000,169000,Somebody
            14/10/2026,In order,12,L-1,518000,169000,Somebody
            """, catalogue: catalogue);

        var row = Assert.Single(passed.Kept);
        Assert.Equal(("breach", "5-9", "2026-10-03"), (row.Values["result"], row.Values["staff"], row.Values["date"]));
        Assert.DoesNotContain("licence", row.Values.Keys);
        Assert.Equal("K-01", passed.Only.Code);
        Assert.DoesNotContain("Somebody", passed.Csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"level\": \"record\"", "\"level\": \"rows\"", "level is \"rows\"")]
    [InlineData("\"supplier\": \"council\"", "\"supplier\": \"zoo\"", "supplier is \"zoo\"")]
    [InlineData("[\"date\"]", "[\"day off\"]", "requires \"day off\"")]
    [InlineData("\"type\": \"count\"", "\"type\": \"amount\"", "of type \"amount\"")]
    [InlineData("\"use\": \"where\"", "\"use\": \"somewhere\"", "uses \"somewhere\"")]
    [InlineData("\"code\": \"breach\"", "\"code\": \"in-order\"", "the code \"in-order\" twice")]
    [InlineData("[\"broken terms\"]", "[\"In order\"]", "\"in order\" would mean both")]
    [InlineData("{ \"band\": 5 }", "{ \"band\": 0 }", "whole number from 1")]
    [InlineData("{ \"band\": 5 }", "\"blur\"", "a rule is")]
    [InlineData("\"key\": \"staff\"", "\"key\": \"result\"", "the field \"result\" twice")]
    [InlineData("\"notes\": []", "\"note\": []", "\"note\", which is not understood")]
    [InlineData("\"name\": \"Licensed premises visits\",", "", "has no \"name\"")]
    [InlineData("\"label\": \"Breach\"", "\"label\": \"Breach\", \"theme\": \"gardening\"", "no theme \"gardening\"")]
    [InlineData("{ \"key\": \"licensing\"", "{{", "no JSON")]
    public void Set_WithAMistakeInItsFile_IsRefusedWithThePlaceOfIt(string right, string wrong, string says)
    {
        Assert.Contains(right, Thirteen, StringComparison.Ordinal);

        var refused = Assert.Throws<SetFileException>(() => SetCatalogue.Load(Thirteen.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }
}
