using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Understand.Papers;

/// <summary>Turns a Word file into PDF with the LibreOffice of this machine, where there is one.</summary>
internal static class LibreOffice
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    // One at a time: each takes a processor and some hundred megabytes.
    static readonly SemaphoreSlim One = new(1);

    static readonly Lazy<string?> Program = new(Find);

    /// <summary>Whether PDF can be made here.</summary>
    public static bool IsPresent => Program.Value is not null;

    /// <summary>The PDF; null where it cannot be made here, or took too long.</summary>
    public static async Task<byte[]?> PdfAsync(byte[] docx, CancellationToken cancellation)
    {
        if (Program.Value is not { } program) return null;
        await One.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("concordat-pdf-");
        try
        {
            var source = Path.Combine(folder.FullName, "paper.docx");
            await File.WriteAllBytesAsync(source, docx, cancellation);
            return await RunAsync(program, folder.FullName, source, cancellation) ? await File.ReadAllBytesAsync(Path.ChangeExtension(source, "pdf"), cancellation) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
            One.Release();
        }
    }

    /// <summary>The answer where no PDF could be made.</summary>
    public static ContentResult Unable() => new()
    {
        StatusCode = StatusCodes.Status503ServiceUnavailable,
        ContentType = "text/plain; charset=utf-8",
        Content = "This server cannot make PDF: LibreOffice is not there, or took too long. Download the Word file and save it as PDF.",
    };

    static async Task<bool> RunAsync(string program, string folder, string source, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // A profile of its own: macros, add-ons and other people's settings have no part in it.
        foreach (var argument in (string[])[$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, source])
            start.ArgumentList.Add(argument);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (Win32Exception)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
        return process.ExitCode == 0 && File.Exists(Path.ChangeExtension(source, "pdf"));
    }

    static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => ((string[])["soffice", "libreoffice", "soffice.exe"]).Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
