using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Tests.Identifiers;

public class IdentifierScannerTests
{
    static readonly IdentifierScanner Scanner = new(new FixedClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)));

    [Theory]
    // telephone numbers
    [InlineData("call 07700 900123 after six", "call [telephone removed] after six")]
    [InlineData("07700900123", "[telephone removed]")]
    [InlineData("+44 7700 900123", "[telephone removed]")]
    [InlineData("+447700900123", "[telephone removed]")]
    [InlineData("(+44) 7700 900 123", "[telephone removed]")]
    [InlineData("+44 (0)20 7946 0958.", "[telephone removed].")]
    [InlineData("0044 20 7946 0958", "[telephone removed]")]
    [InlineData("(020) 7946 0958", "[telephone removed]")]
    [InlineData("020-7946-0958", "[telephone removed]")]
    [InlineData("020.7946.0958", "[telephone removed]")]
    [InlineData("01632 960983 ext 12", "[telephone removed]")]
    [InlineData("01632 960983 x12, side door", "[telephone removed], side door")]
    [InlineData("0808 157 0192", "[telephone removed]")]
    [InlineData("0300 123 4567", "[telephone removed]")]
    [InlineData("016977 3555", "[telephone removed]")]
    [InlineData("0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3")]
    [InlineData("tel07700900123", "tel[telephone removed]")]
    [InlineData("his phone is 549123", "his phone is [telephone removed]")]
    [InlineData("7700900123", "[telephone removed]")]
    [InlineData("447700900123", "[telephone removed]")]
    [InlineData("+353 87 123 4567", "[telephone removed]")]
    [InlineData("０７７００ ９００１２３", "[telephone removed]")]
    [InlineData("07700\u00a0900\u200b123", "[telephone removed]")]
    [InlineData("07700\n900123", "[telephone removed]")]
    // e-mail addresses
    [InlineData("jo.bloggs@example.org wrote", "[e-mail removed] wrote")]
    [InlineData("mail jo_b+x@mail.example.co.uk.", "mail [e-mail removed].")]
    [InlineData("jo (at) example (dot) org", "[e-mail removed]")]
    [InlineData("jo[at]example.org", "[e-mail removed]")]
    [InlineData("jo at gmail dot com", "[e-mail removed]")]
    [InlineData("jo at gmail.com", "[e-mail removed]")]
    [InlineData("jo＠example．org", "[e-mail removed]")]
    [InlineData("jo @ example.org", "[e-mail removed]")]
    [InlineData("meet @ 5pm", "meet @ 5pm")]
    [InlineData("theft at Tesco. Car park", "theft at Tesco. Car park")]
    // registration marks
    [InlineData("a Ford AB12 CDE drove off", "a Ford [plate removed] drove off")]
    [InlineData("ab12cde", "[plate removed]")]
    [InlineData("A123 BCD", "[plate removed]")]
    [InlineData("ABC 123D", "[plate removed]")]
    [InlineData("index no ABC 123", "index no [plate removed]")]
    [InlineData("AIZ 1234", "[plate removed]")]
    [InlineData("A1 northbound", "A1 northbound")]
    [InlineData("along the M25 and A243 for a mile", "along the M25 and A243 for a mile")]
    [InlineData("TQ 181 654", "TQ 181 654")]
    [InlineData("seen in KT12 the day before", "seen in KT12 the day before")]
    [InlineData("SEEN IN KT12 THE DAY BEFORE", "SEEN IN KT12 THE DAY BEFORE")]
    // NHS numbers
    [InlineData("943 476 5919", "[NHS number removed]")]
    [InlineData("9434765919", "[NHS number removed]")]
    [InlineData("943-476-5919", "[NHS number removed]")]
    [InlineData("943 476 5918", "943 476 5918")]
    [InlineData("NHS number: 943 476 5918", "NHS number: [NHS number removed]")]
    // National Insurance numbers
    [InlineData("AB123456C", "[National Insurance number removed]")]
    [InlineData("ab 12 34 56 c", "ab 12 34 56 c")]
    [InlineData("AB 12 34 56 C", "[National Insurance number removed]")]
    [InlineData("NI AB123456", "NI [National Insurance number removed]")]
    [InlineData("BG123456C", "BG123456C")]
    [InlineData("AB123456E", "AB123456E")]
    // postcodes
    [InlineData("KT1 1AA", "KT1")]
    [InlineData("KT11AA", "KT1")]
    [InlineData("12 High Street, Kingston, kt1 1aa.", "12 High Street, Kingston, kt1.")]
    [InlineData("EC1A 1BB", "EC1A")]
    [InlineData("EC1A1BB", "EC1A")]
    [InlineData("W1A 0AX", "W1A")]
    [InlineData("SW19\u00a05AE", "SW19")]
    [InlineData("KT1  1AA", "KT1")]
    [InlineData("KT1-1AA", "KT1")]
    [InlineData("flat in E1 2nd floor", "flat in E1 2nd floor")]
    [InlineData("ZQ1 1AA", "ZQ1 1AA")]
    // birth dates
    [InlineData("DOB 12/03/1981", "DOB [birth date removed]")]
    [InlineData("d.o.b. 12.3.81", "d.o.b. [birth date removed]")]
    [InlineData("born on 12th March 1981", "born on [birth date removed]")]
    [InlineData("born 3/10/2019", "born [birth date removed]")]
    [InlineData("aged 44 (12/3/1981)", "aged 44 ([birth date removed])")]
    [InlineData("1981-03-12", "[birth date removed]")]
    [InlineData("12 Mar 1981", "[birth date removed]")]
    [InlineData("between 01.03.2026 14:05 and 02.03.2026", "between 01.03.2026 14:05 and 02.03.2026")]
    [InlineData("born 1981", "born [birth date removed]")]
    // names
    [InlineData("Mr Smith said", "Mr [name removed] said")]
    [InlineData("PC 1234 Patel attended", "PC 1234 [name removed] attended")]
    [InlineData("PCSO O'Brien", "PCSO [name removed]")]
    [InlineData("argument with John Smith outside", "argument with [name removed] outside")]
    [InlineData("SMITH, John", "[name removed]")]
    [InlineData("Smith, John", "[name removed]")]
    [InlineData("a male named Zbyx ran off", "a male named [name removed] ran off")]
    [InlineData("victim John states", "victim [name removed] states")]
    [InlineData("spoke to john smith at the door", "spoke to [name removed] at the door")]
    [InlineData("J. Smith", "[name removed]")]
    [InlineData("J Smith", "[name removed]")]
    [InlineData("Mary-Jane Smith-Jones", "[name removed]")]
    [InlineData("Siân Llewellyn's car", "[name removed]'s car")]
    [InlineData("Małgorzata Wiśniewska", "[name removed]")]
    [InlineData("Mohammed Hussain and Priya Patel", "[name removed] and [name removed]")]
    [InlineData("Mark Brown", "[name removed]")]
    [InlineData("JOHN SMITH", "[name removed]")]
    [InlineData("John and Mary Smith", "[name removed] and [name removed]")]
    [InlineData("Jo\u200bhn Smi\u00adth", "[name removed]")]
    // no names
    [InlineData("Victoria Road", "Victoria Road")]
    [InlineData("theft from Sainsbury's in May", "theft from Sainsbury's in May")]
    [InlineData("shoplifting at Marks & Spencer", "shoplifting at Marks & Spencer")]
    [InlineData("seen at William Morris Academy", "seen at William Morris Academy")]
    [InlineData("CRIMINAL DAMAGE TO DWELLING", "CRIMINAL DAMAGE TO DWELLING")]
    [InlineData("will mark the rose garden", "will mark the rose garden")]
    public void Clean_FreeText(string text, string expected) => Assert.Equal(expected, Scanner.Clean(text, CellSetting.FreeText, new()));

    [Theory]
    [InlineData("Victoria Road")]
    [InlineData("St John's Hill")]
    [InlineData("William Morris Close")]
    [InlineData("nr the Duke of York")]
    [InlineData("On or near Charles Babbage Road")]
    [InlineData("On or near Farr'S Lane")]
    [InlineData("John Lewis, Wood Street, Kingston")]
    [InlineData("518123 165432")]
    [InlineData("TQ 18123 65432")]
    [InlineData("51.412345, -0.306934")]
    [InlineData("The Robert Peel, High Street")]
    [InlineData("Queen Elizabeth Hospital")]
    [InlineData("A3 / A243 Hook junction")]
    public void Clean_Place_StaysAsItIs(string text) => Assert.Same(text, Scanner.Clean(text, CellSetting.Place, new()));

    [Theory]
    [InlineData("12 High Street c/o Mrs Smith, KT1 1AA", "12 High Street c/o Mrs [name removed], KT1")]
    [InlineData("John Smith, 12 High Street", "[name removed], 12 High Street")]
    [InlineData("outside the home of Priya Patel", "outside the home of [name removed]")]
    public void Clean_Place_NamesOfPeopleGo(string text, string expected) => Assert.Equal(expected, Scanner.Clean(text, CellSetting.Place, new()));

    [Theory]
    [InlineData("12/03/1981")]
    [InlineData("2026-10-03 14:05")]
    [InlineData("3 October 2009")]
    [InlineData("01/02/03")]
    public void Clean_EventDate_StaysAsItIs(string text) => Assert.Same(text, Scanner.Clean(text, CellSetting.EventDate, new()));

    [Theory]
    [InlineData("45110012345/26", CellSetting.Code)]
    [InlineData("CR/0123456789", CellSetting.Code)]
    [InlineData("CR0123456789", CellSetting.Code)]
    [InlineData("7700900123", CellSetting.Code)]
    [InlineData("005538-01072014", CellSetting.Code)]
    [InlineData("005538/01072014", CellSetting.Code)]
    [InlineData("004417-20260703", CellSetting.Code)]
    [InlineData("0044-01072014", CellSetting.Code)]
    [InlineData("00381230-01072026", CellSetting.Code)]
    [InlineData("ASB Nuisance - Personal", CellSetting.Code)]
    [InlineData("Burglary - Residential", CellSetting.Code)]
    [InlineData("Grant Fraud", CellSetting.Code)]
    [InlineData("X85", CellSetting.Code)]
    [InlineData("518123", CellSetting.Number)]
    [InlineData("51.41234567", CellSetting.Number)]
    [InlineData("-0.3069341234", CellSetting.Number)]
    [InlineData("447123456789", CellSetting.Number)]
    public void Clean_CodeOrNumber_StaysAsItIs(string text, CellSetting setting) => Assert.Same(text, Scanner.Clean(text, setting, new()));

    [Theory]
    [InlineData("0044-20-7946-0958")]
    [InlineData("00353-87-123-4567")]
    [InlineData("00442079460958")]
    [InlineData("020-7946-0958")]
    public void Clean_TelephoneInAColumnOfReferences_IsTakenOut(string text) => Assert.Equal("[telephone removed]", Scanner.Clean(text, CellSetting.Code, new()));

    [Theory]
    [InlineData("seen again, ref 005538-01072026")]
    [InlineData("tel 005538-01072014")]
    public void Clean_ReferenceWithItsDay_InAText_IsATelephoneOnlyWhereWordsSaySo(string text) =>
        Assert.Equal(text.StartsWith("tel", StringComparison.Ordinal), Scanner.Clean(text, CellSetting.FreeText, new()) != text);

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
