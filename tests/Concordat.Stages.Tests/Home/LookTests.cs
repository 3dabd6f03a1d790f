using System.IO.Compression;
using System.Net;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Home;

/// <summary>The partnership's own colour and logo, from the administrator's page to the cover of a paper.</summary>
public sealed class LookTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Page = "/settings/look";

    [Fact]
    public async Task ColourAndLogo_StandOnTheCover_AndTheLogoBringsNothingElse()
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);
        var logo = Png(40, 10, "tEXtAuthor\0Jane Planted"u8.ToArray());

        var saved = await administrator.SendFilesAsync(Page, "Upload", [("logo.png", logo)], ("Colour", "#5A1F4B"));
        var specimen = (await administrator.GetAsync(Page + "?handler=Specimen")).Bytes;

        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("w:fill=\"5A1F4B\"", Part(specimen, "word/document.xml"), StringComparison.OrdinalIgnoreCase);
        var drawn = Entry(specimen, e => e.FullName.EndsWith(".png", StringComparison.Ordinal));
        Assert.Equal(Png(40, 10, null), drawn);
        Assert.Equal(drawn, (await administrator.GetAsync(Page + "?handler=Logo")).Bytes);

        var gone = await administrator.SendFormAsync(Page, [], "NoLogo");

        Assert.Equal(HttpStatusCode.Redirect, gone.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync(Page + "?handler=Logo")).Status);
    }

    [Theory]
    [InlineData("red", "must be a #")]
    [InlineData("#f0b429", "White words cannot be read")]
    public async Task Colour_ThatIsNoneOrTooLight_IsRefused(string colour, string words)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var answer = await administrator.SendFormAsync(Page, [("Colour", colour)], null);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
        Assert.Equal(colour, answer.Document.QuerySelector("input[name=Colour]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "cut short")]
    [InlineData(new byte[] { (byte)'<', (byte)'s', (byte)'v', (byte)'g' }, "JPEG or a PNG")]
    public async Task File_ThatIsNoPng_IsRefused(byte[] bytes, string words)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var answer = await administrator.SendFilesAsync(Page, "Upload", [("logo.png", bytes)], ("Colour", "#0c313b"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_LetsOnlyAnAdministratorChangeTheLook()
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var insert = new NpgsqlCommand("insert into partnership.house_style (partnership_id, colour, changed_by, changed_at) values (platform.current_partnership(), '#000000', platform.session_user_id(), now())", connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    static string Part(byte[] docx, string name) => System.Text.Encoding.UTF8.GetString(Entry(docx, e => e.FullName == name));

    static byte[] Entry(byte[] docx, Func<ZipArchiveEntry, bool> which)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var stream = zip.Entries.Single(which).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A PNG file with a chunk that a program left in it, or none. Its check sums are not looked at.</summary>
    static byte[] Png(int width, int height, byte[]? left)
    {
        byte[] Chunk(params ReadOnlySpan<byte> named) => [0, 0, 0, (byte)(named.Length - 4), .. named, 1, 2, 3, 4];
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk([.. "IHDR"u8, 0, 0, 0, (byte)width, 0, 0, 0, (byte)height, 8, 2, 0, 0, 0]),
            .. left is null ? [] : Chunk(left), .. Chunk([.. "IDAT"u8, 8, 0xD7, 0x63, 0, 0, 0, 4, 0, 1]), .. Chunk("IEND"u8),
        ];
    }
}
