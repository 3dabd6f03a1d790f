using System.Text;
using Concordat.Gate.Reading;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Text files as partners write them.</summary>
public sealed class TextFileTests
{
    const string Plain = "Reference,Category,Notes\nA1,Noise,loud\nA2,Litter,£5 fine – paid\n";

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "UTF-8, separated by commas" },
        { "utf-8 marked", "UTF-8 with a byte order mark, separated by commas" },
        { "utf-16le", "UTF-16, separated by commas" },
        { "utf-16le marked", "UTF-16 with a byte order mark, separated by commas" },
        { "utf-16be", "UTF-16 (big-endian), separated by commas" },
        { "utf-16be marked", "UTF-16 (big-endian) with a byte order mark, separated by commas" },
        { "windows-1252", "Windows-1252, separated by commas" },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Open_AnyEncoding_IsFoundOut(string encoding, string description)
    {
        var table = Files.One(Encoded(Plain, encoding));

        Assert.Equal(["Reference", "Category", "Notes"], table.Headings);
        Assert.Equal(["2: A1|Noise|loud", "3: A2|Litter|£5 fine – paid"], table.Lines);
        Assert.Equal(description, table.Description);
        Assert.Empty(table.Notices);
    }

    [Fact]
    public void Open_FirstAccentFarDown_IsStillWindows1252()
    {
        var text = "Reference,Notes\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"A{i},plain words here\n")) + "Z,caf\u00E9\n";

        var table = Files.One(Encoded(text, "windows-1252"));

        Assert.Equal("café", table.Rows[^1].Cells[1]);
        Assert.StartsWith("Windows-1252", table.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_StrayBytesInUtf8_AreReadAsWindows1252AndTold()
    {
        var table = Files.One([.. Files.Text("Reference,Notes\nA,café\nB,"), 0x96, .. Files.Text(" dash\n")]);

        Assert.Equal(["2: A|café", "3: B|– dash"], table.Lines);
        Assert.Contains("1 bytes are not UTF-8", Assert.Single(table.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Open_AnyDelimiter_IsFoundOut(char delimiter)
    {
        var table = Files.One(Files.Text(string.Join(delimiter, "Reference", "Amount", "Notes") + "\r\n" + string.Join(delimiter, "A1", "\"1,5; a|b\tc\"", "x") + "\r\n" + string.Join(delimiter, "A2", "\"2,5\"", "y") + "\r\n"));

        Assert.Equal(["2: A1|1,5; a|b\tc|x", "3: A2|2,5|y"], table.Lines);
    }

    [Fact]
    public void Open_CommasInASemicolonFile_DoNotDivideIt()
    {
        var table = Files.One(Files.Text("Reference;Notes\nA1;one, two\nA2;three, four\nA3;five, six\n"));

        Assert.Equal(["2: A1|one, two", "3: A2|three, four", "4: A3|five, six"], table.Lines);
    }

    [Fact]
    public void Open_SeparatorLine_IsObeyedAndNoRow()
    {
        var table = Files.One(Files.Text("sep=;\nReference;Notes\nA1;b\n"));

        Assert.Equal(2, table.HeaderRow);
        Assert.Equal(["3: A1|b"], table.Lines);
    }

    [Fact]
    public void Open_TitleAndBlankLinesAbove_FindsTheHeadings()
    {
        var table = Files.One(Files.Text("Riverbourne Council,,,\nAnti-social behaviour,,,\n,,,\n\nReference,Date,Category,Notes\nA1,03/10/2026,Noise,\nA2,04/10/2026,Litter,x\n"));

        Assert.Equal(5, table.HeaderRow);
        Assert.Equal(["6: A1|03/10/2026|Noise|", "7: A2|04/10/2026|Litter|x"], table.Lines);
    }

    [Fact]
    public void Open_RowOfHeadingsTold_IsTaken()
    {
        var table = Files.One(Files.Text("1,2\nReference,Notes\nA,b\n"), options: new() { HeaderRow = 2 });

        Assert.Equal(["Reference", "Notes"], table.Headings);
        Assert.Equal(["3: A|b"], table.Lines);
    }

    [Fact]
    public void Open_NoHeadings_IsRefusedUnlessTold()
    {
        var content = Files.Text("KT1 1AA,10,518345,169345\nKT1 1AB,10,518346,169346\n");

        Assert.Equal("F-14", Files.Refused(content).Code);
        var told = Files.One(content, options: new() { HeaderRow = 0 });
        Assert.Equal(["Column 1", "Column 2", "Column 3", "Column 4"], told.Headings);
        Assert.Equal(["1: KT1 1AA|10|518345|169345", "2: KT1 1AB|10|518346|169346"], told.Lines);
    }

    [Fact]
    public void Rows_BlankShortAndLongRows_KeepTheirNumbers()
    {
        var table = Files.One(Files.Text("A,B,C\n1,2,3\n\n , ,\n4\n5,6,7,8\n9,10,11,,\n"), options: new() { HeaderRow = 1 });

        Assert.Equal(["2: 1|2|3", "5: 4||", "6: 5|6|7", "7: 9|10|11"], table.Lines);
        Assert.Equal([false, false, true, false], table.Rows.Select(r => r.Surplus));
    }

    [Fact]
    public void Rows_LineBreakInACell_IsOneRow()
    {
        var table = Files.One(Files.Text("Reference,Notes\nA,\"first\nsecond\"\nB,\"say \"\"no\"\"\"\n"));

        Assert.Equal(["2: A|first\nsecond", "3: B|say \"no\""], table.Lines);
    }

    [Fact]
    public void Rows_TotalsAtTheEnd_ArePassedOverWithANotice()
    {
        var table = Files.One(Files.Text("Ward,Count\nTotal,5\nAbbey,2\nBridge,3\nTotal,\"1,005\"\nGrand total,£5.00\n"));

        Assert.Equal(["2: Total|5", "3: Abbey|2", "4: Bridge|3"], table.Lines);
        Assert.Equal("Rows 5, 6 are rows of totals and were passed over.", Assert.Single(table.Notices));
    }

    [Fact]
    public void Headings_BlankAndRepeated_StayAsWritten()
    {
        var table = Files.One(Files.Text("Cat,,cat, Cat \nx,y,z,w\nq,r,s,t\n"));

        Assert.Equal(["Cat", "", "cat", "Cat"], table.Headings);
    }

    [Fact]
    public void Rows_ApostropheOfOurExports_IsTakenOff()
    {
        var table = Files.One(Files.Text("Reference,Notes\n'=1,'+44\n'@a,\"'\tb\"\n''=c,'tis\n"), options: new() { HeaderRow = 1 });

        Assert.Equal(["2: =1|+44", "3: @a|\tb", "4: '=c|'tis"], table.Lines);
    }

    static byte[] Encoded(string text, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding as1 = encoding.Split(' ')[0] switch
        {
            "utf-8" => new UTF8Encoding(true),
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" => new UnicodeEncoding(true, true),
            _ => Encoding.GetEncoding(1252),
        };
        return [.. encoding.EndsWith("marked", StringComparison.Ordinal) ? as1.GetPreamble() : [], .. as1.GetBytes(text)];
    }
}
