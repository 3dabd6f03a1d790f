using Concordat.Documents.Charts;
using Concordat.Documents.Maps;

namespace Concordat.Documents.Model;

/// <summary>One part of a section. The kinds are fixed: every writer knows all of them.</summary>
public abstract record Block
{
    private protected Block()
    {
    }
}

/// <summary>A few words in one weight. Text is plain: writers encode it, so it never becomes markup.</summary>
/// <param name="Text">The words, with their spaces.</param>
/// <param name="IsBold">True sets them in bold.</param>
public sealed record TextRun(string Text, bool IsBold = false);

/// <summary>Running text.</summary>
/// <param name="Runs">The text in runs of one weight.</param>
public sealed record Paragraph(IReadOnlyList<TextRun> Runs) : Block
{
    /// <summary>A paragraph in one weight.</summary>
    public Paragraph(string text)
        : this([new TextRun(text)])
    {
    }

    /// <summary>A paragraph that opens in bold and goes on in plain text.</summary>
    public Paragraph(string boldLead, string text)
        : this([new TextRun(boldLead, IsBold: true), new TextRun(text)])
    {
    }

    /// <summary>The words without their weight.</summary>
    public string PlainText => string.Concat(Runs.Select(run => run.Text));
}

/// <summary>A heading inside a section.</summary>
/// <param name="Text">The words.</param>
/// <param name="Level">2 or 3; the section itself is level 1.</param>
public sealed record Subheading(string Text, int Level = 2) : Block;

/// <summary>A finding: a sentence that can be quoted by itself, with the few facts that bear it. Numbered 1.1, 1.2 in a numbered section.</summary>
/// <param name="Sentence">The finding as one sentence.</param>
/// <param name="Facts">Short supporting facts; may be empty.</param>
public sealed record Finding(string Sentence, IReadOnlyList<string> Facts) : Block
{
    /// <summary>A finding without supporting facts.</summary>
    public Finding(string sentence)
        : this(sentence, [])
    {
    }
}

/// <summary>A list without order.</summary>
/// <param name="Items">The items; each a paragraph of its own.</param>
public sealed record BulletList(IReadOnlyList<Paragraph> Items) : Block;

/// <summary>A chart with a numbered caption above and its source below. The figures follow as a table where the format can fold it away.</summary>
/// <param name="Caption">What the chart shows, as a sentence without its number.</param>
/// <param name="Chart">The chart; its description is the text for those who cannot see it.</param>
/// <param name="Source">Where the figures come from and as at when.</param>
public sealed record ChartBlock(string Caption, Chart Chart, string Source) : Block;

/// <summary>A map with a numbered caption above, its legend, source and method below. Put the table of its spots after it.</summary>
/// <param name="Caption">What the map shows, as a sentence without its number.</param>
/// <param name="Map">The drawing; its description is the text for those who cannot see it.</param>
/// <param name="Source">Where the records come from and as at when.</param>
/// <param name="Method">How the map was made; null leaves the line out.</param>
public sealed record MapBlock(string Caption, MapDrawing Map, string Source, string? Method = null) : Block;

/// <summary>Something the reader must not miss.</summary>
/// <param name="Heading">A few words in bold.</param>
/// <param name="Text">The rest.</param>
public sealed record Callout(string Heading, Paragraph Text) : Block;

/// <summary>Terms with what they mean or hold.</summary>
/// <param name="Items">The pairs in order.</param>
public sealed record DefinitionList(IReadOnlyList<Definition> Items) : Block;

/// <summary>One term of a <see cref="DefinitionList"/>.</summary>
/// <param name="Term">The term.</param>
/// <param name="Text">What it means or holds.</param>
public sealed record Definition(string Term, Paragraph Text);

/// <summary>A new page in print; nothing on screen.</summary>
public sealed record PageBreak : Block;
